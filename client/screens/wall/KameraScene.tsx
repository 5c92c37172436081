import { useTranslation } from 'react-i18next';
import { CameraGrid } from '../../features/cameras/CameraGrid.tsx';
import { useMediaQuery, wideQuery } from '../../hooks/useMediaQuery.ts';
import { formatShortDate, formatTime } from '../../lib/clock.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './KameraScene.module.css';

/** The public cameras of the region; a screen that shows the past has no pictures of it, and plays none of now. */
export function KameraScene() {
  const { catalogue, areas } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const pastAt = useLive(selectPastAt);
  const isWide = useMediaQuery(wideQuery);
  const areaName = (code: string) => areas.get(code)?.name ?? code;
  return (
    <main className={styles.scene} data-scene="kamera">
      {pastAt === null ? (
        <CameraGrid {...{ isWide, language, areaName }} zone={catalogue.region.zone} />
      ) : (
        <OnlyLive at={pastAt} />
      )}
    </main>
  );
}

function OnlyLive({ at }: { readonly at: number }) {
  const { t } = useTranslation('camera');
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  const time = `${formatTime(at, zone)} ${zoneLabel}, ${formatShortDate(at, zone, language)}`;
  return (
    <p className={styles.past} role="status">
      {t('onlyLive', { time })}
    </p>
  );
}
