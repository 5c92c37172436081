import { type PackCheck, type PackSummary, packFileKinds } from '#shared/model/pack.ts';
import { type Hash, openSeal } from './sealPack.ts';

/** What is one of ours, by the hash of a file or one that somebody read off a page; unknown where it is none. Pure. */
export function checkHash(hash: string, packs: readonly PackSummary[]): PackCheck {
  for (const pack of packs) {
    const file = packFileKinds.find((kind) => pack.files[kind].hash === hash) ?? null;
    if (file) return { verdict: 'same', hash, file, pack, altered: [] };
    if (pack.hash === hash) return { verdict: 'same', hash, file: 'pack', pack, altered: [] };
  }
  return { verdict: 'unknown', hash, file: null, pack: null, altered: [] };
}

/** A rewriting with wide indents is so many times as long as the file that it was made of. */
const widest = 8;

/**
 * A file that is none of ours byte by byte, by what it says itself; null where it names none of ours. Pure, but slow for a large file:
 * never in the thread that serves screens.
 */
export function checkContent(
  bytes: Uint8Array,
  packs: readonly PackSummary[],
  toHash: Hash,
): PackCheck | null {
  const hash = toHash(bytes);
  const longest = Math.max(0, ...packs.map(({ files }) => files.json.sizeBytes));
  const seal = bytes.length <= longest * widest ? tryOpen(new TextDecoder().decode(bytes), toHash) : null;
  if (seal) {
    const pack = packs.find((one) => one.hash === seal.claims) ?? packs.find(({ id }) => id === seal.id);
    if (!pack) return null;
    if (pack.hash === seal.claims && seal.altered.length === 0)
      return { verdict: 'rewritten', hash, file: 'json', pack, altered: [] };
    // Whoever made it fit in itself again made another pack of it.
    const altered = seal.altered.length === 0 ? ['seal'] : seal.altered;
    return { verdict: 'altered', hash, file: 'json', pack, altered: [...altered].slice(0, 40) };
  }
  const named = findNamed(bytes, packs);
  return named ? { verdict: 'altered', hash, file: null, pack: named, altered: [] } : null;
}

/** What is nested deeper than can be written again is none of ours. */
function tryOpen(text: string, toHash: Hash): ReturnType<typeof openSeal> {
  try {
    return openSeal(text, toHash);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const sealLength = 64;

/** The pack whose seal stands anywhere in a file. Sign by sign: a pattern of 64 starts anew at each of 63 signs that are none. */
function findNamed(bytes: Uint8Array, packs: readonly PackSummary[]): PackSummary | null {
  const bySeal = new Map(packs.map((pack) => [pack.hash, pack]));
  const decoder = new TextDecoder();
  let start = 0;
  for (let place = 0; place <= bytes.length; place += 1) {
    if (isHexSign(bytes[place])) continue;
    if (place - start === sealLength) {
      const pack = bySeal.get(decoder.decode(bytes.subarray(start, place)));
      if (pack) return pack;
    }
    start = place + 1;
  }
  return null;
}

/** 0–9 and a–f; false past the end. */
function isHexSign(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66));
}
