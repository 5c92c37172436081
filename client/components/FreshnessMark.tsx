import type { Freshness } from '#shared/rules/freshness.ts';
import styles from './marks.module.css';

interface FreshnessMarkProps {
  readonly freshness: Freshness;
}

/** Clock for what is awaited, hatched square for what is late; what is fresh needs no mark. */
export function FreshnessMark({ freshness }: FreshnessMarkProps) {
  if (freshness === 'due') {
    return (
      <svg className={styles.clock} viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 4.4V8l2.6 1.6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    );
  }
  if (freshness === 'late') {
    return (
      <svg className={styles.clock} viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2 2h12v12H2Z" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M2 9 9 2M4 14 14 4M9.5 14 14 9.5" stroke="currentColor" strokeWidth="1.3" />
      </svg>
    );
  }
  return null;
}
