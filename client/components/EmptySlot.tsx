import styles from './EmptySlot.module.css';

/** Four corner ticks around a dash: a place that waits, never a zero. */
export function EmptySlot() {
  return (
    <span className={styles.slot} aria-hidden="true">
      –
    </span>
  );
}
