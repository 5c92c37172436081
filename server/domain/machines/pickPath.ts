import { parseInstant } from '../readings/parseInstant.ts';

const numberPattern = /^[+-]?\d{1,15}(?:\.\d{1,15})?$/;

/** An own value of an object or list; undefined where there is none. */
export function pickKey(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** Value at a dotted path, through own keys and list positions only; undefined where there is none. */
export function pickPath(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) value = pickKey(value, key);
  return value;
}

/** The dotted path as a JSON pointer. */
export function toPointer(path: string): string {
  return `/${path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('.', '/')}`;
}

/** A finite number, given as one or as plain text; null for anything else. */
export function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !numberPattern.test(value)) return null;
  return Number(value);
}

/** Without the noise that a product of two decimal fractions brings: 0.1 × 3 is 0.3. */
export function scale(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15));
}

/** Earliest instant that a device's clock may say, the year 2001; before it the clock was never set. */
const earliestMs = 978_307_200_000;
/** Numbers from here on are milliseconds: in seconds they would lie in the year 5138. */
const smallestMs = 100_000_000_000;

/** Epoch milliseconds of an instant in text with a zone, epoch seconds or milliseconds; null for anything else. */
export function toInstant(value: unknown): number | null {
  if (typeof value === 'string' && value.includes('T')) return parseInstant(value);
  const number = toNumber(value);
  if (number === null) return null;
  const at = Math.round(number >= smallestMs ? number : number * 1_000);
  return at >= earliestMs && at <= 8_640_000_000_000_000 ? at : null;
}

/** Text of a device's name or counter; null where it is neither text nor number, or too long to be one. */
export function toKey(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : null;
}
