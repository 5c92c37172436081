import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaCode } from '#shared/model/ids.ts';
import type { IncidentOrigin } from '#shared/model/incident.ts';
import { toEventSource } from '#shared/rules/incidentSource.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { fetchEvents, openIncident, type ToldEvents } from '../../connection/desk/incidents.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useStableKey } from '../../hooks/desk/useStableKey.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toInstantText } from '../../lib/desk/format.ts';
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
  const stable = useStableKey();
  const [draft, setDraft] = useState<Draft>(() => toDraft(start));
  // The alarm's own words stay as they are while the title is rewritten.
  const [source] = useState(start.title);
  const change = (patch: Partial<Draft>): void => setDraft((before) => ({ ...before, ...patch }));
  const send = async (): Promise<void> => {
    const body = toBody(draft);
    if (!body) return;
    const key = stable.keyOf(body);
    let id = '';
    const isDone = await submit.run(async () => {
      const answer = await openIncident({ ...body, key });
      client.setQueryData(['incidents', answer.incident.id], answer);
      id = answer.incident.id;
    });
    if (!isDone) return;
    onOpened(id);
    await client.invalidateQueries({ queryKey: ['incidents', 'list'] });
  };
  return (
    <FormDialog
      title={t('new')}
      submit={t('new')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
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
        <TextField
          label={t('field.spot')}
          hint={t('field.spotHint')}
          maxLength={200}
          value={draft.spot}
          onChange={(spot) => change({ spot })}
        />
      </div>
      <TextField
        label={t('field.text')}
        hint={t('field.textHint')}
        isLong
        maxLength={1_000}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
    </FormDialog>
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
    <ChoiceField
      label={t('field.from')}
      value={draft.origin.id ?? ''}
      choices={[
        ['', t('origin.hand')],
        ...events
          .slice(0, 50)
          .map(({ id, startsAt, title }) => [id, `${toInstantText(startsAt, zone)} – ${title}`] as const),
      ]}
      onChange={choose}
    />
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
