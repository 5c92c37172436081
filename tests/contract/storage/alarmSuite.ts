import { describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { AlarmInput } from '#shared/rules/alarmLife.ts';
import type { AlarmChange, StoredAlarm } from '../../../server/domain/alarms/alarmStore.ts';
import { genesisHash, hashEntry } from '../../../server/domain/audit/hashEntry.ts';
import type { Store } from '../../../server/domain/store.ts';
import {
  buildAlarmChange,
  buildCondition,
  buildRule,
  buildStoredAlarm,
} from '../../support/alarmBuilders.ts';
import { buildEvent, buildFeed } from '../../support/liveBuilders.ts';
import { buildBatch, buildReading, type Engine, startAt, useStore } from './engine.ts';

const river = buildRule('river');
const area = '32.16.09' as AreaCode;
const day = 86_400_000;
const policy = { secondsDays: 90, minutesDays: 730, outboxDays: 7, idempotencyDays: 7, alarmDays: 30 };

type Step = readonly [afterMs: number, deed: AlarmChange['deed'], input: AlarmInput];
const raise: Step = [0, 'raise', { kind: 'raise' }];

/** Changes of one alarm, each on top of those before. */
function toCourse(key: string, steps: readonly Step[], more: object = {}): AlarmChange[] {
  const condition = buildCondition(river, key, {
    area,
    indicator: 'environment-pm25' as IndicatorId,
    value: 120.5,
    limit: 100,
    point: [107.1, -6.2],
    ...more,
  });
  return steps.map(([afterMs, deed], index) => {
    const inputs = steps.slice(0, index + 1).map(([ms, , input]) => [startAt + ms, input] as const);
    return buildAlarmChange(buildStoredAlarm(condition, inputs), deed, startAt + afterMs);
  });
}

async function expectWholeChain(store: Store, count: number): Promise<void> {
  const entries = await store.walkAudit(0, 1_000);
  let previous = genesisHash;
  for (const [index, { n, body, hash }] of entries.entries()) {
    expect([n, hashEntry(previous, n, body)]).toEqual([index + 1, hash]);
    previous = hash;
  }
  expect(await store.auditHead()).toEqual({ n: count, hash: previous });
}

const idsOf = (stored: readonly StoredAlarm[]) => stored.map(({ alarm }) => `${alarm.id} ${alarm.state}`);

/** Suite of alarms and of the versions of alarms, links and events. */
export function describeAlarms(engine: Engine): void {
  describe(`alarms on ${engine.name}`, () => {
    const own = useStore(engine);

    it('keeps each step with its entry in the one stream, and everything that is not normal over a reopening', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      const [raised, acknowledged] = toCourse('a', [raise, [10, 'acknowledge', { kind: 'acknowledge' }]]);
      const [other] = toCourse('b', [raise], { victims: ['x|32.16', 'y|32.16'], text: 'kutip " dan \u2028' });
      expect(await own.store.putAlarms([raised!, other!])).toBe(3);
      const by = { acknowledgedBy: 'Ani', assignee: { id: 'u1', name: 'Budi' } };
      const kept = { ...acknowledged!, stored: { ...acknowledged!.stored, ...by } };
      expect(await own.store.putAlarms([kept])).toBe(4);
      await own.store.close();
      own.store = await own.place.open();
      expect(await own.store.loadAlarms()).toEqual([kept.stored, other!.stored]);
      expect((await own.store.head()).seq).toBe(4);
      await expectWholeChain(own.store, 4);
      expect(
        (await own.store.listAudit({ limit: 9, subject: 'river|a', ofReadings: false })).map(
          (one) => one.action,
        ),
      ).toEqual(['alarm.acknowledge', 'alarm.raise']);
    });

    it('keeps none of several steps where one cannot be written', async () => {
      const [good] = toCourse('a', [raise]);
      const [bad] = toCourse('b', [raise]);
      const broken = { ...bad!, deed: null as unknown as AlarmChange['deed'] };
      await expect(own.store.putAlarms([good!, broken])).rejects.toThrow();
      expect(await own.store.loadAlarms()).toEqual([]);
      expect(await own.store.head()).toMatchObject({ seq: 0 });
      expect((await own.store.auditHead()).n).toBe(0);
      await own.store.putAlarms([good!]);
      expect(idsOf(await own.store.loadAlarms())).toEqual(['river|a unacknowledged']);
      await expectWholeChain(own.store, 1);
    });

    it('knows what was open at any instant, also within one transaction, and forgets what became normal', async () => {
      const course = toCourse('a', [
        raise,
        [0, 'suppress', { kind: 'suppress', by: 'x' }],
        [100, 'unsuppress', { kind: 'unsuppress' }],
        [200, 'return', { kind: 'return' }],
        [300, 'acknowledge', { kind: 'acknowledge' }],
      ]);
      await own.store.putAlarms(course.slice(0, 2));
      for (const change of course.slice(2)) await own.store.putAlarms([change]);
      const at = async (afterMs: number) => idsOf(await own.store.listAlarmsAt(startAt + afterMs));
      expect(await at(-1)).toEqual([]);
      expect(await at(0)).toEqual(['river|a suppressed']);
      expect(await at(99)).toEqual(['river|a suppressed']);
      expect(await at(100)).toEqual(['river|a unacknowledged']);
      expect(await at(299)).toEqual(['river|a returned']);
      expect(await at(300)).toEqual([]);
      expect(await own.store.loadAlarms()).toEqual([]);
    });

    it('lists versions of a span by series, without those that lasted no time, and the newest where there are too many', async () => {
      const course = toCourse('a', [
        raise,
        [0, 'suppress', { kind: 'suppress', by: 'x' }],
        [100, 'unsuppress', { kind: 'unsuppress' }],
        [200, 'return', { kind: 'return' }],
        [300, 'acknowledge', { kind: 'acknowledge' }],
        [400, 'raise', { kind: 'raise' }],
      ]);
      await own.store.putAlarms(course);
      await own.store.putAlarms(toCourse('b', [[50, 'raise', { kind: 'raise' }]], { area: '32.16.10' }));
      const list = async (from: number, to: number, more: object = { area }, limit = 100) =>
        (await own.store.listAlarmVersions({ from: startAt + from, to: startAt + to, limit, ...more })).map(
          ({ from: begin, to: end, stored: { alarm } }) => [
            begin - startAt,
            end && end - startAt,
            alarm.state,
          ],
        );
      const all = [
        [0, 100, 'suppressed'],
        [100, 200, 'unacknowledged'],
        [200, 300, 'returned'],
        [400, null, 'unacknowledged'],
      ];
      expect(await list(0, 1_000)).toEqual(all);
      expect(await list(0, 1_000, { indicator: 'environment-pm25', area })).toEqual(all);
      expect(await list(0, 1_000, { indicator: 'other' })).toEqual([]);
      expect(await list(0, 1_000, {})).toHaveLength(5);
      expect(await list(150, 250)).toEqual(all.slice(1, 3));
      expect(await list(300, 399)).toEqual([all[2]]);
      expect(await list(301, 399)).toEqual([]);
      expect(await list(0, 1_000, { area }, 2)).toEqual(all.slice(2));
    });

    it('lists raises that somebody had to notice, not those that were held quiet', async () => {
      await own.store.putAlarms([
        ...toCourse('a', [raise, [10, 'return', { kind: 'return' }], [20, 'raise-again', { kind: 'raise' }]]),
        ...toCourse('b', [[30, 'raise', { kind: 'raise', suppressedBy: 'x' }]]),
        ...toCourse('c', [[40, 'raise', { kind: 'raise', outOfService: true }]]),
      ]);
      const shelved = toCourse('d', [
        [50, 'raise', { kind: 'raise' }],
        [51, 'shelve', { kind: 'shelve', until: startAt + 100_000 }],
        [52, 'return', { kind: 'return' }],
        [53, 'raise-again', { kind: 'raise' }],
      ]);
      for (const change of shelved) await own.store.putAlarms([change]);
      const list = async (since: number) =>
        (await own.store.listRaises(startAt + since)).map(({ rule, at }) => [rule, at - startAt]);
      expect(await list(0)).toEqual([
        ['river', 0],
        ['river', 20],
        ['river', 50],
      ]);
      expect(await list(20)).toHaveLength(2);
    });

    it('keeps versions in the order of the stream when the clock goes back', async () => {
      const [raised] = toCourse('a', [[1_000, 'raise', { kind: 'raise' }]]);
      const [, returned] = toCourse('a', [
        [1_000, 'raise', { kind: 'raise' }],
        [-5_000, 'return', { kind: 'return' }],
      ]);
      await own.store.putAlarms([raised!]);
      await own.store.putAlarms([returned!]);
      expect(idsOf(await own.store.loadAlarms())).toEqual(['river|a returned']);
      expect(idsOf(await own.store.listAlarmsAt(startAt + 1_000))).toEqual(['river|a returned']);
      expect(await own.store.listAlarmsAt(startAt - 5_000)).toEqual([]);
      const versions = await own.store.listAlarmVersions({ from: 0, to: startAt + day, limit: 10 });
      for (const { from, to } of versions) expect(to ?? Number.MAX_SAFE_INTEGER).toBeGreaterThan(from);
    });

    it('takes names and words as they are, whatever they mean to a database', async () => {
      const name = `%_'"\\; DROP TABLE alarm; --|${'x'.repeat(100)}`;
      await own.store.putAlarms(toCourse(name, [raise]));
      await own.store.putAlarms(toCourse('other', [raise]));
      const subject = `river|${name}`;
      expect(
        await own.store.listAudit({ subject, action: 'alarm.', ofReadings: false, limit: 9 }),
      ).toHaveLength(1);
      expect(await own.store.listAudit({ subject: '%', limit: 9 })).toEqual([]);
      expect((await own.store.loadAlarms()).map(({ alarm }) => alarm.id)).toContain(subject);
    });

    it('lets versions go that have been over for long, and nothing that still is', async () => {
      const course = toCourse('a', [
        raise,
        [10, 'return', { kind: 'return' }],
        [20, 'acknowledge', { kind: 'acknowledge' }],
      ]);
      await own.store.putAlarms([...course, ...toCourse('b', [raise])]);
      await own.store.putLinks([buildFeed('f')]);
      await own.store.putLinks([buildFeed('f', { state: 'down' })]);
      const before = await own.store.maintain(policy, startAt + 29 * day);
      expect(before.versionsPruned).toBe(0);
      const after = await own.store.maintain(policy, startAt + 31 * day);
      expect(after.versionsPruned).toBe(3 + 1);
      expect(idsOf(await own.store.loadAlarms())).toEqual(['river|b unacknowledged']);
      expect(await own.store.listAlarmVersions({ from: 0, to: startAt + day, limit: 10 })).toHaveLength(1);
      const { links } = await own.store.readPast({ at: startAt + 40 * day, events: 1 });
      expect(links).toMatchObject([{ id: 'f', state: 'down' }]);
      await expectWholeChain(own.store, 4);
    });
  });

  describePast(engine);
}

