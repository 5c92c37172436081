import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { SeriesKey } from '#shared/model/seriesKey.ts';
import { type ClosedReason, findClosedReason } from '#shared/rules/openFigure.ts';
import type { ReadingStore } from '../readings/readingStore.ts';
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

/** Why one stored version of a figure is not open; null for one that is. */
export function whyClosed(
  version: Pick<BareVersion, 'origin' | 'quality' | 'verification' | 'source' | 'steps' | 'actor'>,
  indicator: Indicator,
  { closed }: Pick<OpenSource, 'closed'>,
): ClosedReason | null {
  const candidate = {
    ...version,
    hasFinalLook: version.steps.some(({ final }) => final),
    isPackFigure: version.actor === 'system:pack',
  };
  return findClosedReason(candidate, indicator, closed.has(indicator.id));
}
