import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Attention } from '../../features/attention/Attention.tsx';
import { Stream } from '../../features/stream/Stream.tsx';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { changeView, useViewStore } from '../../stores/viewStore.ts';
import { LazyMap, LazyRanking } from './lazyPanels.tsx';
import styles from './PetaScene.module.css';

/** What the side column holds above attention and stream. */
const rankedRows = 9;

/** The whole regency with its layers; ranking, attention and stream beside it. */
export function PetaScene() {
  const { catalogue } = useCatalogue();
  const area = useViewStore((state) => state.area);
  const indicatorId = useMapIndicator(catalogue.region.overviewMap);
  const selectArea = (code: string) => changeView({ area: code === area ? null : code });
  return (
    <main className={styles.scene} data-scene="peta">
      <div className={styles.map}>
        <ErrorBoundary name="map">
          <LazyMap indicatorId={indicatorId} variant="full" selectedArea={area} onSelectArea={selectArea} />
        </ErrorBoundary>
      </div>
      <aside className={styles.side}>
        <ErrorBoundary name="ranking">
          <LazyRanking
            indicatorId={indicatorId}
            selectedArea={area}
            onSelectArea={selectArea}
            maxRows={rankedRows}
          />
        </ErrorBoundary>
        <ErrorBoundary name="attention">
          <Attention rows={3} isTall />
        </ErrorBoundary>
        <ErrorBoundary name="stream">
          <Stream rows={5} />
        </ErrorBoundary>
      </aside>
    </main>
  );
}
