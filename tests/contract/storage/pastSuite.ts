import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredAlarm } from '../../../server/domain/alarms/alarmStore.ts';
import type { Past } from '../../../server/domain/past/pastReader.ts';
import type { Store } from '../../../server/domain/store.ts';
import { hashState } from '../../../shared/delta/stateHash.ts';
import type { Alarm, AlarmEntry } from '../../../shared/model/alarm.ts';
import type { FeedState } from '../../../shared/model/feedState.ts';
import type { AreaCode } from '../../../shared/model/ids.ts';
import type { LiveRecord } from '../../../shared/model/reading.ts';
import { toNewLife } from '../../../shared/rules/alarmLife.ts';
import { buildFeed, buildEvent as buildRegionEvent } from '../../support/liveBuilders.ts';
import {
  buildBatch,
  buildNote,
  buildReading,
  type Engine,
  regency,
  sensor,
  startAt,
  useStore,
  yearly,
} from './engine.ts';

const areas = ['32.16', '32.16.01', '32.16.02'] as AreaCode[];
const far = Number.MAX_SAFE_INTEGER;

function buildStored(id: string, state: Alarm['state'], at: number, more: Partial<Alarm> = {}): StoredAlarm {
  const alarm: Alarm = {
    id,
    rule: 'river-high',
    kind: 'limit',
    name: { id: 'Sungai tinggi', en: 'River high' },
    severity: 'critical',
    priority: 'high',
    state,
    active: state !== 'normal',
    area: regency,
    indicator: sensor,
    subject: null,
    text: null,
    value: 3,
    limit: 2,
    point: null,
    raisedAt: at,
    changedAt: at,
    returnedAt: null,
    acknowledgedAt: state === 'acknowledged' ? at : null,
    shelvedUntil: state === 'shelved' ? at + 60_000 : null,
    escalatedAt: null,
    count: 1,
    victims: [],
    simulated: false,
    ...more,
  };
  return { alarm, life: toNewLife(at), acknowledgedBy: null, comment: null, assignee: null };
}

function putAlarm(store: Store, stored: StoredAlarm, at: number, deed: AlarmEntry['deed'] = 'raise') {
  return store.putAlarms([{ stored, deed, note: buildNote({ at, action: `alarm.${deed}` }) }]);
}

function readAt(store: Store, at: number, seq?: number): Promise<Past> {
  return store.readPast({ at, events: 200, ...(seq === undefined ? {} : { seq }) });
}

/** Moves the store's clock: what is stored next is stored at this instant. */
function tick(store: Store, ms: number) {
  return store.append(buildBatch([buildReading(ms, startAt + ms)], { receivedAt: startAt + ms }));
}

const link = (id: string, state: FeedState['state']): FeedState => ({ ...buildFeed(id), state });
const states = (past: Past) => past.alarms.map(({ alarm }) => [alarm.id, alarm.state]);
const values = (past: Past) => past.records.map(({ record }) => [record.observedAt - startAt, record.value]);

