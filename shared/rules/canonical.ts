/** JSON with the keys of every object in order and without spaces: the same content is always the same text. */
export function toCanonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const pairs = Object.entries(inner as Readonly<Record<string, unknown>>);
    return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
