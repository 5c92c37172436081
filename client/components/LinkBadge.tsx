import { useTranslation } from 'react-i18next';
import type { LinkToServer } from '../lib/link.ts';
import styles from './LinkBadge.module.css';

interface LinkBadgeProps {
  readonly link: LinkToServer;
}

/** State of this screen's own link: dot, clock or white block, always with its word. */
export function LinkBadge({ link }: LinkBadgeProps) {
  const { t } = useTranslation();
  return (
    <p
      className={styles.badge}
      data-state={link}
      role="status"
      aria-label={`${t('link.label')}: ${t(`link.${link}`)}`}
    >
      <span className={styles.mark} aria-hidden="true" />
      {t(`link.${link}`)}
    </p>
  );
}