export function describePast(engine: Engine): void {
  describe(`the past on ${engine.name}`, () => {
    const own = useStore(engine);

    it('knows a reading from the very millisecond in which it was recorded, and none before', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)], { receivedAt: startAt + 100 }));
      expect(values(await readAt(own.store, startAt + 99))).toEqual([]);
      expect(values(await readAt(own.store, startAt + 100))).toEqual([[0, 1]]);
      expect(await readAt(own.store, startAt + 99)).toEqual({
        seq: 0,
        records: [],
        events: [],
        links: [],
        alarms: [],
      });
    });

    it('shows the value before a correction, then the correction with what it replaced', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)], { receivedAt: startAt + 10 }));
      const corrected = buildReading(2, startAt, { correction: true });
      await own.store.append(buildBatch([corrected], { receivedAt: startAt + 20 }));
      const [before] = (await readAt(own.store, startAt + 19)).records;
      expect(before).toMatchObject({
        record: { value: 1, verification: 'provisional' },
        wasValue: undefined,
      });
      const [after] = (await readAt(own.store, startAt + 20)).records;
      expect(after).toMatchObject({ record: { value: 2, verification: 'restated' }, wasValue: 1 });
      expect((await readAt(own.store, startAt + 20, 1)).records[0]).toMatchObject({ record: { value: 1 } });
    });

    it('is not moved by a reading that came late, and by one of a clock that runs ahead', async () => {
      await own.store.append(buildBatch([buildReading(5, startAt + 1_000)], { receivedAt: startAt + 2_000 }));
      await own.store.append(buildBatch([buildReading(4, startAt)], { receivedAt: startAt + 3_000 }));
      expect(values(await readAt(own.store, startAt + 4_000))).toEqual([[1_000, 5]]);
      const ahead = buildReading(6, startAt + 5_000 + 299_000);
      await own.store.append(buildBatch([ahead], { receivedAt: startAt + 5_000 }));
      expect(values(await readAt(own.store, startAt + 5_000))).toEqual([[304_000, 6]]);
      expect(values(await readAt(own.store, startAt + 4_999))).toEqual([[1_000, 5]]);
    });

    it('calls a value verified from its last step on, by instant and by number', async () => {
      await own.store.append(
        buildBatch([buildReading(1, startAt, { indicator: yearly })], { receivedAt: startAt + 10 }),
      );
      const step = { indicator: yearly, area: regency, observedAt: startAt, version: 1 };
      await own.store.addSteps([{ ...step, step: 1, final: false }], buildNote({ at: startAt + 20 }));
      const { seq } = await own.store.addSteps(
        [{ ...step, step: 2, final: true }],
        buildNote({ at: startAt + 30 }),
      );
      expect(seq).toBe(2);
      const wordAt = async (at: number, bound?: number) => {
        const { records } = await readAt(own.store, startAt + at, bound);
        return records[0]?.record.verification;
      };
      expect([await wordAt(29), await wordAt(30), await wordAt(30, 1)]).toEqual([
        'provisional',
        'verified',
        'provisional',
      ]);
      expect((await readAt(own.store, startAt + 30)).seq).toBe(2);
    });

    it('shows alarms with their acknowledgement, from the millisecond of each step on', async () => {
      await putAlarm(own.store, buildStored('a', 'unacknowledged', startAt + 10), startAt + 10);
      await putAlarm(own.store, buildStored('a', 'acknowledged', startAt + 20), startAt + 20, 'acknowledge');
      await putAlarm(own.store, buildStored('b', 'unacknowledged', startAt + 25), startAt + 25);
      await putAlarm(own.store, buildStored('a', 'normal', startAt + 30), startAt + 30, 'return');
      const at = async (ms: number, seq?: number) => states(await readAt(own.store, startAt + ms, seq));
      expect(await at(9)).toEqual([]);
      expect(await at(10)).toEqual([['a', 'unacknowledged']]);
      expect(await at(19)).toEqual([['a', 'unacknowledged']]);
      expect(await at(20)).toEqual([['a', 'acknowledged']]);
      expect(await at(29)).toEqual([
        ['a', 'acknowledged'],
        ['b', 'unacknowledged'],
      ]);
      expect(await at(30)).toEqual([['b', 'unacknowledged']]);
      expect(await at(30, 3)).toEqual([
        ['a', 'acknowledged'],
        ['b', 'unacknowledged'],
      ]);
      expect(await at(100_000, 1)).toEqual([]);
      expect(await at(200_000)).toEqual([['b', 'unacknowledged']]);
      const stored = await own.store.listAlarmsAt(startAt + 20);
      expect(stored.map(({ alarm }) => [alarm.id, alarm.state])).toEqual([['a', 'acknowledged']]);
    });

    it('keeps the order of steps of an alarm when the clock is set back', async () => {
      await putAlarm(own.store, buildStored('a', 'unacknowledged', startAt + 5_000), startAt + 5_000);
      await putAlarm(
        own.store,
        buildStored('a', 'acknowledged', startAt + 1_000),
        startAt + 1_000,
        'acknowledge',
      );
      expect(states(await readAt(own.store, startAt + 4_999))).toEqual([]);
      expect(states(await readAt(own.store, startAt + 5_000))).toEqual([['a', 'acknowledged']]);
      expect(states(await readAt(own.store, startAt + 5_000, 1))).toEqual([['a', 'unacknowledged']]);
      await putAlarm(own.store, buildStored('a', 'normal', startAt + 2_000), startAt + 2_000, 'return');
      expect(states(await readAt(own.store, startAt + 9_000))).toEqual([]);
    });

    it('shows each event as it was told then, newest start first, no more than asked for', async () => {
      await tick(own.store, 10);
      await own.store.putEvents([
        buildRegionEvent('old', { startsAt: startAt }),
        buildRegionEvent('new', { startsAt: startAt + 5 }),
      ]);
      await tick(own.store, 20);
      await own.store.putEvents([buildRegionEvent('old', { startsAt: startAt, state: 'cancelled' })]);
      const at = async (ms: number, limit = 200) => {
        const { events } = await own.store.readPast({ at: startAt + ms, events: limit });
        return events.map(({ id, state }) => [id, state]);
      };
      expect(await at(9)).toEqual([]);
      expect(await at(19)).toEqual([
        ['new', 'active'],
        ['old', 'active'],
      ]);
      expect(await at(20)).toEqual([
        ['new', 'active'],
        ['old', 'cancelled'],
      ]);
      expect(await at(20, 1)).toEqual([['new', 'active']]);
    });

    it('shows links in the state they were in, and says since when it can', async () => {
      expect(await own.store.findPastSince()).toBeNull();
      await tick(own.store, 10);
      await own.store.putLinks([link('x', 'up')]);
      await tick(own.store, 20);
      await own.store.putLinks([{ ...link('x', 'up'), lastInAt: startAt + 20 }, link('y', 'waiting')]);
      await tick(own.store, 30);
      await own.store.putLinks([link('x', 'down')]);
      const at = async (ms: number) => {
        const { links } = await readAt(own.store, startAt + ms);
        return links.map(({ id, state }) => [id, state]).sort();
      };
      expect([await at(9), await at(19)]).toEqual([[], [['x', 'up']]]);
      expect(await at(29)).toEqual([
        ['x', 'up'],
        ['y', 'waiting'],
      ]);
      expect(await at(30)).toEqual([
        ['x', 'down'],
        ['y', 'waiting'],
      ]);
      expect(await own.store.findPastSince()).toBe(startAt + 10);
    });

    it('keeps the newest reading of a series that is let go, and loses the older ones', async () => {
      const day = 86_400_000;
      const readings = [buildReading(1, startAt), buildReading(2, startAt + day)];
      for (const reading of readings)
        await own.store.append(buildBatch([reading], { receivedAt: reading.observedAt }));
      await own.store.rollUp();
      const policy = { secondsDays: 90, minutesDays: 90, alarmDays: 730, outboxDays: 7, idempotencyDays: 7 };
      await own.store.maintain(policy, startAt + 200 * day);
      expect(values(await readAt(own.store, startAt + 100 * day))).toEqual([[day, 2]]);
      expect(values(await readAt(own.store, startAt + 1_000))).toEqual([]);
    });

    it('shows at every instant and number what the present was then, whatever happened in whatever order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 40 }), async (happenings) => {
          const place = await engine.createPlace();
          const store = await place.open();
          try {
            const seen = await play(store, happenings);
            for (const { at, seq, hash, records } of seen) {
              const past = await readAt(store, at, seq);
              const { links, ...rest } = past;
              const shown = past.records.map(({ record }) => record);
              expect(
                hashState({
                  ...rest,
                  feeds: links,
                  records: shown,
                  alarms: past.alarms.map(({ alarm }) => alarm),
                }),
              ).toBe(hash);
              expect(shown).toEqual(records.map(({ was: _, ...record }) => record));
              expect(past.records.map(({ wasValue }) => wasValue)).toEqual(
                records.map(({ was }) => was?.value),
              );
            }
            const last = new Map(seen.map((one) => [one.at, one]));
            for (const { at, records } of last.values())
              expect((await readAt(store, at, far)).records.map(({ record }) => record.value)).toEqual(
                records.map(({ value }) => value),
              );
          } finally {
            await store.close();
            await place.drop();
          }
        }),
        { seed: 3216, numRuns: 12 },
      );
    }, 120_000);
  });
}

