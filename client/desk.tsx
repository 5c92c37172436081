import '@fontsource-variable/inter/wght.css';
import './styles/desk.css';
import './styles/deskLines.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startDeskI18n } from './i18n/desk/deskI18n.ts';
import { deskLanguage } from './lib/desk/language.ts';
import { DeskApp } from './screens/desk/DeskApp.tsx';

const root = document.getElementById('root');
if (root) {
  void startDeskI18n(deskLanguage()).then(() =>
    createRoot(root).render(
      <StrictMode>
        <DeskApp />
      </StrictMode>,
    ),
  );
}
