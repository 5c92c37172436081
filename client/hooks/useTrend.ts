import { useEffect } from 'react';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { Figure } from '#shared/rules/figure.ts';
import { requestPastTrend, requestTrend } from '../connection/trend.ts';
import { serverNow } from '../lib/serverClock.ts';
import type { Trend } from '../lib/tileText.ts';
import { toTrend } from '../lib/trend.ts';
import { useCatalogue } from '../stores/catalogueStore.ts';
import { selectPastAt, useLive } from '../stores/liveStore.ts';
import { type PastTrend, type TrendPoints, useTrendStore } from '../stores/trendStore.ts';

const monthMs = 27 * 86_400_000;
const noPoints: TrendPoints = [];

/** Trend and past of a slow series (monthly and slower): a sensor's last minutes are no trend. */
export function useTrend(figure: Figure, isOwn: boolean): { trend: Trend | null; points: TrendPoints } {
  const { zone } = useCatalogue().catalogue.region;
  const { indicator, area, record } = figure;
  const key = toSeriesKey(indicator.id, area);
  const pastAt = useLive(selectPastAt);
  const present = useTrendStore((state) => state.points.get(key)) ?? noPoints;
  const known = useTrendStore((state) => state.past.get(key)) ?? null;
  const fitting = pastAt !== null && isFitting(known, record, pastAt) ? known : null;
  const isSlow = isOwn && toApproximateMs(indicator.cadence) >= monthMs;
  const observedAt = record?.observedAt ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value is asked for once, not with each change of its marks
  useEffect(() => {
    if (isSlow && record && pastAt === null) requestTrend(record, serverNow());
  }, [isSlow, observedAt, indicator.id, area, pastAt === null]);
  const isWanting = isSlow && pastAt !== null && fitting === null;
  useEffect(() => {
    if (isWanting && record && pastAt !== null) requestPastTrend(record, pastAt);
  }, [isWanting, record, pastAt]);
  const points = pastAt === null ? present : (fitting?.points ?? noPoints);
  return { trend: isSlow ? toTrend(figure, points, zone) : null, points };
}

/** Asked for at this instant or before, for the same value: as on a screen of then, which asks once for each value. */
function isFitting(known: PastTrend | null, record: Figure['record'], at: number): boolean {
  const isSame = known?.of.observedAt === record?.observedAt && known?.of.recordedAt === record?.recordedAt;
  return known !== null && isSame && known.asOf <= at;
}
