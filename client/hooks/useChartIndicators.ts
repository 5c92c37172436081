import type { AreaCode, PillarId } from '#shared/model/ids.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { useCatalogue } from '../stores/catalogueStore.ts';
import { selectRecords, useLive } from '../stores/liveStore.ts';
import { useViewStore } from '../stores/viewStore.ts';

/** One history to draw. */
export interface ChartChoice {
  readonly indicatorId: string;
  readonly area: AreaCode | string;
}

const chartCount = 2;

/** The two histories of a pillar: the chosen indicator first, then headline figures that have values. */
export function useChartIndicators(pillarId: PillarId, area: string): readonly ChartChoice[] {
  const { catalogue, byPillar } = useCatalogue();
  const records = useLive(selectRecords);
  const chosen = useViewStore((state) => state.indicator);
  const pillar = catalogue.pillars.find(({ id }) => id === pillarId);
  const { code } = catalogue.region;
  const candidates = new Set([
    ...(chosen ? [chosen] : []),
    ...(pillar?.headline ?? []),
    ...(byPillar.get(pillarId) ?? []).map(({ id }) => id),
  ]);
  const charts: ChartChoice[] = [];
  for (const indicatorId of candidates) {
    const found = [area, code].find((place) => records.has(toSeriesKey(indicatorId, place)));
    if (found) charts.push({ indicatorId, area: found });
    if (charts.length === chartCount) break;
  }
  return charts;
}
