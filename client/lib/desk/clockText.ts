/** A time of day as people type it, `14.05`, `14:05` or `1405`, as `14:05`; null where it is none, or not all of it yet. */
export function toClock(text: string): string | null {
  const [, hour, minute] = /^([01]\d|2[0-3])[.:]?([0-5]\d)$/.exec(text.trim()) ?? [];
  return hour && minute ? `${hour}:${minute}` : null;
}
