import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startI18n } from './i18n/i18n.ts';
import { warmFormats } from './lib/warmFormats.ts';
import { useCatalogueStore } from './stores/catalogueStore.ts';
import { liveStore } from './stores/liveStore.ts';
import { useViewStore } from './stores/viewStore.ts';

/** Draws the wall as soon as catalogue and stream have answered, or says that it waits. Gives what takes it away again. */
export async function mountWall(): Promise<() => void> {
  const container = document.getElementById('root');
  if (!container) throw new Error('index.html has no #root');
  await startI18n(useViewStore.getState().language);
  // The catalogue comes a little before the first answer of the stream: the time between them is free.
  const stopWarming = useCatalogueStore.subscribe(warm);
  function warm(): void {
    const { index } = useCatalogueStore.getState();
    if (!index) return;
    stopWarming();
    warmFormats(index.catalogue.region.zone, useViewStore.getState().language);
  }
  warm();
  await firstAnswers();
  const root = createRoot(container);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  return () => root.unmount();
}

/** Until catalogue and stream have answered, or for a moment: drawing the words of the wait would make the figures wait. */
function firstAnswers(): Promise<void> {
  return new Promise((resolve) => {
    const stops = [useCatalogueStore.subscribe(look), liveStore.subscribe(look)];
    const patience = setTimeout(settle, 800);
    look();
    function look(): void {
      if (useCatalogueStore.getState().index === null || liveStore.getState().epoch === null) return;
      settle();
    }
    function settle(): void {
      clearTimeout(patience);
      for (const stop of stops) stop();
      resolve();
    }
  });
}
