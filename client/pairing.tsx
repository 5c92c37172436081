import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadPart } from './connection/loadPart.ts';
import { PairScreen } from './features/pairing/PairScreen.tsx';
import { startI18n } from './i18n/i18n.ts';
import { useViewStore } from './stores/viewStore.ts';

/** Draws the screen that shows a code until it is a wall. */
export async function mountPairing(): Promise<void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no #root');
  const { language } = useViewStore.getState();
  await startI18n(language);
  document.documentElement.lang = language;
  void loadPart(async () => (await import('./styles/fonts.ts')).loadFaces());
  createRoot(container).render(
    <StrictMode>
      <PairScreen />
    </StrictMode>,
  );
}
