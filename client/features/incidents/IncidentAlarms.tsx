import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import styles from './incidents.module.css';

/** Alarms that belong to it. */
export function IncidentAlarms({ incident: { alarms } }: { readonly incident: Incident }) {
  const { t } = useTranslation('incident');
  return (
    <section className={styles['panel']} aria-labelledby="alarm">
      <h2 id="alarm">{t('alarms')}</h2>
      {alarms.length === 0 ? <p className="quiet">{t('alarmsNone')}</p> : null}
      <ul className={styles['items']}>
        {alarms.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
