import { type Incident, type IncidentEntry, incidentLimits } from '#shared/model/incident.ts';

/** Why an entry is not taken, at its place in the body. */
export interface IncidentFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

type Checked = Pick<Incident, 'state' | 'log' | 'tasks' | 'people' | 'alarms'>;

const fault = (pointer: string, code: string, params: IncidentFault['params'] = {}): IncidentFault => ({
  pointer,
  code,
  params,
});

/** What speaks against an entry as the incident stands; null for nothing. Pure. */
export function checkEntry(incident: Checked, entry: IncidentEntry): IncidentFault | null {
  if (incident.state === 'closed' && entry.kind !== 'reopen') return fault('/kind', 'incident_closed');
  // The last lines are kept for the closure: an incident must not be stuck open because its log is full.
  const room = entry.kind === 'close' ? 0 : entry.kind === 'reopen' ? 1 : 2;
  if (incident.log.length >= incidentLimits.lines - room)
    return fault('/kind', 'incident_log_full', { max: incidentLimits.lines });
  return checkKind(incident, entry);
}

function checkKind(incident: Checked, entry: IncidentEntry): IncidentFault | null {
  switch (entry.kind) {
    case 'note':
    case 'facts':
    case 'place':
    case 'lead':
      return null;
    case 'state':
      return incident.state === entry.state ? fault('/state', 'incident_same') : null;
    case 'task':
      return incident.tasks.length >= incidentLimits.tasks
        ? fault('/text', 'too_many', { max: incidentLimits.tasks })
        : null;
    case 'task-done':
      return incident.tasks.some(({ id, doneAt }) => id === entry.task && doneAt === null)
        ? null
        : fault('/task', 'incident_task');
    case 'person':
      return incident.people.length >= incidentLimits.people
        ? fault('/name', 'too_many', { max: incidentLimits.people })
        : null;
    case 'person-left':
      return incident.people.some(({ id, leftAt }) => id === entry.person && leftAt === null)
        ? null
        : fault('/person', 'incident_person');
    case 'alarm':
      return checkAlarm(incident, entry.alarm);
    case 'close':
      return checkClosure(incident, entry.openTasks);
    case 'reopen':
      return incident.state === 'closed' ? null : fault('/kind', 'incident_open');
  }
}

function checkAlarm({ alarms }: Checked, alarm: string): IncidentFault | null {
  if (alarms.some(({ id }) => id === alarm)) return fault('/alarm', 'incident_alarm_here');
  return alarms.length >= incidentLimits.alarms
    ? fault('/alarm', 'too_many', { max: incidentLimits.alarms })
    : null;
}

function checkClosure({ tasks }: Checked, reason: string | null): IncidentFault | null {
  const count = tasks.filter(({ doneAt }) => doneAt === null).length;
  return count > 0 && reason === null ? fault('/openTasks', 'incident_open_tasks', { count }) : null;
}
