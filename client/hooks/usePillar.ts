import { useMemo } from 'react';
import type { PillarId } from '#shared/model/ids.ts';
import { toPillarScore } from '#shared/rules/pillarScore.ts';
import { type RegionFigure, toRegionFigure } from '#shared/rules/regionFigure.ts';
import type { PillarScore } from '#shared/rules/score.ts';
import { findWanting, type Wanting } from '../lib/pillarState.ts';
import { type CatalogueIndex, useCatalogue } from '../stores/catalogueStore.ts';
import { type LiveState, selectFeeds, selectRecords, useLive } from '../stores/liveStore.ts';
import { useNow } from './useNow.ts';

/** A pillar at this moment: its figures for the regency, its score and what most wants attention. */
export interface PillarNow {
  readonly figures: readonly RegionFigure[];
  readonly score: PillarScore;
  readonly wanting: Wanting | null;
}

/** Regional figures of every indicator of a pillar. */
export function selectRegionFigures(
  index: CatalogueIndex,
  pillar: PillarId,
  live: Pick<LiveState, 'records' | 'feeds'>,
  now: number,
): RegionFigure[] {
  const { region, areas } = index.catalogue;
  const kecamatan = areas.filter((area) => area.level === 'kecamatan');
  const recordOf = (key: string) => live.records.get(key as never);
  return (index.byPillar.get(pillar) ?? []).map((indicator) =>
    toRegionFigure({
      indicator,
      region: region.code,
      kecamatan,
      recordOf,
      feeds: live.feeds,
      now,
      zone: region.zone,
    }),
  );
}

/** One pillar, kept current by the live store and the shared clock. */
export function usePillar(pillar: PillarId): PillarNow {
  const index = useCatalogue();
  const records = useLive(selectRecords);
  const feeds = useLive(selectFeeds);
  const now = useNow();
  return useMemo(() => {
    const figures = selectRegionFigures(index, pillar, { records, feeds }, now);
    const { scoreRule, zone } = index.catalogue.region;
    const score = toPillarScore(figures, scoreRule, zone);
    return { figures, score, wanting: findWanting(figures, score) };
  }, [index, pillar, records, feeds, now]);
}
