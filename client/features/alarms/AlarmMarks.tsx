import { BellRing, Check, Clock, CornerDownLeft, Link2, type LucideIcon, Wrench } from 'lucide-react';
import type { AlarmPriority, AlarmState } from '#shared/model/alarm.ts';
import { markShapes } from '../../components/markShapes.tsx';
import styles from './marks.module.css';

interface PriorityMarkProps {
  readonly priority: AlarmPriority;
  /** Nothing of it waits: the shape stays, the colour goes. */
  readonly isCalm?: boolean;
}

/** Shape of a priority: filled diamond, triangle, ring, small square. */
export function PriorityMark({ priority, isCalm = false }: PriorityMarkProps) {
  return (
    <svg
      className={styles['mark']}
      data-priority={priority}
      data-calm={isCalm || undefined}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapes[priority]}
    </svg>
  );
}

const shapes = {
  urgent: markShapes.bad,
  high: markShapes.watch,
  medium: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M8 4.6v4M8 10v1.4" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  low: markShapes.quiet,
} as const;

const signs: Readonly<Record<AlarmState, LucideIcon>> = {
  normal: Check,
  unacknowledged: BellRing,
  acknowledged: Check,
  returned: CornerDownLeft,
  shelved: Clock,
  suppressed: Link2,
  'out-of-service': Wrench,
};

/** Sign of a state; its word stands beside it. */
export function StateSign({ state }: { readonly state: AlarmState }) {
  const Sign = signs[state];
  return <Sign className={styles['sign']} size={16} aria-hidden="true" />;
}
