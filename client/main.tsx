import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { watchBuild } from './connection/buildWatch.ts';
import { loadCatalogue } from './connection/catalogue.ts';
import { createLiveConnection } from './connection/liveConnection.ts';
import { startI18n } from './i18n/i18n.ts';
import { warmFormats } from './lib/warmFormats.ts';
import { useCatalogueStore } from './stores/catalogueStore.ts';
import { liveStore } from './stores/liveStore.ts';
import { useViewStore } from './stores/viewStore.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');

document.documentElement.dataset['started'] = 'yes';
// The catalogue comes a little before the first answer of the stream: the time between them is free.
const stopWarming = useCatalogueStore.subscribe(({ index }) => {
  if (!index) return;
  stopWarming();
  warmFormats(index.catalogue.region.zone, useViewStore.getState().language);
});
await startI18n(useViewStore.getState().language);
loadCatalogue();
createLiveConnection();
watchBuild(liveStore);
await firstAnswers();
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

/** Until catalogue and stream have answered, or for a moment: drawing the words of the wait would make the figures wait. */
function firstAnswers(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (useCatalogueStore.getState().index === null || liveStore.getState().epoch === null) return;
      settle();
    };
    const stops = [useCatalogueStore.subscribe(look), liveStore.subscribe(look)];
    const patience = setTimeout(settle, 800);
    function settle(): void {
      clearTimeout(patience);
      for (const stop of stops) stop();
      resolve();
    }
  });
}
