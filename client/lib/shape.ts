// Plain checks of what the server sends. The schema library would be a fifth of the script that a wall loads before its first figure;
// tests/unit/client/connection/checks.test.ts holds these to the schemas of `shared`.

/** Says whether a value has a shape. */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string';
export const isNumber: Check = (value) => Number.isFinite(value);
export const isBoolean: Check = (value) => typeof value === 'boolean';

/** One of a closed list. */
export function oneOf<T extends string>(allowed: readonly T[]): Check {
  return (value) => allowed.some((one) => one === value);
}

export function nullable(check: Check): Check {
  return (value) => value === null || check(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

/** A list of fixed length. */
export function tupleOf(...checks: readonly Check[]): Check {
  return (value) =>
    Array.isArray(value) &&
    value.length === checks.length &&
    checks.every((check, place) => check(value[place]));
}

/** An object that has at least these fields; the compiler asks for a check of every field of `T`. */
export function objectOf<T>(fields: { readonly [K in keyof T]-?: Check }): (value: unknown) => value is T {
  const entries = Object.entries<Check>(fields);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}
