import './styles/tokens.css';
import './styles/base.css';
import './styles/review.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSessionPage } from './connection/review/sessionPage.ts';
import { startReviewI18n } from './i18n/reviewI18n.ts';
import { deskLanguage } from './lib/desk/language.ts';
import { takeSecret } from './lib/review/secret.ts';
import { ReviewApp } from './screens/review/ReviewApp.tsx';
import { useViewStore } from './stores/viewStore.ts';

// Before anything else may read, send or keep the address.
const secret = takeSecret();
// A link that is opened on the page of its session changes nothing but the end of the address.
window.addEventListener('hashchange', () => {
  if (location.hash !== '') location.reload();
});
const root = document.getElementById('root');
if (root) {
  const language = deskLanguage();
  useViewStore.setState({ language, rotate: null, moment: null });
  const id = location.pathname.split('/')[2] ?? '';
  const page = openSessionPage(id);
  void startReviewI18n(language).then(() =>
    createRoot(root).render(
      <StrictMode>
        <ReviewApp id={id} secret={secret} page={page} />
      </StrictMode>,
    ),
  );
}
