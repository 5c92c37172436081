import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaCode } from '#shared/model/ids.ts';
import type { IncidentOrigin } from '#shared/model/incident.ts';
import { toEventSource } from '#shared/rules/incidentSource.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { fetchEvents, openIncident, type ToldEvents } from '../../connection/desk/incidents.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import { AreaSelect } from './AreaSelect.tsx';
import { FactFields, type Facts } from './FactFields.tsx';
import styles from './incidents.module.css';

/** What a new incident may begin with: where the alarm page came from. */
export interface IncidentStart {
  readonly alarm: string | null;
  readonly title: string;
  readonly kind: Facts['kind'];
  readonly area: string;
  readonly severity: Facts['severity'];
  readonly text: string;
  readonly simulated: boolean;
}

interface Draft extends Facts {
  readonly origin: IncidentOrigin;
  readonly area: string;
  readonly point: [number, number] | null;
  readonly spot: string;
  readonly text: string;
}

interface NewIncidentProps {
  readonly start: IncidentStart;
  readonly onOpened: (id: string) => void;
  readonly onClose: () => void;
}

/** Records an incident: by hand, from an event of a feed, or from an alarm. */
export function NewIncident({ start, onOpened, onClose }: NewIncidentProps) {
  const { t } = useTranslation('incident');
  const client = useQueryClient();
  const submit = useSubmit();
  // One dialog makes one incident, however often its button is pressed.
  const sent = useRef({ text: '', key: '' });
  const [draft, setDraft] = useState<Draft>(() => toDraft(start));
  // The alarm's own words stay as they are while the title is rewritten.
  const [source] = useState(start.title);
  const change = (patch: Partial<Draft>): void => setDraft((before) => ({ ...before, ...patch }));
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = toBody(draft);
    if (!body) return;
    const text = JSON.stringify(body);
    if (sent.current.text !== text) sent.current = { text, key: newKey() };
    let id = '';
    const isDone = await submit.run(async () => {
      const answer = await openIncident({ ...body, key: sent.current.key });
      client.setQueryData(['incidents', answer.incident.id], answer);
      id = answer.incident.id;
    });
    if (!isDone) return;
    onOpened(id);
    await client.invalidateQueries({ queryKey: ['incidents', 'list'] });
  };
  return (
    <Dialog title={t('new')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)}>
        {start.alarm === null ? (
          <OriginSelect draft={draft} onChange={change} />
        ) : (
          <p>
            <span className="quiet">{t('origin.alarm')}:</span> {source}{' '}
            {start.simulated ? <Tag tone="watch">{t('simulated')}</Tag> : null}
          </p>
        )}
        <FactFields facts={draft} onChange={change} titleError={submit.at('/title')} />
        <div className={`pair ${styles['where']}`}>
          <AreaSelect
            value={draft.area}
            onChange={(area) => change({ area, point: null })}
            error={submit.at('/place/area')}
          />
          <Field label={t('field.spot')} hint={t('field.spotHint')}>
            {(ids) => (
              <input
                {...ids}
                maxLength={200}
                value={draft.spot}
                onChange={(event) => change({ spot: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={t('field.text')} hint={t('field.textHint')}>
          {(ids) => (
            <textarea
              {...ids}
              maxLength={1_000}
              value={draft.text}
              onChange={(event) => change({ text: event.target.value })}
            />
          )}
        </Field>
        <DialogActions
          submit={t('new')}
          isBusy={submit.isBusy}
          failure={submit.failure ?? submit.at('/origin/id')}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

function toDraft({ alarm, title, kind, area, severity, text }: IncidentStart): Draft {
  const origin: IncidentOrigin = alarm === null ? { kind: 'hand', id: null } : { kind: 'alarm', id: alarm };
  return { origin, title, kind, severity, area, point: null, spot: '', text };
}

function toBody({ origin, title, kind, severity, area, point, spot, text }: Draft) {
  if (!kind || !severity) return null;
  const place = { area: area as AreaCode, point, text: spot.trim() || null };
  return { origin, title: title.trim(), kind, severity, place, text: text.trim() || null };
}

interface OriginSelectProps {
  readonly draft: Draft;
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** By hand, or from one of the events of the last days, which fills the form in. */
function OriginSelect({ draft, onChange }: OriginSelectProps) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const { catalogue } = useNames();
  const { data: events = [] } = useQuery({ queryKey: ['events'], queryFn: fetchEvents, staleTime: 30_000 });
  const choose = (id: string): void => {
    const event = events.find((one) => one.id === id);
    const regency = catalogue?.region.code;
    onChange(event && regency ? toPatch(event, regency) : { origin: { kind: 'hand', id: null } });
  };
  return (
    <Field label={t('field.from')}>
      {(ids) => (
        <select {...ids} value={draft.origin.id ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{t('origin.hand')}</option>
          {events.slice(0, 50).map((event) => (
            <option key={event.id} value={event.id}>
              {toTimeText(new Date(event.startsAt).toISOString(), zone)} – {event.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function toPatch(event: ToldEvents[number], regency: AreaCode): Partial<Draft> {
  const { title, kind, severity, place, text } = toEventSource(event, regency);
  const { area, point, text: spot } = place;
  return {
    origin: { kind: 'event', id: event.id },
    title,
    kind,
    severity,
    area,
    point,
    spot: spot ?? '',
    text: text ?? '',
  };
}
