import type { AlarmHistory, PastDuty, PastIncident, RoomSituation } from '#shared/model/situation.ts';
import { maxAlarmVersions } from '#shared/protocol/limits.ts';
import { compareRaised } from '#shared/rules/alarmOrder.ts';
import type { AlarmStore, AlarmVersion } from '../domain/alarms/alarmStore.ts';
import type { PastView } from '../domain/past/createPast.ts';
import { ProblemError } from './answers.ts';
import { watching } from './deskCaller.ts';
import { createQueryReader, type QueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of the past. */
export interface SituationRouteParts {
  readonly past: PastView;
  readonly store: Pick<AlarmStore, 'listAlarmsAt' | 'listAlarmVersions'>;
  readonly dutyAt: (at: number) => Promise<PastDuty>;
  readonly incidentsAt: (at: number) => Promise<readonly PastIncident[]>;
  readonly now: () => number;
}

/** The situation at an instant: what was on screen then, and what the room did. */
export function createSituationRoutes(parts: SituationRouteParts): RouteDefinition[] {
  const { past, store, dutyAt, incidentsAt, now } = parts;
  return [
    {
      method: 'get',
      path: '/api/v1/situation',
      access: { kind: 'viewing' },
      async handle(request, response) {
        const query = createQueryReader(request, ['at', 'seq']);
        const seq = readSeq(query);
        const at = readPastInstant(query, now());
        const situation = await past.at(at, seq);
        assertKept(at, situation.keptSince);
        response.set('Cache-Control', 'no-store').json(situation);
      },
    },
    {
      method: 'get',
      path: '/api/v1/situation/room',
      access: watching,
      async handle(request, response) {
        const at = readPastInstant(createQueryReader(request, ['at']), now());
        assertKept(at, await past.keptSince());
        const [stored, duty, incidents] = await Promise.all([
          store.listAlarmsAt(at),
          dutyAt(at),
          incidentsAt(at),
        ]);
        const answer: RoomSituation = {
          at,
          alarms: stored
            .map(({ alarm, acknowledgedBy, assignee }) => ({ ...alarm, acknowledgedBy, assignee }))
            .sort(compareRaised),
          duty,
          incidents: [...incidents],
        };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
    {
      method: 'get',
      path: '/api/v1/alarms/history',
      access: { kind: 'viewing' },
      async handle(request, response) {
        const query = createQueryReader(request, ['from', 'to']);
        for (const name of ['from', 'to']) if (!query.text(name)) query.fault(name, 'required');
        const [from, to] = [query.instant('from') ?? 0, query.instant('to') ?? 0];
        query.assertGood();
        if (to < from) query.fault('to', 'order');
        query.assertGood();
        const versions = await store.listAlarmVersions({ from, to, limit: maxAlarmVersions });
        const answer: AlarmHistory = {
          isWhole: versions.length < maxAlarmVersions,
          items: versions.map(toItem),
        };
        response.set('Cache-Control', 'no-store').json(answer);
      },
    },
  ];
}

function readSeq(query: QueryReader): number | undefined {
  return query.text('seq') === undefined ? undefined : query.integer('seq', 0, Number.MAX_SAFE_INTEGER, 0);
}

function readPastInstant(query: QueryReader, now: number): number {
  const at = query.instant('at');
  if (query.text('at') === undefined) query.fault('at', 'required');
  else if (at !== undefined && at > now) query.fault('at', 'not_past');
  query.assertGood();
  return at ?? now;
}

/** What is no longer kept would look as if it had never been. */
function assertKept(at: number, since: number): void {
  if (at >= since) return;
  const params = { since: new Date(since).toISOString() };
  throw new ProblemError('invalid', [{ pointer: '?at', code: 'not_kept', params }]);
}

function toItem({ from, to, stored: { alarm } }: AlarmVersion): AlarmHistory['items'][number] {
  const { id, kind, name, area, indicator, subject, text } = alarm;
  const { severity, priority, state, count, simulated, raisedAt } = alarm;
  const life = { severity, priority, state, count, simulated, raisedAt, from, to };
  return { id, kind, name, area, indicator, subject, text, ...life };
}
