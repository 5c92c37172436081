import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { Field } from '../../components/desk/Field.tsx';
import { fetchStandingAlarms } from '../../connection/desk/incidents.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import { toWhere } from '../../lib/desk/alarmWhere.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './incidents.module.css';

interface IncidentAlarmsProps {
  readonly incident: Incident;
  readonly mayAct: boolean;
}

/** Alarms that belong to it, and those that stand and may be linked. */
export function IncidentAlarms({ incident, mayAct }: IncidentAlarmsProps) {
  const { t } = useTranslation('incident');
  const { alarms, state } = incident;
  return (
    <section className={styles['panel']} aria-labelledby="alarm">
      <h2 id="alarm">{t('alarms')}</h2>
      {alarms.length === 0 ? <p className="quiet">{t('alarmsNone')}</p> : null}
      <ul className={styles['items']}>
        {alarms.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      {mayAct && state !== 'closed' ? <LinkForm incident={incident} /> : null}
    </section>
  );
}

function LinkForm({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation('incident');
  const names = useNames();
  const entry = useEntry(incident.id);
  const [chosen, setChosen] = useState('');
  const { data = [] } = useQuery({ queryKey: ['alarms', 'standing'], queryFn: fetchStandingAlarms });
  const others = data.filter(({ id }) => !incident.alarms.some((alarm) => alarm.id === id));
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await entry.enter({ kind: 'alarm', alarm: chosen })) setChosen('');
  };
  if (others.length === 0) return null;
  return (
    <form className={styles['lead']} onSubmit={(event) => void send(event)}>
      <Field label={t('alarmLink')} error={entry.failure ?? entry.at('/alarm')}>
        {(ids) => (
          <select {...ids} required value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value="">{t('common:choose')}</option>
            {others.map((alarm) => (
              <option key={alarm.id} value={alarm.id}>
                {[
                  (alarm.kind === 'manual' && alarm.text) || alarm.name[deskLanguage()],
                  toWhere(alarm, names, (count) => t('alarm:areas', { count })),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" disabled={entry.isBusy}>
        {t('alarmLinkSend')}
      </button>
    </form>
  );
}
