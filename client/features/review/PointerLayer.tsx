import type { ReviewPoint } from '#shared/protocol/review.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import styles from './PointerLayer.module.css';

/** Where the presenter points. It glides: only a few places a second come over the line. */
export function PointerLayer() {
  const pointer = useReviewStore((state) => state.pointer);
  const isAway = useReviewStore(({ follow }) => follow.isAway);
  const name = useReviewStore(({ session }) => session?.presenter?.name);
  if (!pointer || isAway) return null;
  return <Pointer at={pointer} name={name ?? null} />;
}

interface PointerProps {
  readonly at: NonNullable<ReviewPoint['at']>;
  readonly name: string | null;
}

/** A point over the picture, with whose it is. */
export function Pointer({ at, name }: PointerProps) {
  return (
    <div className={styles.layer} aria-hidden="true" data-pointer>
      <span className={styles.point} style={{ left: `${at.x * 100}%`, top: `${at.y * 100}%` }}>
        {name !== null && <b>{name}</b>}
      </span>
    </div>
  );
}
