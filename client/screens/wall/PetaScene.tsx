import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectIsCut, selectRecords, useLive } from '../../stores/liveStore.ts';
import { changeView, usePanel, useViewStore } from '../../stores/viewStore.ts';
import {
  LazyAreaFacts,
  LazyHistory,
  LazyMap,
  LazyMapEvents,
  LazyMapFacts,
  LazyRanking,
} from './lazyPanels.tsx';
import styles from './PetaScene.module.css';
import { toWithout } from './toWithout.ts';

/** Events that have room beside the figures of a chosen kecamatan, or without one; the bar of a cut link takes the room of one. */
function toEventRows({
  isWide,
  hasChoice,
  isCut,
}: Record<'isWide' | 'hasChoice' | 'isCut', boolean>): number {
  if (isWide) return hasChoice ? 4 : 6;
  if (hasChoice) return 1;
  return isCut ? 3 : 4;
}

/** The whole regency with its layers; beside it what the map shows, every kecamatan with its value, and the events on it. */
export function PetaScene() {
  const { catalogue, indicators } = useCatalogue();
  const area = useViewStore((state) => state.area);
  const isWide = useMediaQuery(wideQuery);
  const isCut = useLive(selectIsCut);
  const indicatorId = useMapIndicator(catalogue.region.overviewMap);
  const hasAreas = indicatorId !== null && indicators.get(indicatorId)?.levels.includes('kecamatan');
  const selectArea = (code: string) => changeView({ area: code === area ? null : code });
  const has = { ranking: usePanel('ranking'), events: usePanel('events') };
  const choice = { indicatorId, selectedArea: area, onSelectArea: selectArea };
  return (
    <main className={styles.scene} data-scene="peta" data-without={toWithout(has)}>
      <div className={styles.map}>
        <ErrorBoundary name="map">
          <LazyMap {...choice} variant="full" />
        </ErrorBoundary>
      </div>
      <div className={styles.facts}>
        <ErrorBoundary name="facts">
          <LazyMapFacts indicatorId={indicatorId} />
        </ErrorBoundary>
        {hasAreas
          ? has.ranking && (
              <ErrorBoundary name="ranking">
                <LazyRanking {...choice} maxRows={99} isDense />
              </ErrorBoundary>
            )
          : indicatorId && (
              <ErrorBoundary name="history">
                <div className={styles.history}>
                  <LazyHistory indicatorId={indicatorId} area={catalogue.region.code} />
                </div>
              </ErrorBoundary>
            )}
      </div>
      <aside className={styles.events}>
        <ErrorBoundary name="area">
          <LazyAreaFacts area={area} maxRows={isWide ? 9 : 4} onClose={() => changeView({ area: null })} />
        </ErrorBoundary>
        {has.events && (
          <ErrorBoundary name="events">
            <LazyMapEvents maxRows={toEventRows({ isWide, isCut, hasChoice: area !== null })} />
          </ErrorBoundary>
        )}
        {isWide && hasAreas && <MapHistory indicatorId={indicatorId} area={area} />}
      </aside>
    </main>
  );
}

interface MapHistoryProps {
  readonly indicatorId: string;
  readonly area: string | null;
}

/** On three screens there is room for the past too: of the chosen kecamatan, else of the regency, where there is one. */
function MapHistory({ indicatorId, area }: MapHistoryProps) {
  const { catalogue, indicators, areas } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const records = useLive(selectRecords);
  const place = [area, catalogue.region.code].find(
    (code) => code !== null && records.has(toSeriesKey(indicatorId, code)),
  );
  const indicator = indicators.get(indicatorId);
  if (!place || !indicator) return null;
  return (
    <ErrorBoundary name="history">
      <section className={styles.past}>
        <h3>
          {indicator.name[language]}, {areas.get(place)?.name ?? place}
        </h3>
        <LazyHistory indicatorId={indicatorId} area={place} />
      </section>
    </ErrorBoundary>
  );
}
