import styles from './marks.module.css';

interface TrendMarkProps {
  readonly change: number;
}

/** Direction of a figure only; it says nothing about good or bad. */
export function TrendMark({ change }: TrendMarkProps) {
  const path = change > 0 ? 'M6 1 11.5 11H.5Z' : change < 0 ? 'M6 11 .5 1h11Z' : 'M1 4.5h10v3H1Z';
  return (
    <svg className={styles.arrow} viewBox="0 0 12 12" aria-hidden="true">
      <path d={path} fill="currentColor" />
    </svg>
  );
}
