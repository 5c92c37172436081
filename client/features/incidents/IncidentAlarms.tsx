import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
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
      <ChoiceField
        label={t('alarmLink')}
        value={chosen}
        choices={[
          ['', t('common:choose')],
          ...others.map((alarm) => {
            const what = (alarm.kind === 'manual' && alarm.text) || alarm.name[deskLanguage()];
            const where = toWhere(alarm, names, (count) => t('alarm:areas', { count }));
            return [alarm.id, [what, where].filter(Boolean).join(', ')] as const;
          }),
        ]}
        required
        error={entry.failure ?? entry.at('/alarm')}
        onChange={setChosen}
      />
      <button type="submit" disabled={entry.isBusy}>
        {t('alarmLinkSend')}
      </button>
    </form>
  );
}
