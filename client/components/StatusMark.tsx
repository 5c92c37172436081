import type { Status } from '#shared/model/indicator.ts';
import { markShapes } from './markShapes.tsx';
import styles from './marks.module.css';

interface StatusMarkProps {
  readonly status: Status | 'down' | 'quiet';
}

const shapes = {
  ...markShapes,
  down: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.8" />,
} as const;

/** Shape of a status: triangle outline for watch, filled diamond for bad, ring for a lost source, square for the rest. */
export function StatusMark({ status }: StatusMarkProps) {
  if (status === 'none' || status === 'normal') return null;
  return (
    <svg className={styles[status]} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[status]}
    </svg>
  );
}
