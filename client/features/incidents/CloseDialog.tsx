import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useEntry } from '../../hooks/desk/useIncident.ts';

interface EndDialogProps {
  readonly incident: Incident;
  readonly onClose: () => void;
}

const empty = { summary: '', cause: '', lessons: '', openTasks: '' };

/** Closes an incident: how it ended, and why it may end where tasks are open. */
export function CloseDialog({ incident, onClose }: EndDialogProps) {
  const { t } = useTranslation('incident');
  const entry = useEntry(incident.id);
  const [draft, setDraft] = useState(empty);
  const count = incident.tasks.filter(({ doneAt }) => doneAt === null).length;
  const change = (patch: Partial<typeof empty>): void => setDraft({ ...draft, ...patch });
  const send = async (): Promise<void> => {
    const isDone = await entry.enter({
      kind: 'close',
      version: incident.version,
      summary: draft.summary.trim(),
      cause: draft.cause.trim() || null,
      lessons: draft.lessons.trim() || null,
      openTasks: count > 0 ? draft.openTasks.trim() || null : null,
    });
    if (isDone) onClose();
  };
  return (
    <FormDialog
      title={t('closeTitle')}
      submit={t('close')}
      isBusy={entry.isBusy}
      failure={entry.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p className="quiet">{t('closeLead')}</p>
      {(['summary', 'cause', 'lessons'] as const).map((name) => (
        <TextField
          key={name}
          label={t(closeLabels[name])}
          hint={name === 'summary' ? t('closeSummaryHint') : null}
          error={entry.at(`/${name}`)}
          isLong
          required={name === 'summary'}
          minLength={name === 'summary' ? 10 : undefined}
          maxLength={name === 'summary' ? 2_000 : 1_000}
          value={draft[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
      {count > 0 ? (
        <Reason
          label={t('closeOpenTasks', { count })}
          value={draft.openTasks}
          onChange={(openTasks) => change({ openTasks })}
          error={entry.at('/openTasks')}
        />
      ) : null}
    </FormDialog>
  );
}

const closeLabels = { summary: 'closeSummary', cause: 'closeCause', lessons: 'closeLessons' } as const;

/** Opens a closed incident again; the reason stands in its log. */
export function ReopenDialog({ incident, onClose }: EndDialogProps) {
  const { t } = useTranslation('incident');
  const entry = useEntry(incident.id);
  const [reason, setReason] = useState('');
  const send = async (): Promise<void> => {
    const { version } = incident;
    if (await entry.enter({ kind: 'reopen', reason: reason.trim(), version })) onClose();
  };
  return (
    <FormDialog
      title={t('reopen')}
      submit={t('reopen')}
      isBusy={entry.isBusy}
      failure={entry.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <Reason label={t('reopenReason')} value={reason} onChange={setReason} error={entry.at('/reason')} />
    </FormDialog>
  );
}

interface ReasonProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | undefined;
}

function Reason({ label, value, onChange, error }: ReasonProps) {
  return (
    <TextField
      label={label}
      error={error}
      required
      minLength={5}
      maxLength={300}
      value={value}
      onChange={onChange}
    />
  );
}
