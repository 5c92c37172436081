const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Epoch milliseconds of an ISO 8601 instant with a zone, or null. `Date.parse` alone would take the 30th of February for the 2nd of
 * March and a text without a zone for the server's own. On the hot path: digits are read where the pattern has put them, nothing is cut out.
 */
export function parseInstant(text: string): number | null {
  if (text.length > 40 || !instantPattern.test(text)) return null;
  const year = readDigits(text, 0, 4);
  const month = readDigits(text, 5, 2);
  const day = readDigits(text, 8, 2);
  const hour = readDigits(text, 11, 2);
  const minute = readDigits(text, 14, 2);
  const hasSecond = text[16] === ':';
  const second = hasSecond ? readDigits(text, 17, 2) : 0;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  // `Date.UTC` takes the years below 100 for those of the 1900s.
  if (year < 100) return null;
  if (month < 1 || month > 12 || day < 1 || day > longest) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const zoneStart = text.endsWith('Z') ? text.length - 1 : findSign(text);
  const offset = parseOffsetMs(text, zoneStart);
  if (offset === null) return null;
  const millisecond = hasSecond ? readMilliseconds(text, 20, zoneStart) : 0;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offset;
}

function readDigits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}

/** The first three digits of a fraction, padded; finer ones are cut off. */
function readMilliseconds(text: string, start: number, end: number): number {
  const count = Math.min(3, end - start);
  return count <= 0 ? 0 : readDigits(text, start, count) * 10 ** (3 - count);
}

/** Only an offset has a sign behind the date. */
function findSign(text: string): number {
  return Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
}

function parseOffsetMs(text: string, start: number): number | null {
  if (text[start] === 'Z') return 0;
  const hours = readDigits(text, start + 1, 2);
  const minutes = readDigits(text, text.length - 2, 2);
  if (hours > 14 || minutes > 59) return null;
  return (text[start] === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
