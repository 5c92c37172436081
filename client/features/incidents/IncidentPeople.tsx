import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import styles from './incidents.module.css';

interface IncidentPeopleProps {
  readonly incident: Incident;
  readonly mayAct: boolean;
}

/** Who works on it, with the number to call. */
export function IncidentPeople({ incident, mayAct }: IncidentPeopleProps) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const now = useMinute();
  const entry = useEntry(incident.id);
  const isOpen = mayAct && incident.state !== 'closed';
  const people = incident.people.toSorted((a, b) => Number(a.leftAt !== null) - Number(b.leftAt !== null));
  return (
    <section className={styles['panel']} aria-labelledby="orang">
      <h2 id="orang">{t('people')}</h2>
      {people.length === 0 ? <p className="quiet">{t('peopleNone')}</p> : null}
      <ul className={styles['items']}>
        {people.map(({ id, name, role, phone, joinedAt, leftAt }) => (
          <li key={id} data-done={leftAt !== null || undefined}>
            <div>
              <p>
                {name}, {role}
                {phone ? ` · ${phone}` : ''}
              </p>
              <p className="quiet">
                {leftAt === null
                  ? t('person.since', { time: toSinceText(joinedAt, now, zone) })
                  : t('person.until', { time: toSinceText(leftAt, now, zone) })}
              </p>
            </div>
            {isOpen && leftAt === null ? (
              <button
                type="button"
                aria-label={t('person.leftOf', { name })}
                disabled={entry.isBusy}
                onClick={() => void entry.enter({ kind: 'person-left', person: id })}
              >
                {t('person.left')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {entry.failure ? <Message tone="bad">{entry.failure}</Message> : null}
      {isOpen ? <PersonForm incident={incident} /> : null}
    </section>
  );
}

const empty = { name: '', role: '', phone: '' };
const fields = [
  ['name', 120],
  ['role', 120],
  ['phone', 40],
] as const;

function PersonForm({ incident }: { readonly incident: Incident }) {
  const { t } = useTranslation('incident');
  const entry = useEntry(incident.id);
  const [draft, setDraft] = useState(empty);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const person = { name: draft.name.trim(), role: draft.role.trim(), phone: draft.phone.trim() || null };
    if (await entry.enter({ kind: 'person', ...person })) setDraft(empty);
  };
  return (
    <form className={styles['adder']} onSubmit={(event) => void send(event)}>
      {fields.map(([name, maxLength]) => (
        <TextField
          key={name}
          label={t(`person.${name}`)}
          error={entry.at(`/${name}`)}
          required={name !== 'phone'}
          maxLength={maxLength}
          autoComplete="off"
          value={draft[name]}
          onChange={(text) => setDraft({ ...draft, [name]: text })}
        />
      ))}
      <button type="submit" disabled={entry.isBusy}>
        {t('person.add')}
      </button>
      {entry.failure ? <Message tone="bad">{entry.failure}</Message> : null}
    </form>
  );
}
