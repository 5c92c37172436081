import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from './components/ErrorBoundary.tsx';
import { Wall } from './screens/wall/Wall.tsx';
import { useCatalogueStore } from './stores/catalogueStore.ts';

/** The wall as soon as the catalogue is there; until then a plain sentence, never a blank screen. */
export function App() {
  const { t } = useTranslation();
  const hasCatalogue = useCatalogueStore((state) => state.index !== null);
  const isUnreachable = useCatalogueStore((state) => state.isUnreachable);
  if (!hasCatalogue) {
    return (
      <main className="boot" data-wall role="status">
        <h1>Simpul</h1>
        <p>{t(isUnreachable ? 'boot.unreachable' : 'boot.waiting')}</p>
      </main>
    );
  }
  return (
    <ErrorBoundary name="wall">
      <Wall />
    </ErrorBoundary>
  );
}
