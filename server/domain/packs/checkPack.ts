import { type PackCheck, type PackSummary, packFileKinds } from '#shared/model/pack.ts';
import { type Hash, openSeal } from './sealPack.ts';

/** Whether a file, or a hash that somebody read off a page, is one of ours. Pure. */
export function checkPack(
  given: Uint8Array | string,
  packs: readonly PackSummary[],
  toHash: Hash,
): PackCheck {
  const hash = typeof given === 'string' ? given : toHash(given);
  for (const pack of packs) {
    const file = packFileKinds.find((kind) => pack.files[kind].hash === hash) ?? null;
    if (file) return { verdict: 'same', hash, file, pack, altered: [] };
    if (pack.hash === hash) return { verdict: 'same', hash, file: 'pack', pack, altered: [] };
  }
  const nothing: PackCheck = { verdict: 'unknown', hash, file: null, pack: null, altered: [] };
  return typeof given === 'string' ? nothing : (checkContent(given, packs, toHash) ?? nothing);
}

/** A file that is none of ours byte by byte, by what it says itself. */
function checkContent(bytes: Uint8Array, packs: readonly PackSummary[], toHash: Hash): PackCheck | null {
  const hash = toHash(bytes);
  const text = new TextDecoder().decode(bytes);
  const seal = openSeal(text, toHash);
  if (seal) {
    const pack = packs.find((one) => one.hash === seal.claims) ?? packs.find(({ id }) => id === seal.id);
    if (!pack) return null;
    if (pack.hash === seal.claims && seal.altered.length === 0)
      return { verdict: 'rewritten', hash, file: 'json', pack, altered: [] };
    // Whoever made it fit in itself again made another pack of it.
    const altered = seal.altered.length === 0 ? ['seal'] : seal.altered;
    return { verdict: 'altered', hash, file: 'json', pack, altered: [...altered].slice(0, 40) };
  }
  const named = findNamed(text, packs);
  return named ? { verdict: 'altered', hash, file: null, pack: named, altered: [] } : null;
}

/** The pack whose seal stands anywhere in a text; read through once, however many packs there are. */
function findNamed(text: string, packs: readonly PackSummary[]): PackSummary | null {
  const bySeal = new Map(packs.map((pack) => [pack.hash, pack]));
  for (const [seal] of text.matchAll(/[0-9a-f]{64}/g)) {
    const pack = bySeal.get(seal);
    if (pack) return pack;
  }
  return null;
}
