import { useMemo } from 'react';
import { pillarIds } from '#shared/model/lists.ts';
import { type Figure, toFigure } from '#shared/rules/figure.ts';
import { countFigures, type FigureCounts } from '../lib/situation.ts';
import { type CatalogueIndex, useCatalogue } from '../stores/catalogueStore.ts';
import { type LiveState, selectFeeds, selectRecords, useLive } from '../stores/liveStore.ts';
import { useNow } from './useNow.ts';
import { selectRegionFigures } from './usePillar.ts';

/** All series at a moment: those beyond a limit, worst and newest first, and how the regency's figures stand. */
export interface Situation {
  readonly beyond: readonly Figure[];
  readonly bad: number;
  readonly watch: number;
  readonly counts: FigureCounts;
}

interface Moment {
  readonly index: CatalogueIndex;
  readonly records: LiveState['records'];
  readonly feeds: LiveState['feeds'];
  readonly now: number;
}

let latest: { readonly moment: Moment; readonly situation: Situation } | null = null;

/** Looks through every series once a second and with every change; header and panels share the look. */
export function useSituation(): Situation {
  const index = useCatalogue();
  const records = useLive(selectRecords);
  const feeds = useLive(selectFeeds);
  const now = useNow();
  return useMemo(() => {
    const known = latest?.moment;
    const isKnown =
      known?.index === index && known.records === records && known.feeds === feeds && known.now === now;
    if (latest && isKnown) return latest.situation;
    const moment = { index, records, feeds, now };
    const situation = toSituation(moment);
    latest = { moment, situation };
    return situation;
  }, [index, records, feeds, now]);
}

function toSituation({ index, records, feeds, now }: Moment): Situation {
  const { zone } = index.catalogue.region;
  const beyond: Figure[] = [];
  for (const record of records.values()) {
    const indicator = index.indicators.get(record.indicator);
    if (!indicator?.thresholds) continue;
    const figure = toFigure({ indicator, area: record.area, record, feeds, now, zone });
    if (figure.status === 'bad' || figure.status === 'watch') beyond.push(figure);
  }
  const rank = (figure: Figure) => (figure.status === 'bad' ? 0 : 1);
  const at = (figure: Figure) => figure.record?.observedAt ?? 0;
  beyond.sort((a, b) => rank(a) - rank(b) || at(b) - at(a));
  const figures = pillarIds.flatMap((pillar) => selectRegionFigures(index, pillar, { records, feeds }, now));
  const bad = beyond.filter((figure) => figure.status === 'bad').length;
  return { beyond, bad, watch: beyond.length - bad, counts: countFigures(figures) };
}
