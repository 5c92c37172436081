import './styles/tokens.css';
import './styles/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { loadCatalogue } from './connection/catalogue.ts';
import { createLiveConnection } from './connection/liveConnection.ts';
import { startI18n } from './i18n/i18n.ts';
import { useViewStore } from './stores/viewStore.ts';

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');

await startI18n(useViewStore.getState().language);
loadCatalogue();
createLiveConnection();
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
