import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './kit.module.css';

/** How something stands; always with a sign and words, never by colour alone. */
export type Tone = 'plain' | 'info' | 'good' | 'watch' | 'bad';

const icons = {
  plain: Info,
  info: Info,
  good: CircleCheck,
  watch: TriangleAlert,
  bad: CircleAlert,
} as const;

interface MessageProps {
  readonly tone: Tone;
  readonly children: ReactNode;
}

/** A sentence that stands out; read out at once where something failed. */
export function Message({ tone, children }: MessageProps) {
  const Icon = icons[tone];
  return (
    <div className={styles['message']} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={20} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}

interface TagProps {
  readonly tone?: Tone;
  readonly children: ReactNode;
}

/** One word on how something stands. */
export function Tag({ tone = 'plain', children }: TagProps) {
  const Icon = icons[tone];
  return (
    <span className={styles['tag']} data-tone={tone}>
      {tone === 'plain' ? null : <Icon size={15} aria-hidden="true" />}
      {children}
    </span>
  );
}
