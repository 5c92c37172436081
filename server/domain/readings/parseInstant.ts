const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Epoch milliseconds of an ISO 8601 instant with a zone, or null. `Date.parse` alone would take the 30th of February for the 2nd of
 * March and a text without a zone for the server's own.
 */
export function parseInstant(text: string): number | null {
  if (text.length > 40) return null;
  const match = instantPattern.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((p) => Number(p ?? 0));
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (month < 1 || month > 12 || day < 1 || day > longest) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = parseOffsetMs(match[8] ?? 'Z');
  if (offset === null) return null;
  const fraction = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1_000);
  return Date.UTC(year, month - 1, day, hour, minute, second, fraction) - offset;
}

function parseOffsetMs(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
