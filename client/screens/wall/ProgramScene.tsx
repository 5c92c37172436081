import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { ProgrammeBoard } from '../../features/programmes/ProgrammeBoard.tsx';
import { formatShortDate, formatTime } from '../../lib/clock.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './ProgramScene.module.css';

/** The board of programmes; a screen that shows the past has none of it, and shows none of now. */
export function ProgramScene() {
  const pastAt = useLive(selectPastAt);
  return (
    <main className={styles.scene} data-scene="program">
      {pastAt === null ? (
        <ErrorBoundary name="programmes">
          <ProgrammeBoard />
        </ErrorBoundary>
      ) : (
        <OnlyNow at={pastAt} />
      )}
    </main>
  );
}

function OnlyNow({ at }: { readonly at: number }) {
  const { t } = useTranslation('programme');
  const language = useViewStore((state) => state.language);
  const { zone, zoneLabel } = useCatalogue().catalogue.region;
  const time = `${formatTime(at, zone)} ${zoneLabel}, ${formatShortDate(at, zone, language)}`;
  return (
    <p className={styles.past} role="status">
      {t('onlyNow', { time })}
    </p>
  );
}
