import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { WallReport } from '#shared/model/wall.ts';
import { freshnessOf } from '#shared/rules/figure.ts';

/** Series by freshness; `none` counts indicators that never had a value anywhere. */
export function countSeries(
  records: Iterable<LiveRecord>,
  { indicators, zone }: { indicators: ReadonlyMap<string, Indicator>; zone: string },
  now: number,
): WallReport['counts'] {
  const counts = { fresh: 0, due: 0, late: 0, none: 0 };
  const seen = new Set<string>();
  for (const record of records) {
    const indicator = indicators.get(record.indicator);
    if (!indicator) continue;
    seen.add(record.indicator);
    counts[freshnessOf(record, indicator, now, zone)] += 1;
  }
  counts.none += indicators.size - seen.size;
  return counts;
}
