import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSharedScene } from '../../lib/review/sessionView.ts';
import { selectPastAt, useLive } from '../../stores/liveStore.ts';
import { isPresenting, useReviewStore } from '../../stores/reviewStore.ts';
import { useTime } from '../../stores/timeStore.ts';
import styles from './FollowNotices.module.css';

/** Where this picture is not, or may not be, what the presenter shows: said above it, with the way back. */
export function FollowNotices({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('review');
  const isDown = useReviewStore(({ line }) => line === 'down');
  const isAway = useReviewStore(({ follow }) => follow.isAway);
  const isLeading = useReviewStore(isPresenting);
  const taken = useReviewStore((state) => state.takenWall);
  const isElsewhen = useElsewhen();
  const hasFailed = useTime(({ fault }) => fault !== null);
  return (
    <div className={styles.notices}>
      {isDown && (
        <p className={styles.lost} role="alert">
          <strong>{t('lost.title')}</strong> <span>{t('lost.text')}</span>
        </p>
      )}
      {isAway && (
        <div className={styles.away} role="status" data-away>
          <strong>{t('away.title')}</strong>
          <span>{t('away.text')}</span>
          <button type="button" aria-keyshortcuts="b" onClick={onBack}>
            {t('away.back')} <kbd>b</kbd>
          </button>
        </div>
      )}
      {isLeading && taken && (
        <div className={styles.away} role="status" data-taken-wall>
          <strong>{t('wall.taken', taken)}</strong>
          <span>{t('wall.again')}</span>
          <button type="button" onClick={() => useReviewStore.setState({ takenWall: null })}>
            {t('wall.read')}
          </button>
        </div>
      )}
      {isElsewhen && !isAway && !hasFailed && (
        <p className={styles.away} role="status">
          <strong>{t('past.coming')}</strong>
        </p>
      )}
      {isElsewhen && !isAway && hasFailed && (
        <div className={styles.away} role="alert">
          <strong>{t('past.failed')}</strong>
          <button type="button" onClick={onBack}>
            {t('past.retry')}
          </button>
        </div>
      )}
    </div>
  );
}

/** What is on its way in less needs no word. Milliseconds. */
const patienceMs = 1_500;

/** True where this page shows another time than the presenter does, and has for a while; not where that is the presenter's own, on its way to everyone. */
function useElsewhen(): boolean {
  const presented = useReviewStore(({ follow }) => (follow.unsent ? null : (follow.shown?.view ?? null)));
  const isFigures = useReviewStore(({ scene }) => isSharedScene(scene));
  const pastAt = useLive(selectPastAt);
  const isElsewhen =
    presented !== null && isFigures && isSharedScene(presented.scene) && presented.at !== pastAt;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isElsewhen) return;
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isElsewhen]);
  return isElsewhen && isLong;
}
