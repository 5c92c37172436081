import type { AgencyCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { countEdits, squash, toTolerance, toWords } from './words.ts';

/** What a text may mean. `near` names those between which nobody but a person can choose. */
export type IndicatorMatch =
  | { readonly kind: 'sure' | 'unsure'; readonly indicator: Indicator }
  | { readonly kind: 'near'; readonly indicators: readonly Indicator[] }
  | { readonly kind: 'none' };

/** Finds indicators by id or name in either language; `isExact` leaves out slips of the pen, which are dear to look for. */
export type MatchIndicator = (text: string, isExact?: boolean) => IndicatorMatch;

interface Named {
  readonly indicator: Indicator;
  readonly key: string;
  readonly words: readonly string[];
  /** How much of a text it explains; a name cut short at its brackets yields to a whole one. */
  readonly weight: number;
}

const maxRemembered = 5_000;
/** Longer texts are no name; slips are looked for in shorter ones only. */
const maxCharacters = 300;
const maxNearCharacters = 80;
/** Words that say nothing about which indicator is meant. */
const fillers = new Set(['data', 'per', 'menurut', 'di', 'dan', 'yang', 'tahun', 'bulan', 'by', 'of', 'the']);

/** Builds the matcher. Where a name fits several, the sender's own indicator is the one meant. */
export function createIndicatorMatcher(
  indicators: readonly Indicator[],
  agency: AgencyCode | null,
): MatchIndicator {
  const ids = new Map(indicators.map((indicator) => [squash(indicator.id), indicator]));
  const index = buildIndex(indicators, agency);
  const remembered = new Map<string, IndicatorMatch>();
  return (text, isExact = false) => {
    if (text.length > maxCharacters) return { kind: 'none' };
    const known = remembered.get(`${isExact}|${text}`);
    if (known) return known;
    const byId = ids.get(squash(text));
    const match: IndicatorMatch = byId ? { kind: 'sure', indicator: byId } : findByText(text, index, isExact);
    if (remembered.size < maxRemembered) remembered.set(`${isExact}|${text}`, match);
    return match;
  };
}

interface Index {
  readonly agency: AgencyCode | null;
  readonly named: readonly Named[];
  readonly byKey: ReadonlyMap<string, readonly Named[]>;
  /** Names by each of their words: most texts share none. */
  readonly byWord: ReadonlyMap<string, readonly Named[]>;
}

function buildIndex(indicators: readonly Indicator[], agency: AgencyCode | null): Index {
  const named = indicators.flatMap(listNames);
  const byKey = new Map<string, Named[]>();
  const byWord = new Map<string, Named[]>();
  const add = (map: Map<string, Named[]>, key: string, one: Named): void => {
    const list = map.get(key);
    if (list) list.push(one);
    else map.set(key, [one]);
  };
  for (const one of named) {
    add(byKey, one.key, one);
    for (const word of new Set(one.words)) add(byWord, word, one);
  }
  return { agency, named, byKey, byWord };
}

/** Name without what stands in brackets at its end: a unit or an abbreviation. */
export function stripUnit(text: string): string {
  const stripped = text
    .trim()
    .replace(/[([][^()[\]]{0,60}[)\]]$/, '')
    .trim();
  return stripped === '' ? text : stripped;
}

function listNames(indicator: Indicator): Named[] {
  const { name, shortName } = indicator;
  const abbreviations = [name.id, name.en].flatMap((text) => /\(([A-Z]{3,8})\)/.exec(text)?.[1] ?? []);
  const texts = [name.id, name.en, shortName.id, shortName.en].flatMap((text) => [text, stripUnit(text)]);
  const whole = new Set<string>([name.id, name.en, shortName.id, shortName.en]);
  return [...new Set([...texts, ...abbreviations])].map((text) => {
    const words = toWords(text).filter((word) => !fillers.has(word));
    return { indicator, key: squash(text), words, weight: words.length + (whole.has(text) ? 0.5 : 0) };
  });
}

function unique(named: readonly Named[]): Indicator[] {
  return [...new Set(named.map(({ indicator }) => indicator))];
}

function decide(
  found: readonly Indicator[],
  kind: 'sure' | 'unsure',
  agency: AgencyCode | null,
): IndicatorMatch | null {
  const [first, second] = found;
  if (!first) return null;
  if (!second) return { kind, indicator: first };
  const own = found.filter((indicator) => indicator.agency === agency);
  const [mine] = own;
  if (mine && own.length === 1) return { kind: 'unsure', indicator: mine };
  return { kind: 'near', indicators: found.slice(0, 3) };
}

/** What stands in brackets may be part of the name or a unit behind it. */
function findByText(text: string, index: Index, isExact: boolean): IndicatorMatch {
  const whole = findByName(text, index, isExact);
  if (whole.kind === 'sure') return whole;
  const stripped = stripUnit(text);
  if (stripped === text) return whole;
  const bare = findByName(stripped, index, isExact);
  return bare.kind === 'sure' || whole.kind !== 'unsure' ? bare : whole;
}

function findByName(text: string, index: Index, isExact: boolean): IndicatorMatch {
  const { agency, named, byKey } = index;
  const key = squash(text);
  if (key.length < 3) return { kind: 'none' };
  const exact = decide(unique(byKey.get(key) ?? []), 'sure', agency);
  if (exact) return exact;
  const words = toWords(text).filter((word) => !fillers.has(word));
  const byWords = decide(findHeld(words, index), 'unsure', agency);
  if (byWords) return byWords;
  const most = key.length < 8 || key.length > maxNearCharacters ? 0 : toTolerance(key);
  if (most === 0 || isExact) return { kind: 'none' };
  const near = named.filter((one) => countEdits(key, one.key, most) <= most);
  return decide(unique(near), 'unsure', agency) ?? { kind: 'none' };
}

/** Indicators whose whole name is among the words, the longest name first; else those whose name holds all of the words. */
function findHeld(words: readonly string[], { byWord }: Index): Indicator[] {
  const given = new Set(words);
  const sharing = new Set([...given].flatMap((word) => byWord.get(word) ?? []));
  const inside = [...sharing].filter(
    (one) =>
      (one.words.length > 1 || (one.words[0]?.length ?? 0) >= 4) &&
      one.words.every((word) => given.has(word)),
  );
  const heaviest = inside.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (heaviest > 0) return unique(inside.filter(({ weight }) => weight === heaviest));
  if (words.length < 2) return [];
  return unique([...sharing].filter((one) => words.every((word) => one.words.includes(word))));
}
