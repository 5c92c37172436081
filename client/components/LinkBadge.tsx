import { useTranslation } from 'react-i18next';
import type { LinkToServer } from '../lib/link.ts';
import styles from './LinkBadge.module.css';

interface LinkBadgeProps {
  readonly link: LinkToServer;
  /** The screen shows the past: the badge still tells of the link now, in a word that nobody takes for live figures. */
  readonly isPast?: boolean;
}

/** State of this screen's own link: dot, clock or white block, always with its word. */
export function LinkBadge({ link, isPast = false }: LinkBadgeProps) {
  const { t } = useTranslation();
  const word = t(isPast ? `time:link.${link}` : `link.${link}`);
  return (
    <p className={styles.badge} data-state={link} role="status" aria-label={`${t('link.label')}: ${word}`}>
      <span className={styles.mark} aria-hidden="true" />
      {word}
    </p>
  );
}
