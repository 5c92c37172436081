import { type ComponentProps, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMapIndicator } from '../../hooks/useMapIndicator.ts';
import styles from './lazyPanels.module.css';

// The first live figures must not wait for the map and chart libraries: each is a chunk of its own.
const RegencyMap = lazy(async () => ({
  default: (await import('../../features/map/RegencyMap.tsx')).RegencyMap,
}));
const MiniMap = lazy(async () => ({ default: (await import('../../features/map/MiniMap.tsx')).MiniMap }));

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
