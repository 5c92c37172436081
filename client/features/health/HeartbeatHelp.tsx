import { useTranslation } from 'react-i18next';
import styles from './Health.module.css';

/** How to let somebody outside notice when this server falls silent. */
export function HeartbeatHelp() {
  const { t } = useTranslation('health');
  return (
    <section className="card stack" data-tight aria-labelledby="denyut">
      <h2 id="denyut" className="small">
        {t('heartbeat.title')}
      </h2>
      <p>{t('heartbeat.text')}</p>
      <p>{t('heartbeat.how')}</p>
      <pre className={styles['command']}>HEARTBEAT_URL=https://…</pre>
    </section>
  );
}
