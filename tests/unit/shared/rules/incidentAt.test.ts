import { describe, expect, it } from 'vitest';
import { incidentAt, toIncidentSummary } from '#shared/rules/incidentAt.ts';
import { buildIncident, buildLog, openedAt } from '../../../support/incidentBuilders.ts';

const minute = 60_000;
const task = {
  kind: 'task',
  id: 't2',
  text: 'Kirim perahu',
  owner: 'BPBD',
  dueAt: openedAt + 900_000,
} as const;
const person = { kind: 'person', id: 'p3', name: 'Dewi', role: 'BPBD', phone: null } as const;
const closed = {
  kind: 'closed',
  summary: 'Air surut, jalan dibuka.',
  cause: null,
  lessons: null,
  openTasks: null,
} as const;
const log = buildLog(
  task,
  person,
  { kind: 'state', state: 'handled' },
  { kind: 'lead', lead: { id: 'budi', name: 'Budi' } },
  { kind: 'task-done', id: 't2', text: task.text },
  { kind: 'person-left', id: 'p3', name: 'Dewi' },
  closed,
  { kind: 'reopened', reason: 'Air naik lagi' },
);
const at = (minutes: number) => incidentAt({ id: 'x', version: 9, log }, openedAt + minutes * minute);

describe('incidentAt', () => {
  it('is nothing before it was opened, and nothing where the log does not begin with the opening', () => {
    expect(at(-1)).toBeNull();
    expect(incidentAt({ id: 'x', version: 1, log: log.slice(1) })).toBeNull();
  });

  it('gives the incident as it stood at every instant', () => {
    expect(at(0)).toMatchObject({ state: 'open', tasks: [], people: [], lead: null });
    expect(at(0)?.log).toHaveLength(1);
    expect(at(1.5)?.tasks).toMatchObject([{ id: 't2', doneAt: null, addedAt: openedAt + minute }]);
    expect(at(3)).toMatchObject({ state: 'handled', lead: null });
    expect(at(4)?.lead).toEqual({ id: 'budi', name: 'Budi' });
    expect(at(5)?.tasks).toMatchObject([{ doneAt: openedAt + 5 * minute, doneBy: 'Ani' }]);
    expect(at(6)?.people).toMatchObject([{ name: 'Dewi', leftAt: openedAt + 6 * minute }]);
    expect(at(7)).toMatchObject({
      state: 'closed',
      closedAt: openedAt + 7 * minute,
      closure: { by: 'Ani', summary: closed.summary },
    });
    expect(at(8)).toMatchObject({ state: 'open', closedAt: null, closure: null });
  });

  it('takes facts and place as they were last told, and what is simulated for good', () => {
    const incident = buildIncident(
      { kind: 'facts', title: 'Banjir meluas', incidentKind: 'flood', severity: 'critical' },
      { kind: 'alarm', id: 'a1', text: 'Tinggi muka air', simulated: true },
      { kind: 'note', text: 'Air 40 cm' },
    );
    expect(incident).toMatchObject({ title: 'Banjir meluas', severity: 'critical', simulated: true });
    expect(incident.alarms).toEqual([{ id: 'a1', text: 'Tinggi muka air' }]);
  });
});

describe('toIncidentSummary', () => {
  it('counts open tasks and names the one that is due first', () => {
    const early = { ...task, id: 't3', dueAt: openedAt + 1 };
    const incident = buildIncident(task, early, { ...task, id: 't4', dueAt: null });
    expect(toIncidentSummary(incident)).toMatchObject({ openTasks: 3, nextDueAt: openedAt + 1 });
  });

  it('holds neither people nor tasks nor the log', () => {
    const summary = toIncidentSummary(buildIncident(task, person));
    for (const name of ['people', 'tasks', 'log', 'closure']) expect(summary).not.toHaveProperty(name);
  });
});
