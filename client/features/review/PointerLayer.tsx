import { useReviewStore } from '../../stores/reviewStore.ts';
import styles from './PointerLayer.module.css';

/** Where the presenter points. It glides: only a few places a second come over the line. */
export function PointerLayer() {
  const pointer = useReviewStore((state) => state.pointer);
  const isAway = useReviewStore(({ follow }) => follow.isAway);
  const name = useReviewStore(({ session }) => session?.presenter?.name);
  if (!pointer || isAway) return null;
  return (
    <div className={styles.layer} aria-hidden="true" data-pointer>
      <span className={styles.point} style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }}>
        <b>{name}</b>
      </span>
    </div>
  );
}
