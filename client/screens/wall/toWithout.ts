/** Panels that a scene stands without, for its style sheet: the others take their room. */
export function toWithout(has: Readonly<Record<string, boolean>>): string | undefined {
  const without = Object.keys(has).filter((panel) => has[panel] === false);
  return without.length > 0 ? without.join(' ') : undefined;
}
