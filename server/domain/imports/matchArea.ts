import type { Area } from '#shared/model/area.ts';
import type { AreaLevel } from '#shared/model/ids.ts';
import { countEdits, normalise, squash, toTolerance } from './words.ts';

/** What a text may mean. `near` names those between which nobody but a person can choose. */
export type AreaMatch =
  | { readonly kind: 'sure' | 'unsure'; readonly area: Area }
  | { readonly kind: 'near'; readonly areas: readonly Area[] }
  | { readonly kind: 'none' };

/** What is known about an area beside its text. */
export interface AreaHint {
  /** Levels that are wanted, best first; others are found too, but yield. */
  readonly levels: readonly AreaLevel[];
  /** Code of an area that it lies in. */
  readonly within?: string | undefined;
  /** Only what is written without a slip: enough to tell what a column holds, and far cheaper. */
  readonly isExact?: true;
}

/** Finds areas by code or name. */
export type MatchArea = (text: string, hint: AreaHint) => AreaMatch;

const prefixes: readonly (readonly [pattern: RegExp, level: AreaLevel])[] = [
  [/^(?:kecamatan|kec)\b\.?\s*/, 'kecamatan'],
  [/^(?:kabupaten|kab)\b\.?\s*/, 'regency'],
  [/^(?:desa|kelurahan|kel|ds)\b\.?\s*/, 'village'],
];
const codePattern = /^(\d{2}\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)(?![\d.])/;
const bareCodePattern = /^(\d{4}|\d{6}|\d{7}|\d{10})(?!\d)/;
const maxRemembered = 5_000;
/** Longer texts name no area. */
const maxCharacters = 120;

interface Known {
  readonly area: Area;
  readonly name: string;
}

interface Index {
  readonly byCode: ReadonlyMap<string, Area>;
  readonly byName: ReadonlyMap<string, readonly Area[]>;
  readonly names: readonly Known[];
}

/** Builds the matcher; answers are remembered, since a column repeats its areas. */
export function createAreaMatcher(areas: readonly Area[]): MatchArea {
  const index = buildIndex(areas);
  const remembered = new Map<string, AreaMatch>();
  return (text, hint) => {
    if (text.length > maxCharacters) return { kind: 'none' };
    const key = `${hint.isExact ?? ''}|${hint.levels.join()}|${hint.within ?? ''}|${text}`;
    const known = remembered.get(key);
    if (known) return known;
    const match = findArea(text, hint, index);
    if (remembered.size < maxRemembered) remembered.set(key, match);
    return match;
  };
}

function buildIndex(areas: readonly Area[]): Index {
  const byCode = new Map<string, Area>();
  const byName = new Map<string, Area[]>();
  const names: Known[] = [];
  for (const area of areas) {
    byCode.set(area.code, area);
    byCode.set(area.code.replaceAll('.', ''), area);
    if (area.bpsCode !== null) byCode.set(area.bpsCode, area);
    const spellings = new Set([area.name, ...area.aliases].map((name) => squash(stripPrefix(name).rest)));
    for (const name of spellings) {
      byName.set(name, [...(byName.get(name) ?? []), area]);
      names.push({ area, name });
    }
  }
  return { byCode, byName, names };
}

function stripPrefix(text: string): { rest: string; level: AreaLevel | null } {
  const plain = normalise(text);
  for (const [pattern, level] of prefixes) {
    const match = pattern.exec(plain);
    if (match && match[0].length < plain.length) return { rest: plain.slice(match[0].length), level };
  }
  return { rest: plain, level: null };
}

function findArea(text: string, hint: AreaHint, index: Index): AreaMatch {
  const plain = normalise(text);
  const code = (codePattern.exec(plain) ?? bareCodePattern.exec(plain))?.[1];
  const byCode = code === undefined ? undefined : index.byCode.get(code);
  if (byCode) return { kind: 'sure', area: byCode };
  // "3. Setu, Kabupaten Bekasi": neither the number nor what lies behind the comma names the area.
  const bare = plain.replace(/^\d{1,3}[.)]?\s+/, '').split(',')[0] ?? '';
  const { rest, level } = stripPrefix(bare);
  const name = squash(rest);
  if (name === '' || /^\d+$/.test(name)) return { kind: 'none' };
  const levels = level === null ? hint.levels : [level];
  const exact = choose(index.byName.get(name) ?? [], { ...hint, levels });
  if (exact.length > 1) return { kind: 'near', areas: exact };
  const [only] = exact;
  if (only) return { kind: isSure(only, level, levels) ? 'sure' : 'unsure', area: only };
  return hint.isExact ? { kind: 'none' } : findNear(name, { ...hint, levels }, index);
}

/** A bare name without "Kabupaten" may be the city of the same name; another level than the one written is a guess as well. */
function isSure(area: Area, written: AreaLevel | null, levels: readonly AreaLevel[]): boolean {
  if (written !== null) return area.level === written;
  return area.level !== 'regency' || levels.length === 0;
}

/** Of areas with one name, those of the best level that lie where they should. */
function choose(areas: readonly Area[], { levels, within }: AreaHint): readonly Area[] {
  const inside = within === undefined ? areas : areas.filter(({ code }) => code.startsWith(`${within}.`));
  const left = inside.length > 0 ? inside : areas;
  if (left.length < 2) return left;
  for (const level of [...levels, 'regency', 'kecamatan', 'village']) {
    const found = left.filter((area) => area.level === level);
    if (found.length > 0) return found;
  }
  return left;
}

/** A small slip of the pen, but only where no second area is about as near. */
function findNear(name: string, hint: AreaHint, { names }: Index): AreaMatch {
  const most = toTolerance(name);
  if (most === 0) return { kind: 'none' };
  const wanted =
    hint.levels.length > 0 ? names.filter(({ area }) => hint.levels.includes(area.level)) : names;
  const best = new Map<string, { area: Area; edits: number }>();
  for (const { area, name: other } of wanted) {
    const edits = countEdits(name, other, most + 1);
    if (edits > most + 1) continue;
    const known = best.get(area.code);
    if (!known || edits < known.edits) best.set(area.code, { area, edits });
  }
  const ranked = [...best.values()].sort((left, right) => left.edits - right.edits);
  const [first, second] = ranked;
  if (!first || first.edits > most) return { kind: 'none' };
  if (second && second.edits <= first.edits + 1) {
    return { kind: 'near', areas: ranked.slice(0, 3).map(({ area }) => area) };
  }
  return { kind: 'unsure', area: first.area };
}
