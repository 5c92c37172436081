import { useTranslation } from 'react-i18next';
import type { PillarId } from '#shared/model/ids.ts';
import { EmptySlot } from '../../components/EmptySlot.tsx';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { ChartTitle } from '../../features/pillars/ChartTitle.tsx';
import { PillarSummary } from '../../features/pillars/PillarSummary.tsx';
import { LateList } from '../../features/programmes/LateList.tsx';
import { Programmes } from '../../features/programmes/Programmes.tsx';
import { type ChartChoice, useChartIndicators } from '../../hooks/useChartIndicators.ts';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { changeView, usePanel, useViewStore } from '../../stores/viewStore.ts';
import { LazyHistory, LazyMap, LazyRanking } from './lazyPanels.tsx';
import styles from './PilarScene.module.css';
import { toWithout } from './toWithout.ts';

interface PilarSceneProps {
  readonly pillarId: PillarId;
}

/** One pillar: head with key figures, map with ranking, history against target and limits, programmes and late agencies. */
export function PilarScene({ pillarId }: PilarSceneProps) {
  const { catalogue } = useCatalogue();
  const isWide = useMediaQuery(wideQuery);
  const area = useViewStore((state) => state.area);
  const pillar = catalogue.pillars.find(({ id }) => id === pillarId);
  const mapIndicator = useMapIndicator(pillar?.mapIndicators ?? []);
  const charts = useChartIndicators(pillarId, area ?? catalogue.region.code);
  const has = {
    map: usePanel('map'),
    ranking: usePanel('ranking'),
    history: usePanel('history'),
    programmes: usePanel('programmes'),
    late: usePanel('late'),
  };
  if (!pillar) return null;
  const selectArea = (code: string) => changeView({ area: code === area ? null : code });
  const choice = { indicatorId: mapIndicator, selectedArea: area, onSelectArea: selectArea };
  return (
    <main className={styles.scene} data-scene="pilar" data-without={toWithout(has)}>
      <div className={styles.head}>
        <ErrorBoundary name="summary">
          <PillarSummary pillar={pillar} count={isWide ? 12 : 6} isWide={isWide} />
        </ErrorBoundary>
      </div>
      {has.map && (
        <div className={styles.map}>
          <ErrorBoundary name="map">
            <LazyMap {...choice} variant="pillar" />
          </ErrorBoundary>
        </div>
      )}
      {has.ranking && (
        <div className={styles.ranking}>
          <ErrorBoundary name="ranking">
            <LazyRanking {...choice} maxRows={isWide ? 15 : 10} />
          </ErrorBoundary>
        </div>
      )}
      {has.history && <Histories pillarId={pillarId} charts={charts} />}
      <div className={styles.foot}>
        {has.programmes && (
          <ErrorBoundary name="programmes">
            <Programmes pillarId={pillarId} count={3} />
          </ErrorBoundary>
        )}
        {has.late && (
          <ErrorBoundary name="late">
            <LateList pillarId={pillarId} count={4} />
          </ErrorBoundary>
        )}
      </div>
    </main>
  );
}

interface HistoriesProps extends PilarSceneProps {
  readonly charts: readonly ChartChoice[];
}

function Histories({ pillarId, charts }: HistoriesProps) {
  return (
    <div className={styles.charts}>
      {charts.length === 0 && <NoHistory pillarId={pillarId} />}
      {charts.map((chart) => (
        <ErrorBoundary key={chart.indicatorId} name={chart.indicatorId}>
          <section className={styles.chart}>
            <ChartTitle {...chart} />
            <LazyHistory {...chart} />
          </section>
        </ErrorBoundary>
      ))}
    </div>
  );
}

/** In the place of charts: who is to send the first figures. */
function NoHistory({ pillarId }: PilarSceneProps) {
  const { t } = useTranslation();
  const { agencies, byPillar } = useCatalogue();
  const owners = new Set(
    (byPillar.get(pillarId) ?? []).map(({ agency }) => agencies.get(agency)?.abbreviation ?? agency),
  );
  return (
    <section className={styles.noHistory} aria-labelledby="history-title">
      <h3 id="history-title" className={styles.noHistoryTitle}>
        {t('pilar.history')}
      </h3>
      <div className={styles.noHistorySlot}>
        <EmptySlot />
        <p>{t('pilar.noHistory', { agencies: [...owners].join(', ') })}</p>
      </div>
    </section>
  );
}
