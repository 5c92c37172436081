import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { SeriesKey } from '#shared/model/seriesKey.ts';
import { type ClosedReason, findClosedReason } from '#shared/rules/openFigure.ts';
import type { HistoryResult, ReadingStore } from '../readings/readingStore.ts';
import type { RetentionPolicy } from '../store.ts';
import type { BareVersion, VerificationStore } from '../verification/verificationStore.ts';

/** What open data is read from. */
export interface OpenSource {
  readonly store: Pick<ReadingStore, 'readHistory'> & Pick<VerificationStore, 'readVersionsAt'>;
  readonly records: () => readonly LiveRecord[];
  readonly indicators: () => readonly Indicator[];
  readonly indicator: (id: string) => Indicator | undefined;
  readonly area: (code: string) => Area | undefined;
  /** Changes with every figure, look of the walidata or definition: what may be open hangs on all of them. */
  readonly version: () => Promise<string>;
  /** Changes with every write to a series and every look at one, those of its past too. */
  readonly touched: (series: SeriesKey) => number;
  readonly zone: string;
  readonly retention: RetentionPolicy;
  /** Indicators that the region never opens. */
  readonly closed: ReadonlySet<string>;
  readonly now: () => number;
}

/** True for what came with the region pack, which names its public source. */
export function isPackFigure({ actor }: Pick<BareVersion, 'actor'>): boolean {
  return actor === 'system:pack';
}

/** Why one stored version of a figure is not open; null for one that is. */
export function whyClosed(
  version: Pick<BareVersion, 'origin' | 'quality' | 'verification' | 'source' | 'steps' | 'actor'>,
  indicator: Indicator,
  { closed }: Pick<OpenSource, 'closed'>,
): ClosedReason | null {
  const candidate = {
    ...version,
    hasFinalLook: version.steps.some(({ final }) => final),
    isPackFigure: isPackFigure(version),
  };
  return findClosedReason(candidate, indicator, closed.has(indicator.id));
}

/** Instants that may hold an open value, in order: those of the points, and those where a correction was turned down. */
export function listInstants({ points, bad, restated }: HistoryResult): number[] {
  const instants = points.map(([at]) => at);
  if (bad.length === 0) return instants;
  const corrected = new Set(restated.map(([at]) => at));
  const turnedDown = bad.map(([at]) => at).filter((at) => corrected.has(at));
  return turnedDown.length === 0 ? instants : [...instants, ...turnedDown].sort((a, b) => a - b);
}

/**
 * The open version of each instant, from all versions in order. What was approved stays while a correction waits and after it was turned
 * down; where the approved value itself was marked as bad it was withdrawn, and nothing stands.
 */
export function pickOpen<Version extends BareVersion>(
  versions: readonly Version[],
  indicator: Indicator,
  source: Pick<OpenSource, 'closed'>,
): Map<number, Version> {
  const open = new Map<number, Version>();
  let before: Version | undefined;
  for (const version of versions) {
    const { observedAt } = version;
    const reason = whyClosed(version, indicator, source);
    if (reason === null) open.set(observedAt, version);
    else if (reason === 'bad' && before === open.get(observedAt)) open.delete(observedAt);
    before = version;
  }
  return open;
}
