import { useEffect } from 'react';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { requestTrend } from '../connection/trend.ts';
import type { Figure } from '../lib/figure.ts';
import { serverNow } from '../lib/serverClock.ts';
import type { Trend } from '../lib/tileText.ts';
import { toTrend } from '../lib/trend.ts';
import { useCatalogue } from '../stores/catalogueStore.ts';
import { type TrendPoints, useTrendStore } from '../stores/trendStore.ts';

const monthMs = 27 * 86_400_000;
const noPoints: TrendPoints = [];

/** Trend and past of a slow series (monthly and slower): a sensor's last minutes are no trend. */
export function useTrend(figure: Figure, isOwn: boolean): { trend: Trend | null; points: TrendPoints } {
  const { zone } = useCatalogue().catalogue.region;
  const { indicator, area, record } = figure;
  const key = toSeriesKey(indicator.id, area);
  const points = useTrendStore((state) => state.points.get(key)) ?? noPoints;
  const isSlow = isOwn && toApproximateMs(indicator.cadence) >= monthMs;
  const observedAt = record?.observedAt ?? null;
  useEffect(() => {
    if (isSlow && observedAt !== null) requestTrend(indicator.id, area, observedAt, serverNow());
  }, [isSlow, observedAt, indicator.id, area]);
  return { trend: isSlow ? toTrend(figure, points, zone) : null, points };
}
