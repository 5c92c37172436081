import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident, IncidentTask } from '#shared/model/incident.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { type EntryLine, useEntry } from '../../hooks/desk/useIncident.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import { toNextInstant } from '../../lib/desk/zonedTime.ts';
import { serverNow } from '../../lib/serverClock.ts';
import styles from './incidents.module.css';

interface IncidentTasksProps {
  readonly incident: Incident;
  readonly mayAct: boolean;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** What has to be done, by whom, until when; open ones first. */
export function IncidentTasks({ incident, mayAct, input }: IncidentTasksProps) {
  const { t } = useTranslation('incident');
  const entry = useEntry(incident.id);
  const isOpen = mayAct && incident.state !== 'closed';
  const tasks = incident.tasks.toSorted(compareTasks);
  return (
    <section className={styles['panel']} aria-labelledby="tugas">
      <h2 id="tugas">{t('tasks')}</h2>
      {tasks.length === 0 ? <p className="quiet">{t('tasksNone')}</p> : null}
      <ul className={styles['items']}>
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} entry={isOpen ? entry : null} />
        ))}
      </ul>
      {entry.failure ? <Message tone="bad">{entry.failure}</Message> : null}
      {isOpen ? <TaskForm incident={incident} input={input} /> : null}
    </section>
  );
}

/** Open ones first, the one that is due first on top. */
function compareTasks(a: IncidentTask, b: IncidentTask): number {
  const isDone = Number(a.doneAt !== null) - Number(b.doneAt !== null);
  const due = ({ dueAt }: IncidentTask): number => dueAt ?? Number.MAX_SAFE_INTEGER;
  return isDone || due(a) - due(b);
}

function TaskItem({ task, entry }: { readonly task: IncidentTask; readonly entry: EntryLine | null }) {
  const { t } = useTranslation('incident');
  return (
    <li data-done={task.doneAt !== null || undefined}>
      <div>
        <p>{task.text}</p>
        <TaskFacts task={task} />
      </div>
      {entry && task.doneAt === null ? (
        <button
          type="button"
          aria-label={t('task.doneOf', { task: task.text })}
          disabled={entry.isBusy}
          onClick={() => void entry.enter({ kind: 'task-done', task: task.id })}
        >
          {t('task.done')}
        </button>
      ) : null}
    </li>
  );
}

function TaskFacts({ task }: { readonly task: IncidentTask }) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const now = useNow();
  const { owner, dueAt, doneAt, doneBy } = task;
  if (doneAt !== null)
    return (
      <p className="quiet">{t('task.doneAt', { time: toSinceText(doneAt, now, zone), name: doneBy })}</p>
    );
  const time = dueAt === null ? '' : toSinceText(dueAt, now, zone);
  return (
    <p className="quiet">
      {owner}
      {owner && dueAt !== null ? ' · ' : ''}
      {dueAt === null ? null : dueAt < now ? (
        <Tag tone="bad">{t('task.late', { time })}</Tag>
      ) : (
        t('task.dueAt', { time })
      )}
    </p>
  );
}

const empty = { text: '', owner: '', due: '' };

function TaskForm({ incident, input }: Omit<IncidentTasksProps, 'mayAct'>) {
  const { t } = useTranslation('incident');
  const { zone } = useZone();
  const entry = useEntry(incident.id);
  const [draft, setDraft] = useState(empty);
  const [isDueWrong, setDueWrong] = useState(false);
  const change = (patch: Partial<typeof empty>): void => setDraft({ ...draft, ...patch });
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const due = toNextInstant(draft.due, serverNow(), zone);
    const isWrong = due === null && draft.due.trim() !== '';
    setDueWrong(isWrong);
    if (isWrong) return;
    const dueAt = due === null ? null : new Date(due).toISOString();
    const task = { text: draft.text.trim(), owner: draft.owner.trim() || null, dueAt };
    if (!(await entry.enter({ kind: 'task', ...task }))) return;
    setDraft(empty);
    input.current?.focus();
  };
  return (
    <form className={styles['adder']} onSubmit={(event) => void send(event)}>
      <TextField
        label={t('task.text')}
        error={entry.failure ?? entry.at('/text')}
        input={input}
        required
        maxLength={300}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <TextField
        label={t('task.owner')}
        maxLength={120}
        value={draft.owner}
        onChange={(owner) => change({ owner })}
      />
      <TextField
        label={t('task.due')}
        error={isDueWrong ? t('task.dueWrong') : entry.at('/dueAt')}
        inputMode="decimal"
        placeholder="16.30"
        maxLength={5}
        autoComplete="off"
        value={draft.due}
        onChange={(due) => change({ due })}
      />
      <button type="submit" disabled={entry.isBusy}>
        {t('task.add')}
      </button>
    </form>
  );
}
