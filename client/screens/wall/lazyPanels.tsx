import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import { afterFirstPaint } from '../../lib/firstPaint.ts';
import styles from './lazyPanels.module.css';

// The first live figures must not wait for the map and chart libraries: each is a chunk of its own, asked for after them.
const RegencyMap = lazy(async () => {
  await afterFirstPaint();
  return { default: (await import('../../features/map/RegencyMap.tsx')).RegencyMap };
});
const HistoryChart = lazy(async () => {
  await afterFirstPaint();
  return { default: (await import('../../features/charts/HistoryChart.tsx')).HistoryChart };
});
const Ranking = lazy(async () => {
  await afterFirstPaint();
  return { default: (await import('../../features/ranking/Ranking.tsx')).Ranking };
});
const MiniMap = lazy(async () => {
  await afterFirstPaint();
  return { default: (await import('../../features/map/MiniMap.tsx')).MiniMap };
});

function Waiting() {
  const { t } = useTranslation();
  return (
    <p className={styles.waiting} aria-busy="true">
      {t('panel.loading')}
    </p>
  );
}

/** The regency's map, loaded after the first figures. */
export function LazyMap(props: ComponentProps<typeof RegencyMap>) {
  return (
    <Suspense fallback={<Waiting />}>
      <RegencyMap {...props} />
    </Suspense>
  );
}

interface LazyMiniMapProps {
  readonly candidates: readonly string[];
}

/** Small map of a pillar; nothing where no kecamatan has a value. */
export function LazyMiniMap({ candidates }: LazyMiniMapProps) {
  const indicatorId = useMapIndicator(candidates);
  if (indicatorId === null) return null;
  return (
    <div className={styles.mini}>
      <Suspense fallback={<Waiting />}>
        <MiniMap indicatorId={indicatorId} />
      </Suspense>
    </div>
  );
}

/** History of one series, loaded with the chart library. */
export function LazyHistory(props: ComponentProps<typeof HistoryChart>) {
  return (
    <Suspense fallback={<Waiting />}>
      <HistoryChart {...props} />
    </Suspense>
  );
}

interface LazyRankingProps extends Omit<ComponentProps<typeof Ranking>, 'indicatorId'> {
  readonly indicatorId: string | null;
}

/** Ranking of the map's indicator; nothing where the map has none. */
export function LazyRanking({ indicatorId, ...rest }: LazyRankingProps) {
  if (indicatorId === null) return null;
  return (
    <Suspense fallback={<Waiting />}>
      <Ranking indicatorId={indicatorId} {...rest} />
    </Suspense>
  );
}
