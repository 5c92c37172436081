import type {
  Incident,
  IncidentDeed,
  IncidentLine,
  IncidentPerson,
  IncidentSummary,
  IncidentTask,
} from '../model/incident.ts';

/** A stored incident: its log is all there is of it. */
export interface IncidentRecord {
  readonly id: string;
  readonly version: number;
  readonly log: readonly IncidentLine[];
}

type Folded = Omit<Incident, 'log' | 'version'>;

/** The incident as it stood at an instant, folded from its log; null before it was opened. Pure. */
export function incidentAt(
  { id, version, log }: IncidentRecord,
  at: number = Number.POSITIVE_INFINITY,
): Incident | null {
  const until = log.filter((line) => line.at <= at);
  let folded: Folded | null = null;
  for (const line of until) folded = foldLine(folded, line, id);
  return folded && { ...folded, version, log: until };
}

/** What a list shows of it. */
export function toIncidentSummary(incident: Incident): IncidentSummary | null {
  const { alarms: _alarms, people: _people, tasks, log, closure: _closure, ...facts } = incident;
  const lastLine = log.at(-1);
  if (!lastLine) return null;
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  const dues = open.flatMap(({ dueAt }) => dueAt ?? []);
  return {
    ...facts,
    openTasks: open.length,
    nextDueAt: dues.length > 0 ? Math.min(...dues) : null,
    lastLine,
  };
}

function foldLine(before: Folded | null, line: IncidentLine, id: string): Folded | null {
  const { deed } = line;
  if (deed.kind === 'opened') return toOpened(id, line.at, deed);
  // A log that does not begin with its opening has nothing to change.
  return before && { ...before, ...toChange(before, line) };
}

function toOpened(id: string, at: number, deed: Extract<IncidentDeed, { kind: 'opened' }>): Folded {
  const { title, incidentKind, severity, place, origin, text, simulated } = deed;
  return {
    id,
    title,
    kind: incidentKind,
    severity,
    state: 'open',
    place,
    openedAt: at,
    closedAt: null,
    origin,
    lead: null,
    simulated,
    alarms: origin.kind === 'alarm' ? [{ id: origin.id, text: text ?? title }] : [],
    people: [],
    tasks: [],
    closure: null,
  };
}

function toChange(before: Folded, { at, by, deed }: IncidentLine): Partial<Folded> {
  switch (deed.kind) {
    case 'opened':
    case 'note':
      return {};
    case 'state':
      return { state: deed.state };
    case 'facts':
      return { title: deed.title, kind: deed.incidentKind, severity: deed.severity };
    case 'place':
      return { place: deed.place };
    case 'lead':
      return { lead: deed.lead };
    case 'alarm':
      return {
        alarms: [...before.alarms, { id: deed.id, text: deed.text }],
        simulated: before.simulated || deed.simulated,
      };
    case 'task': {
      const { kind: _kind, ...task } = deed;
      return { tasks: [...before.tasks, { ...task, addedAt: at, doneAt: null, doneBy: null }] };
    }
    case 'task-done':
      return { tasks: before.tasks.map((task) => finish(task, deed.id, at, by.name)) };
    case 'person': {
      const { kind: _kind, ...person } = deed;
      return { people: [...before.people, { ...person, joinedAt: at, leftAt: null }] };
    }
    case 'person-left':
      return { people: before.people.map((person) => leave(person, deed.id, at)) };
    case 'closed': {
      const { kind: _kind, ...closure } = deed;
      return { state: 'closed', closedAt: at, closure: { at, by: by.name, ...closure } };
    }
    case 'reopened':
      return { state: 'open', closedAt: null, closure: null };
  }
}

function finish(task: IncidentTask, id: string, at: number, by: string): IncidentTask {
  return task.id === id && task.doneAt === null ? { ...task, doneAt: at, doneBy: by } : task;
}

function leave(person: IncidentPerson, id: string, at: number): IncidentPerson {
  return person.id === id && person.leftAt === null ? { ...person, leftAt: at } : person;
}
