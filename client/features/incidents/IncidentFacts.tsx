import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentWho } from '#shared/model/incident.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import { FactsDialog } from './FactsDialog.tsx';
import styles from './incidents.module.css';
import { SeverityWord } from './SeverityWord.tsx';

interface IncidentFactsProps {
  readonly incident: Incident;
  readonly crew: readonly IncidentWho[];
  readonly mayAct: boolean;
}

/** What it is, how it stands, and who leads. */
export function IncidentFacts({ incident, crew, mayAct }: IncidentFactsProps) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const now = useMinute();
  const [isEditing, setEditing] = useState(false);
  const entry = useEntry(incident.id);
  const { id: _id, version, state, openedAt, log } = incident;
  const isOpen = mayAct && state !== 'closed';
  const toggle = (): void => {
    void entry.enter({ kind: 'state', state: state === 'open' ? 'handled' : 'open', version });
  };
  const failure = entry.failure ?? entry.at('/state');
  return (
    <section className={styles['panel']} aria-labelledby="fakta">
      <h2 id="fakta">{t('facts')}</h2>
      <p>
        <SeverityWord severity={incident.severity} /> · {t(`kind.${incident.kind}`)} ·{' '}
        <b>{t(`state.${state}`)}</b>
      </p>
      <p className="quiet">
        {t(`origin.${incident.origin.kind}`)},{' '}
        {t('openedBy', { time: toSinceText(openedAt, now, zone), name: log[0]?.by.name })}
      </p>
      <Closure incident={incident} now={now} />
      {isOpen ? <LeadField incident={incident} crew={crew} /> : <LeadWord lead={incident.lead} />}
      {failure ? <Message tone="bad">{failure}</Message> : null}
      {isOpen ? (
        <div className="row">
          <button type="button" disabled={entry.isBusy} onClick={toggle}>
            {t(state === 'open' ? 'handle' : 'unhandle')}
          </button>
          <button type="button" onClick={() => setEditing(true)}>
            {t('edit')}
          </button>
        </div>
      ) : null}
      {isEditing ? <FactsDialog incident={incident} onClose={() => setEditing(false)} /> : null}
    </section>
  );
}

function Closure({ incident, now }: { readonly incident: Incident; readonly now: number }) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const { closure } = incident;
  if (!closure) return null;
  return (
    <div className="stack" data-tight>
      <p className="strong">
        {t('closedBy', { time: toSinceText(closure.at, now, zone), name: closure.by })}
      </p>
      <dl className="facts">
        {(['summary', 'cause', 'lessons', 'openTasks'] as const).map((name) =>
          closure[name] === null ? null : (
            <div key={name} className={styles['fact']}>
              <dt>{t(`closure.${name}`)}</dt>
              <dd>{closure[name]}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function LeadWord({ lead }: { readonly lead: IncidentWho | null }) {
  const { t } = useTranslation('incident');
  return (
    <p>
      {t('leadLabel')}: {lead?.name ?? t('noLead')}
    </p>
  );
}

function LeadField({
  incident,
  crew,
}: {
  readonly incident: Incident;
  readonly crew: readonly IncidentWho[];
}) {
  const { t } = useTranslation('incident');
  const user = useUser();
  const entry = useEntry(incident.id);
  const { lead, id: _id, version } = incident;
  const give = (to: string): void => {
    void entry.enter({ kind: 'lead', to: to === '' ? null : to, version });
  };
  // Whoever led and has left the room since stays readable.
  const isGone = lead !== null && !crew.some(({ id }) => id === lead.id);
  return (
    <div className={styles['lead']}>
      <ChoiceField
        label={t('leadLabel')}
        value={lead?.id ?? ''}
        choices={[
          ['', t('noLead')],
          ...(isGone ? [lead] : []).concat(crew).map(({ id, name }) => [id, name] as const),
        ]}
        disabled={entry.isBusy}
        error={entry.failure ?? entry.at('/to')}
        onChange={give}
      />
      {lead?.id === user.id ? null : (
        <button type="button" disabled={entry.isBusy} onClick={() => give(user.id)}>
          {t('takeLead')}
        </button>
      )}
    </div>
  );
}
