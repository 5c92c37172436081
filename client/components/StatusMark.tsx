import type { Status } from '#shared/model/indicator.ts';
import styles from './marks.module.css';

interface StatusMarkProps {
  readonly status: Status | 'down' | 'quiet';
}

/** Shape of a status: triangle outline for watch, filled diamond for bad, ring for a lost source, square for the rest. */
export function StatusMark({ status }: StatusMarkProps) {
  switch (status) {
    case 'watch':
      return (
        <svg className={styles.watch} viewBox="0 0 16 16" aria-hidden="true">
          <path
            d="M8 1.9 15 14.1H1Z"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.7"
            strokeLinejoin="round"
          />
          <path d="M8 6v4M8 11.4v1.3" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      );
    case 'bad':
      return (
        <svg className={styles.bad} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 .6 15.4 8 8 15.4.6 8Z" fill="currentColor" />
          <path d="M8 4.2v4.6M8 10.3v1.7" stroke="var(--base)" strokeWidth="1.7" />
        </svg>
      );
    case 'down':
      return (
        <svg className={styles.down} viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
      );
    case 'quiet':
      return (
        <svg className={styles.quiet} viewBox="0 0 16 16" aria-hidden="true">
          <path d="M5 5h6v6H5Z" fill="currentColor" />
        </svg>
      );
    case 'none':
    case 'normal':
      return null;
  }
}
