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
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