function describePast(engine: Engine): void {
  describe(`links and events as they were on ${engine.name}`, () => {
    const own = useStore(engine);
    // The engines of the suite stamp links and events with one fixed clock; the stream's own clock moves it on.
    const moveTo = (afterMs: number) =>
      own.store.putAlarms(toCourse(`t${afterMs}`, [[afterMs, 'raise', { kind: 'raise' }]]));
    const pastAt = (afterMs: number, events = 10) => own.store.readPast({ at: startAt + afterMs, events });
    const linksAt = async (afterMs: number) =>
      (await pastAt(afterMs)).links.map(({ id, state }: FeedState) => `${id} ${state}`).sort();
    const eventsAt = async (afterMs: number, limit = 10) =>
      (await pastAt(afterMs, limit)).events.map(({ id, severity }: RegionEvent) => `${id} ${severity}`);

    it('tells links by the state that each was in, one version a state', async () => {
      await own.store.putLinks([buildFeed('f'), buildFeed('g')]);
      await moveTo(100);
      await own.store.putLinks([buildFeed('f', { lastInAt: startAt + 100 })]);
      await moveTo(200);
      await own.store.putLinks([buildFeed('f', { state: 'down' })]);
      await own.store.close();
      own.store = await own.place.open();
      expect(await linksAt(-1)).toEqual([]);
      expect(await linksAt(150)).toEqual(['f up', 'g up']);
      expect(await linksAt(199)).toEqual(['f up', 'g up']);
      expect(await linksAt(200)).toEqual(['f down', 'g up']);
      expect((await own.store.loadLinks())[0]?.state).toBe('down');
    });

    it('tells events by the version that was known, newest first by start', async () => {
      const warned = (more: Partial<RegionEvent>) => buildEvent('w', { startsAt: startAt - 50, ...more });
      await own.store.putEvents([warned({ severity: 'minor' }), buildEvent('e', { startsAt: startAt - 10 })]);
      await moveTo(100);
      await own.store.putEvents([warned({ severity: 'severe' })]);
      await moveTo(200);
      await own.store.putEvents([warned({ severity: 'severe', state: 'cancelled' })]);
      expect(await eventsAt(-1)).toEqual([]);
      expect(await eventsAt(0)).toEqual(['e moderate', 'w minor']);
      expect(await eventsAt(100)).toEqual(['e moderate', 'w severe']);
      expect(await eventsAt(100, 1)).toEqual(['e moderate']);
      expect((await pastAt(200)).events[1]).toMatchObject({ state: 'cancelled' });
    });
  });
}
