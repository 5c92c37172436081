import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/ErrorBoundary.tsx';
import { Logo } from '../../components/Logo.tsx';
import type { SessionPage } from '../../connection/review/sessionPage.ts';
import { JoinForm } from '../../features/review/JoinForm.tsx';
import { LeftNote, RefusedNote } from '../../features/review/Notes.tsx';
import { WaitingRoom } from '../../features/review/WaitingRoom.tsx';
import { changeLanguage } from '../../i18n/i18n.ts';
import { rememberLanguage } from '../../lib/desk/language.ts';
import { toTabTitle } from '../../lib/drillMark.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { SessionFrame } from './SessionFrame.tsx';

interface ReviewAppProps {
  readonly id: string;
  /** Of a guest link, from the address; null for none. */
  readonly secret: string | null;
  readonly page: SessionPage;
}

/** The page of a session: who may not come in sees nothing of it. */
export function ReviewApp({ id, secret, page }: ReviewAppProps) {
  const language = useViewStore((state) => state.language);
  const title = useReviewStore(({ line, session }) => (line === 'refused' ? undefined : session?.title));
  useEffect(() => {
    rememberLanguage(language);
    void changeLanguage(language);
  }, [language]);
  useEffect(() => {
    document.title = toTabTitle(title ? `${title} · Simpul` : 'Simpul');
  }, [title]);
  return (
    <ErrorBoundary name="review">
      <Place {...{ id, secret, page }} />
    </ErrorBoundary>
  );
}

function Place({ id, secret, page }: ReviewAppProps) {
  const { t } = useTranslation('review');
  const line = useReviewStore((state) => state.line);
  const state = useReviewStore(({ session }) => session?.state);
  if (line === 'refused') {
    return secret ? <JoinForm id={id} secret={secret} onJoined={page.enter} /> : <RefusedNote />;
  }
  if (line === 'left' || state === 'ended') return <LeftNote id={id} />;
  if (state === 'planned') return <WaitingRoom />;
  if (state === 'open') return <SessionFrame page={page} />;
  return (
    <main className="boot">
      <Logo className="boot-logo" />
      <h1>{t('product')}</h1>
      <p role="status">{t('asking')}</p>
    </main>
  );
}
