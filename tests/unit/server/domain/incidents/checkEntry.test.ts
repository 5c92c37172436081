import { describe, expect, it } from 'vitest';
import { type IncidentEntry, incidentLimits } from '#shared/model/incident.ts';
import { checkEntry } from '../../../../../server/domain/incidents/checkEntry.ts';
import { buildIncident } from '../../../../support/incidentBuilders.ts';

const key = 'entry-0001';
const task = { kind: 'task', id: 't2', text: 'Kirim perahu', owner: null, dueAt: null } as const;
const closure = { summary: 'Air surut, jalan dibuka.', cause: null, lessons: null, openTasks: null };
const close = { kind: 'close', key, ...closure } as const;
const note = { kind: 'note', key, text: 'x' } as const;
const reopen = { kind: 'reopen', key, reason: 'Air naik lagi' } as const;
const closed = { kind: 'closed', ...closure } as const;
const notes = (count: number) => Array.from({ length: count }, () => ({ kind: 'note', text: 'x' }) as const);

function codeOf(incident: ReturnType<typeof buildIncident>, entry: IncidentEntry): string | null {
  return checkEntry(incident, entry)?.code ?? null;
}

describe('checkEntry', () => {
  it('closes what has no open task', () => {
    expect(codeOf(buildIncident(), close)).toBeNull();
    expect(codeOf(buildIncident(task, { kind: 'task-done', id: 't2', text: '' }), close)).toBeNull();
  });

  it('closes over open tasks only with a reason, and says how many', () => {
    expect(checkEntry(buildIncident(task), close)).toEqual({
      pointer: '/openTasks',
      code: 'incident_open_tasks',
      params: { count: 1 },
    });
    expect(codeOf(buildIncident(task), { ...close, openTasks: 'Dilanjutkan Dinas PU' })).toBeNull();
  });

  it.each([
    note,
    close,
    { kind: 'state', key, state: 'handled' },
    { kind: 'lead', key, to: null },
    { kind: 'task-done', key, task: 't2' },
  ] as const)('takes no $kind once it is closed', (entry) => {
    expect(codeOf(buildIncident(task, closed), entry)).toBe('incident_closed');
  });

  it('reopens what is closed and nothing else', () => {
    expect(codeOf(buildIncident(closed), reopen)).toBeNull();
    expect(codeOf(buildIncident(), reopen)).toBe('incident_open');
  });

  it('finishes a task once, and lets a person leave once', () => {
    expect(codeOf(buildIncident(task), { kind: 'task-done', key, task: 't2' })).toBeNull();
    expect(codeOf(buildIncident(), { kind: 'task-done', key, task: 't2' })).toBe('incident_task');
    const person = { kind: 'person', id: 'p2', name: 'Dewi', role: 'BPBD', phone: null } as const;
    const leave = { kind: 'person-left', key, person: 'p2' } as const;
    expect(codeOf(buildIncident(person), leave)).toBeNull();
    const left = { kind: 'person-left', id: 'p2', name: 'Dewi' } as const;
    expect(codeOf(buildIncident(person, left), leave)).toBe('incident_person');
  });

  it('is bounded, and keeps room for its end when the log is full', () => {
    const full = buildIncident(...notes(incidentLimits.lines - 3));
    expect(codeOf(full, note)).toBe('incident_log_full');
    expect(codeOf(full, close)).toBeNull();
    expect(codeOf(buildIncident(...notes(incidentLimits.lines - 4)), note)).toBeNull();
    const last = buildIncident(...notes(incidentLimits.lines - 3), closed);
    expect(codeOf(last, reopen)).toBe('incident_log_full');
    const tasks = Array.from({ length: incidentLimits.tasks }, () => task);
    expect(codeOf(buildIncident(...tasks), { kind: 'task', key, text: 'x', owner: null, dueAt: null })).toBe(
      'too_many',
    );
    const person = { kind: 'person', id: 'p', name: 'Dewi', role: 'BPBD', phone: null } as const;
    const people = Array.from({ length: incidentLimits.people }, () => person);
    const { id: _id, ...more } = person;
    expect(codeOf(buildIncident(...people), { ...more, key })).toBe('too_many');
  });

  it('links an alarm once', () => {
    const linked = buildIncident({ kind: 'alarm', id: 'a1', text: 'x', simulated: false });
    expect(codeOf(linked, { kind: 'alarm', key, alarm: 'a1' })).toBe('incident_alarm_here');
    expect(codeOf(linked, { kind: 'alarm', key, alarm: 'a2' })).toBeNull();
  });
});
