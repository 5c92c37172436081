/** What a field takes for a time of day: `14.05`, `14:05` or `1405`; `9.05` too, where a mark tells the hour from the minutes. */
export const clockPattern = '([01]?[0-9]|2[0-3])[.:]([0-5][0-9])|([01][0-9]|2[0-3])([0-5][0-9])';

const reader = new RegExp(`^(?:${clockPattern})$`);

/** A time of day as people type it, as `14:05`; null where it is none, or not all of it yet. */
export function toClock(text: string): string | null {
  const [, markedHour, markedMinute, hour = markedHour, minute = markedMinute] =
    reader.exec(text.trim()) ?? [];
  return hour && minute ? `${hour.padStart(2, '0')}:${minute}` : null;
}
