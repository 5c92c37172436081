import { useTranslation } from 'react-i18next';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';

/** The open poll: who sits here says whether they are ready, and may say otherwise until it is closed. */
export function PollCard({ onReady }: { readonly onReady: (isReady: boolean) => void }) {
  const { t } = useTranslation('review');
  const { you } = useJoined();
  const poll = useReviewStore((state) => state.poll);
  const here = useReviewStore((state) => state.here);
  const isUp = useReviewStore(({ line }) => line === 'up');
  const { enter, isBusy, fault } = useEntry();
  if (!poll) return null;
  return (
    <section className={`review-plain ${styles.card}`} aria-label={t('poll.title')} data-poll>
      <h2 role="status">{poll.text}</h2>
      <div className={styles.row}>
        <button
          type="button"
          className="review-button"
          aria-pressed={poll.mine}
          disabled={!isUp}
          onClick={() => onReady(!poll.mine)}
        >
          {poll.mine ? '✓ ' : ''}
          {t('poll.ready')}
        </button>
        <span>{t('poll.count', { ready: poll.ready, here })}</span>
      </div>
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      {you.mayLead && (
        <button type="button" disabled={isBusy} onClick={() => void enter({ kind: 'close-poll' })}>
          {t('lead:poll.close')}
        </button>
      )}
    </section>
  );
}
