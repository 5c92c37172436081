import type { FeedState } from '#shared/model/feedState.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import { type Figure, toFigure } from '#shared/rules/figure.ts';

interface Given {
  readonly area: string;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly records: ReadonlyMap<SeriesKey, LiveRecord>;
  readonly feeds: readonly FeedState[];
  readonly now: number;
  readonly zone: string;
}

const order = { bad: 0, watch: 1, normal: 2, none: 2 } as const;

/** Figures of one area: what is beyond a limit first, then what is current, then what is late. */
export function selectAreaFigures({ area, indicators, records, feeds, now, zone }: Given): Figure[] {
  const figures: Figure[] = [];
  for (const indicator of indicators.values()) {
    const record = records.get(toSeriesKey(indicator.id, area));
    if (record) figures.push(toFigure({ indicator, area, record, feeds, now, zone }));
  }
  const rank = ({ status, freshness }: Figure): number => order[status] + (freshness === 'late' ? 10 : 0);
  return figures.toSorted((first, second) => rank(first) - rank(second));
}
