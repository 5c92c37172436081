import type { PillarId } from '#shared/model/ids.ts';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Attention } from '../../features/attention/Attention.tsx';
import { PillarPanel } from '../../features/pillars/PillarPanel.tsx';
import { Stream } from '../../features/stream/Stream.tsx';
import { Totals } from '../../features/totals/Totals.tsx';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { phoneQuery, useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { changeView, usePanel, useViewStore } from '../../stores/viewStore.ts';
import { AfterFigures } from './AfterFigures.tsx';
import styles from './IkhtisarScene.module.css';
import { LazyMap, LazyMiniMap } from './lazyPanels.tsx';
import { toWithout } from './toWithout.ts';

const left: readonly PillarId[] = ['governance', 'branding', 'economy'];
const right: readonly PillarId[] = ['living', 'society', 'environment'];

/** Overview: three pillars on each side of the regency, what wants attention and what just came in below. */
export function IkhtisarScene() {
  const { catalogue } = useCatalogue();
  const isWide = useMediaQuery(wideQuery);
  const area = useViewStore((state) => state.area);
  const indicatorId = useMapIndicator(catalogue.region.overviewMap);
  const has = { map: usePanel('map'), attention: usePanel('attention'), stream: usePanel('stream') };
  return (
    <main className={styles.scene} data-scene="ikhtisar" data-without={toWithout(has)}>
      <PillarColumn pillars={left} side={styles.left} />
      {has.map && (
        <div className={styles.map}>
          <ErrorBoundary name="map">
            <LazyMap
              indicatorId={indicatorId}
              variant="overview"
              selectedArea={area}
              onSelectArea={(code) => changeView({ area: code === area ? null : code })}
            />
          </ErrorBoundary>
        </div>
      )}
      <PillarColumn pillars={right} side={styles.right} />
      <div className={styles.foot}>
        <AfterFigures>
          {isWide && (
            <ErrorBoundary name="totals">
              <Totals />
            </ErrorBoundary>
          )}
          {has.attention && (
            <ErrorBoundary name="attention">
              <Attention rows={isWide ? 5 : 3} isTall={isWide} />
            </ErrorBoundary>
          )}
          {has.stream && (
            <ErrorBoundary name="stream">
              <Stream rows={isWide ? 18 : 4} />
            </ErrorBoundary>
          )}
        </AfterFigures>
      </div>
    </main>
  );
}

interface PillarColumnProps {
  readonly pillars: readonly PillarId[];
  readonly side: string | undefined;
}

function PillarColumn({ pillars, side }: PillarColumnProps) {
  const { catalogue } = useCatalogue();
  const isWide = useMediaQuery(wideQuery);
  const isPhone = useMediaQuery(phoneQuery);
  return (
    <div className={side}>
      {pillars.map((id) => {
        const pillar = catalogue.pillars.find((entry) => entry.id === id);
        if (!pillar) return null;
        return (
          <ErrorBoundary key={id} name={id}>
            <PillarPanel pillar={pillar} count={isWide || isPhone ? 4 : 3} isWide={isWide}>
              {isWide && <LazyMiniMap candidates={pillar.mapIndicators} />}
            </PillarPanel>
          </ErrorBoundary>
        );
      })}
    </div>
  );
}
