import { useMoment } from '../../hooks/review/useMoment.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import styles from './Watermark.module.css';

const marks = Array.from({ length: 40 }, (_, place) => place);

/** Name and time of whoever looks, all over the picture: a photograph of it says where it comes from. */
export function Watermark() {
  const { you } = useJoined();
  const toMoment = useMoment();
  const now = useMinute();
  const words = `${you.name} · ${toMoment(now)}`;
  return (
    <div className={styles.layer} aria-hidden="true" data-watermark>
      <div className={styles.marks}>
        {marks.map((place) => (
          <span key={place}>{words}</span>
        ))}
      </div>
    </div>
  );
}