const happening = fc.record({
  /** Milliseconds since the one before; often none at all. */
  afterMs: fc.constantFrom(0, 0, 1, 500, 90_000),
  what: fc.constantFrom('value', 'late', 'correct', 'verify', 'event', 'link', 'alarm'),
  number: fc.integer({ min: 0, max: 5 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Plays what happens and writes down, after each step, what is the present of the store itself. */
async function play(store: Store, happenings: readonly Happening[]) {
  const seen: { at: number; seq: number; hash: number; records: LiveRecord[] }[] = [];
  let at = startAt;
  const versions = new Map<string, { observedAt: number; version: number }>();
  for (const { afterMs, what, number } of happenings) {
    at += afterMs;
    // Whatever is stored next is stored at this instant, also what takes its time from the store's own clock.
    await store.append(
      buildBatch([buildReading(seen.length, startAt + seen.length, { indicator: sensor })], {
        receivedAt: at,
      }),
    );
    await step(store, { what, number, at, versions });
    const records = (await store.loadCurrent()).map(({ record }) => record);
    const events = (await store.listRecent(200)).map(({ event }) => event);
    const alarms = (await store.loadAlarms()).map(({ alarm }) => alarm);
    const hash = hashState({ records, events, feeds: await store.loadLinks(), alarms });
    seen.push({ at, seq: (await store.head()).seq, hash, records });
  }
  return seen;
}

interface Step {
  readonly what: Happening['what'];
  readonly number: number;
  readonly at: number;
  /** Newest instant of each area and its version. */
  readonly versions: Map<string, { observedAt: number; version: number }>;
}

async function step(store: Store, { what, number, at, versions }: Step): Promise<unknown> {
  const area = areas[number % 3] ?? regency;
  const known = versions.get(area);
  const append = (value: number, observedAt: number, correction = false) =>
    store.append(
      buildBatch([buildReading(value, observedAt, { indicator: yearly, area, correction })], {
        receivedAt: at,
      }),
    );
  switch (what) {
    case 'value': {
      if (known && known.observedAt === at) return null;
      versions.set(area, { observedAt: at, version: 1 });
      return append(number, at);
    }
    case 'late':
      return known ? append(number, known.observedAt - 1_000_000 - number) : null;
    case 'correct': {
      if (!known) return null;
      const { recorded } = await append(at + known.version, known.observedAt, true);
      if (recorded > 0) versions.set(area, { ...known, version: known.version + 1 });
      return recorded;
    }
    case 'verify': {
      if (!known) return null;
      const key = { indicator: yearly, area, observedAt: known.observedAt, version: known.version };
      return store.addSteps([{ ...key, step: 1, final: true }], buildNote({ at })).catch(() => null);
    }
    case 'event':
      return store.putEvents([
        buildRegionEvent(`e${number % 2}`, { state: number > 2 ? 'cancelled' : 'active', recordedAt: at }),
      ]);
    case 'link':
      return store.putLinks([link(`l${number % 2}`, number > 2 ? 'down' : 'up')]);
    case 'alarm': {
      const [state, deed] = alarmSteps[number] ?? alarmSteps[0];
      return putAlarm(store, buildStored(`a${number % 2}`, state, at), at, deed);
    }
  }
}

const alarmSteps = [
  ['unacknowledged', 'raise'],
  ['acknowledged', 'acknowledge'],
  ['shelved', 'shelve'],
  ['normal', 'return'],
  ['normal', 'return'],
  ['unacknowledged', 'raise-again'],
] as const satisfies readonly (readonly [Alarm['state'], AlarmEntry['deed']])[];
