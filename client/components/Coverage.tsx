import { cx } from '../lib/cx.ts';
import styles from './Coverage.module.css';

interface CoverageProps {
  readonly current: number;
  readonly total: number;
}

/** One square an indicator: filled is current, hollow is not. */
export function Coverage({ current, total }: CoverageProps) {
  return (
    <span className={styles.squares} aria-hidden="true">
      {Array.from({ length: total }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a square is its place
        <span key={place} className={cx(styles.square, place < current && styles.filled)} />
      ))}
    </span>
  );
}
