import type { Incident, IncidentDeed, IncidentEntry, IncidentWho } from '#shared/model/incident.ts';
import type { AlarmSource } from './incidentSource.ts';

interface DeedParts {
  /** Number of the line; tasks and people are called by it. */
  readonly n: number;
  readonly incident: Incident;
  readonly crew: readonly IncidentWho[];
  readonly alarm: (id: string) => AlarmSource | undefined;
}

/** Turns a checked entry into what the log keeps of it: with names, so that a line can be read alone. */
export function toDeed(entry: IncidentEntry, { n, incident, crew, alarm }: DeedParts): IncidentDeed {
  switch (entry.kind) {
    case 'note':
      return { kind: 'note', text: entry.text };
    case 'state':
      return { kind: 'state', state: entry.state };
    case 'facts': {
      const { title, incidentKind, severity } = entry;
      return { kind: 'facts', title, incidentKind, severity };
    }
    case 'place':
      return { kind: 'place', place: entry.place };
    case 'alarm': {
      const found = alarm(entry.alarm);
      const text = found ? found.name : entry.alarm;
      return { kind: 'alarm', id: entry.alarm, text, simulated: found?.simulated === true };
    }
    case 'lead':
      return { kind: 'lead', lead: crew.find(({ id }) => id === entry.to) ?? null };
    case 'task': {
      const { text, owner, dueAt } = entry;
      return { kind: 'task', id: `t${n}`, text, owner, dueAt: dueAt === null ? null : Date.parse(dueAt) };
    }
    case 'task-done': {
      const text = incident.tasks.find(({ id }) => id === entry.task)?.text ?? '';
      return { kind: 'task-done', id: entry.task, text };
    }
    case 'person': {
      const { name, role, phone } = entry;
      return { kind: 'person', id: `p${n}`, name, role, phone };
    }
    case 'person-left': {
      const name = incident.people.find(({ id }) => id === entry.person)?.name ?? '';
      return { kind: 'person-left', id: entry.person, name };
    }
    case 'close': {
      const { summary, cause, lessons, openTasks } = entry;
      return { kind: 'closed', summary, cause, lessons, openTasks };
    }
    case 'reopen':
      return { kind: 'reopened', reason: entry.reason };
  }
}
