/** Keeps what was built for a moment, so that whoever asks again and again costs one building. */
export type ShortMemory = (key: string, build: () => Promise<string>) => Promise<string>;

/** Longer than a flood needs to be harmless, shorter than anyone waits for a change. Milliseconds. */
const keptMs = 2_000;
/** Addresses at once; the oldest goes first. */
const mostKept = 256;

/** Builds it; what failed is built anew, and nothing is kept over a clock that was set back. */
export function createShortMemory(now: () => number): ShortMemory {
  const kept = new Map<string, { readonly at: number; readonly text: Promise<string> }>();
  return (key, build) => {
    const at = now();
    const known = kept.get(key);
    if (known && at >= known.at && at - known.at < keptMs) return known.text;
    const text = build();
    kept.delete(key);
    kept.set(key, { at, text });
    text.catch(() => kept.delete(key));
    const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return text;
  };
}
