import type { AgencyCode } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { countEdits, squash, toTolerance, toWords } from './words.ts';

/** What a text may mean. `near` names those between which nobody but a person can choose. */
export type IndicatorMatch =
  | { readonly kind: 'sure' | 'unsure'; readonly indicator: Indicator }
  | { readonly kind: 'near'; readonly indicators: readonly Indicator[] }
  | { readonly kind: 'none' };

/** Finds indicators by id or name in either language. */
export type MatchIndicator = (text: string) => IndicatorMatch;

interface Named {
  readonly indicator: Indicator;
  readonly key: string;
  readonly words: readonly string[];
  /** How much of a text it explains; a name cut short at its brackets yields to a whole one. */
  readonly weight: number;
}

const maxRemembered = 5_000;
/** Words that say nothing about which indicator is meant. */
const fillers = new Set(['data', 'per', 'menurut', 'di', 'dan', 'yang', 'tahun', 'bulan', 'by', 'of', 'the']);

/** Builds the matcher. Where a name fits several, the sender's own indicator is the one meant. */
export function createIndicatorMatcher(
  indicators: readonly Indicator[],
  agency: AgencyCode | null,
): MatchIndicator {
  const ids = new Map(indicators.map((indicator) => [squash(indicator.id), indicator]));
  const named = indicators.flatMap(listNames);
  const remembered = new Map<string, IndicatorMatch>();
  return (text) => {
    const known = remembered.get(text);
    if (known) return known;
    const byId = ids.get(squash(text));
    const match: IndicatorMatch = byId ? { kind: 'sure', indicator: byId } : findByText(text, named, agency);
    if (remembered.size < maxRemembered) remembered.set(text, match);
    return match;
  };
}

/** Name without what stands in brackets at its end: a unit or an abbreviation. */
export function stripUnit(text: string): string {
  const stripped = text.replace(/\s*[([][^()[\]]{0,60}[)\]]\s*$/, '').trim();
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
function findByText(text: string, named: readonly Named[], agency: AgencyCode | null): IndicatorMatch {
  const whole = findByName(text, named, agency);
  if (whole.kind === 'sure') return whole;
  const bare = findByName(stripUnit(text), named, agency);
  return bare.kind === 'sure' || whole.kind !== 'unsure' ? bare : whole;
}

function findByName(text: string, named: readonly Named[], agency: AgencyCode | null): IndicatorMatch {
  const key = squash(text);
  if (key.length < 3) return { kind: 'none' };
  const exact = decide(unique(named.filter((one) => one.key === key)), 'sure', agency);
  if (exact) return exact;
  const words = toWords(text).filter((word) => !fillers.has(word));
  const held = findHeld(words, named);
  const byWords = decide(held, 'unsure', agency);
  if (byWords) return byWords;
  const most = key.length < 8 ? 0 : toTolerance(key);
  if (most === 0) return { kind: 'none' };
  const near = named.filter((one) => countEdits(key, one.key, most) <= most);
  return decide(unique(near), 'unsure', agency) ?? { kind: 'none' };
}

/** Indicators whose whole name is among the words, the longest name first; else those whose name holds all of the words. */
function findHeld(words: readonly string[], named: readonly Named[]): Indicator[] {
  const given = new Set(words);
  const inside = named.filter(
    (one) =>
      (one.words.length > 1 || (one.words[0]?.length ?? 0) >= 4) &&
      one.words.every((word) => given.has(word)),
  );
  const heaviest = inside.reduce((most, { weight }) => Math.max(most, weight), 0);
  if (heaviest > 0) return unique(inside.filter(({ weight }) => weight === heaviest));
  if (words.length < 2) return [];
  return unique(named.filter((one) => words.every((word) => one.words.includes(word))));
}
