/** What was made last, as long as all that it was made from is the same. */
export type Memo<T> = (from: readonly unknown[], make: () => T) => T;

/** Builds it, empty. It keeps one result; whoever gets it must not change it. */
export function createMemo<T>(): Memo<T> {
  let last: { readonly from: readonly unknown[]; readonly made: T } | null = null;
  return (from, make) => {
    const isSame = last?.from.length === from.length && from.every((one, at) => one === last?.from[at]);
    if (!last || !isSame) last = { from, made: make() };
    return last.made;
  };
}
