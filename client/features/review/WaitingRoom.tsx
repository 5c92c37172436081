import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { loadPart } from '../../connection/loadPart.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useMoment } from '../../hooks/review/useMoment.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './Notes.module.css';
import { Note } from './Notes.tsx';

/** Before a session is opened: what it is about and when it is to begin. */
export function WaitingRoom() {
  const { t } = useTranslation('review');
  const { session, you } = useJoined();
  const isDown = useReviewStore(({ line }) => line === 'down');
  const toMoment = useMoment();
  const open = useEntry();
  // Nothing else of the page asks for them before a picture is shown, and there is time.
  useEffect(() => {
    void loadPart(async () => (await import('../../styles/fonts.ts')).loadFaces());
  }, []);
  return (
    <Note title={session.title}>
      <p className={styles.facts}>
        <b>{t('wait.title')}</b>
        <span>{t('wait.starts', { time: toMoment(session.startsAt) })}</span>
        {session.place && <span>{session.place}</span>}
        {session.simulated && <strong className="review-mode">{t('simulated')}</strong>}
      </p>
      <p role="status">{isDown ? t('lost.title') : t('wait.text')}</p>
      {session.agenda.length > 0 && (
        <div className={styles.agenda}>
          <h2>{t('wait.agenda')}</h2>
          <ol>
            {session.agenda.map((item) => (
              <li key={item.id}>
                <span>{item.title}</span>
                <span>{t('minutes', { count: item.minutes })}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      {open.fault && (
        <p className="review-fault" role="alert">
          {open.fault}
        </p>
      )}
      {you.mayLead && (
        <button
          type="button"
          className="review-button"
          disabled={open.isBusy}
          onClick={() => void open.enter({ kind: 'open' })}
        >
          {t('wait.open')}
        </button>
      )}
    </Note>
  );
}
