import { useTranslation } from 'react-i18next';
import type { WallMessage } from '#shared/model/wall.ts';
import { formatTime } from '../lib/clock.ts';
import styles from './MessageBar.module.css';

interface MessageBarProps {
  readonly message: WallMessage;
  readonly zone: string;
  readonly zoneLabel: string;
}

/** Words of the desk over the wall: who says them, since when and until when. It takes its room from everything and covers nothing. */
export function MessageBar({ message, zone, zoneLabel }: MessageBarProps) {
  const { t } = useTranslation();
  const { text, tone, by, at, until } = message;
  return (
    <section className={styles.bar} data-tone={tone} aria-label={t('message.label')} data-full>
      <Mark tone={tone} />
      <p className={styles.text} role="status">
        <span className="visually-hidden">{t(`message.${tone}`)} </span>
        {text}
      </p>
      <p className={styles.from}>
        {t('message.from', { by, at: formatTime(at, zone), until: formatTime(until, zone), zone: zoneLabel })}
      </p>
    </section>
  );
}

/** A shape for each tone, so that none is told by colour alone. */
function Mark({ tone }: { readonly tone: WallMessage['tone'] }) {
  const shapes = {
    info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 7v6m0-9v.5',
    watch: 'M12 3 22 20H2Zm0 6v5m0 2.5v.5',
    bad: 'M8 2h8l6 6v8l-6 6H8l-6-6V8Zm4 5v6m0 3v.5',
  };
  return (
    <svg className={styles.mark} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d={shapes[tone]}
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
