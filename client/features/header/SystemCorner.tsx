import { useTranslation } from 'react-i18next';
import { toHealth } from '../../lib/health.ts';
import { selectFeeds, selectLink, usePresent } from '../../stores/liveStore.ts';
import styles from './Header.module.css';

/**
 * Health of the system itself. A screen that is cut off knows nothing of it and says that instead; one that
 * shows the past tells of the present here.
 */
export function SystemCorner() {
  const { t } = useTranslation();
  const feeds = usePresent(selectFeeds);
  const link = usePresent(selectLink);
  const { level, trouble, up, total } = toHealth(feeds);
  const isCut = link === 'cut';
  const sources = total === 0 ? t('system.off') : t('system.sources', { up, total });
  const detail = trouble ? t(`system.trouble.${trouble.code}`, { detail: trouble.detail }) : sources;
  return (
    <div
      className={styles.system}
      role="status"
      aria-label={t('system.label')}
      data-health={isCut ? 'unknown' : level}
      data-sources={isCut || up === total ? 'all' : 'some'}
    >
      <p className={styles.health}>{isCut ? t('cut.unreachable') : t(`system.${level}`)}</p>
      <p className={styles.sources}>{isCut ? t('cut.retrying') : detail}</p>
    </div>
  );
}
