import {
  type EvidencePack,
  type PackHead,
  type PackSections,
  packHeadSchema,
  packSchema,
} from '#shared/model/pack.ts';
import { toCanonical } from '#shared/rules/canonical.ts';

/** SHA-256, hex. */
export type Hash = (content: string | Uint8Array) => string;

/** Puts the hashes to it: of each section, and of the head with these. Any change of a single sign changes the last one. */
export function sealPack(head: PackHead, sections: PackSections, hash: Hash): EvidencePack {
  const manifest = Object.fromEntries(
    Object.entries(sections).map(([name, section]) => [name, hash(toCanonical(section))]),
  );
  return {
    ...head,
    sections,
    manifest: {
      algorithm: 'SHA-256',
      form: 'canonical-json',
      sections: manifest,
      hash: hashHead(head, manifest, hash),
    },
  };
}

function hashHead(head: PackHead, sections: Readonly<Record<string, string>>, hash: Hash): string {
  return hash(toCanonical({ head, sections }));
}

/** The bytes of a pack's JSON file. */
export function toPackText(pack: EvidencePack): string {
  return toCanonical(pack);
}

/** What a text says that it is, and what of it is not as its own manifest says; null for what is no pack. */
export function openSeal(
  text: string,
  hash: Hash,
): { readonly id: string; readonly claims: string; readonly altered: readonly string[] } | null {
  const read = parse(text);
  if (!packSchema.loose().safeParse(read).success) return null;
  // As it was given, not as the schema understood it: what the schema drops would not be missed.
  const given = read as EvidencePack;
  const { sections, manifest } = given;
  const altered = Object.keys({ ...sections, ...manifest.sections }).filter(
    (name) => !Object.hasOwn(sections, name) || hash(toCanonical(sections[name])) !== manifest.sections[name],
  );
  const { sections: _sections, manifest: _manifest, ...head } = given;
  const isHead =
    packHeadSchema.strict().safeParse(head).success &&
    hashHead(head, manifest.sections, hash) === manifest.hash;
  return { id: given.id, claims: manifest.hash, altered: isHead ? altered : ['head', ...altered] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
