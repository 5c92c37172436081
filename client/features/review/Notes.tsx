import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Logo } from '../../components/Logo.tsx';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { LanguageChoice } from './LanguageChoice.tsx';
import styles from './Notes.module.css';

interface NoteProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** One sheet in the middle of an otherwise empty page. */
export function Note({ title, children }: NoteProps) {
  return (
    <main className={styles.page}>
      <div className={styles.top}>
        <Logo className={styles.logo} />
        <LanguageChoice />
      </div>
      <section className={styles.sheet}>
        <h1>{title}</h1>
        {children}
      </section>
    </main>
  );
}

/** Nothing of the session is said to whoever may not be in it. */
export function RefusedNote() {
  const { t } = useTranslation('review');
  return (
    <Note title={t('refused.title')}>
      <p>{t('refused.text')}</p>
      <p>
        <a className="review-button" href={`/masuk?ke=${encodeURIComponent(location.pathname)}`}>
          {t('refused.signIn')}
        </a>
      </p>
    </Note>
  );
}

/** The session is over, or this page may stay no longer. */
export function LeftNote({ id }: { readonly id: string }) {
  const { t } = useTranslation('review');
  const left = useReviewStore((state) => state.left) ?? 'ended';
  const title = useReviewStore(({ session }) => session?.title);
  const isGuest = useReviewStore(({ you }) => you?.link != null);
  return (
    <Note title={t(`left.${left}`)}>
      {left === 'ended' && title && <p className={styles.name}>{title}</p>}
      <p>{t(left === 'ended' ? 'left.thanks' : 'left.other')}</p>
      {left === 'ended' && !isGuest && (
        <p>
          <a className="review-button" href={`/sesi/${id}`}>
            {t('left.minutes')}
          </a>
        </p>
      )}
      {left === 'session' && (
        <p>
          <a className="review-button" href={`/masuk?ke=${encodeURIComponent(location.pathname)}`}>
            {t('left.signIn')}
          </a>
        </p>
      )}
    </Note>
  );
}
