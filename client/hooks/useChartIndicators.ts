import { useMemo } from 'react';
import type { AreaCode, PillarId } from '#shared/model/ids.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { useCatalogue } from '../stores/catalogueStore.ts';
import { useLive } from '../stores/liveStore.ts';
import { useViewStore } from '../stores/viewStore.ts';

/** One history to draw. */
export interface ChartChoice {
  readonly indicatorId: string;
  readonly area: AreaCode | string;
}

const chartCount = 2;

/** The two histories of a pillar: the chosen indicator first, then headline figures that have values. Stable while the choice is. */
export function useChartIndicators(pillarId: PillarId, area: string): readonly ChartChoice[] {
  const { catalogue, byPillar } = useCatalogue();
  const chosen = useViewStore((state) => state.indicator);
  const pillar = catalogue.pillars.find(({ id }) => id === pillarId);
  const { code } = catalogue.region;
  const candidates = new Set([
    ...(chosen ? [chosen] : []),
    ...(pillar?.headline ?? []),
    ...(byPillar.get(pillarId) ?? []).map(({ id }) => id),
  ]);
  // One text instead of a list: the scene is drawn anew when the choice changes, not with every value.
  const choice = useLive(({ records }) => {
    const keys: string[] = [];
    for (const indicatorId of candidates) {
      const found = [area, code].find((place) => records.has(toSeriesKey(indicatorId, place)));
      if (found) keys.push(`${indicatorId} ${found}`);
      if (keys.length === chartCount) break;
    }
    return keys.join('|');
  });
  return useMemo(
    () =>
      choice
        .split('|')
        .filter(Boolean)
        .map((key) => {
          const [indicatorId = '', found = ''] = key.split(' ');
          return { indicatorId, area: found };
        }),
    [choice],
  );
}
