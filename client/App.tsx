import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Logo } from './components/Logo.tsx';
import { useTimeControl } from './hooks/useTimeControl.ts';
import { formatTimeExact } from './lib/clock.ts';
import { Wall } from './screens/wall/Wall.tsx';
import { useCatalogueStore } from './stores/catalogueStore.ts';
import { selectLink, selectPastAt, useLive } from './stores/liveStore.ts';
import { useRepairStore } from './stores/repairStore.ts';

/**
 * The wall as soon as the catalogue and the first answer of the stream are there: a tile drawn between the two would say that its
 * figure never was. Until then a plain sentence, never a blank screen.
 */
export function App() {
  useTimeControl();
  const { t } = useTranslation();
  const hasCatalogue = useCatalogueStore((state) => state.index !== null);
  const hasFigures = useLive((state) => state.epoch !== null);
  const word = useBootWord();
  if (!hasCatalogue || !hasFigures) {
    return (
      <main className="boot" data-wall>
        <Logo className="boot-logo" />
        <h1>Simpul</h1>
        <p>{t(word)}</p>
        <OpeningPast />
      </main>
    );
  }
  return (
    <ErrorBoundary name="wall">
      <Wall />
    </ErrorBoundary>
  );
}

/** A page that opens in the past says which instant it waits for, and the way out. */
function OpeningPast() {
  const { t } = useTranslation('time');
  const pastAt = useLive(selectPastAt);
  const region = useCatalogueStore((state) => state.index?.catalogue.region);
  if (pastAt === null || !region) return null;
  const time = `${formatTimeExact(pastAt, region.zone)} ${region.zoneLabel}`;
  return (
    <p>
      {t('opening', { time })} · {t('back')}
    </p>
  );
}

function useBootWord(): string {
  const isRefused = useLive((state) => state.refusal === 'version');
  const isStuck = useRepairStore((state) => state.stuck !== null);
  const isCut = useLive((state) => selectLink(state) === 'cut');
  const isUnreachable = useCatalogueStore((state) => state.isUnreachable);
  if (isRefused) return isStuck ? 'boot.stuck' : 'boot.version';
  return isUnreachable || isCut ? 'boot.unreachable' : 'boot.waiting';
}
