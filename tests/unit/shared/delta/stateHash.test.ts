import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLiveState } from '../../../../server/domain/live/createLiveState.ts';
import type { StreamStep } from '../../../../server/domain/live/liveState.ts';
import type { SeriesChange } from '../../../../server/domain/readings/readingStore.ts';
import { createStateTrace } from '../../../../server/domain/walls/createStateTrace.ts';
import {
  addHash,
  hashAlarms,
  hashRecord,
  hashState,
  removeHash,
} from '../../../../shared/delta/stateHash.ts';
import { indicatorIdSchema } from '../../../../shared/model/ids.ts';
import { maxLiveEvents } from '../../../../shared/protocol/limits.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';
import { buildEvent, buildFeed, buildRecord } from '../../../support/liveBuilders.ts';

const recordOf = (id: string) => buildRecord({ indicator: indicatorIdSchema.parse(id) });

const records = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((number) =>
        fc.record({
          number: fc.constant(number),
          value: fc.option(fc.double({ noNaN: true }), { nil: null }),
          observedAt: fc.integer({ min: 0, max: 2e12 }),
        }),
      ),
    ),
  )
  .map((list) => list.map(toRecord));

function toRecord({
  number,
  value,
  observedAt,
}: {
  number: number;
  value: number | null;
  observedAt: number;
}) {
  return { ...recordOf(`living-a${number}`), value, observedAt };
}

describe('the hash of a state', () => {
  it('does not depend on the order in which it is held', () => {
    fc.assert(
      fc.property(records, fc.infiniteStream(fc.nat()), (list, random) => {
        const [events, feeds] = [
          [buildEvent('a'), buildEvent('b')],
          [buildFeed('x'), buildFeed('y')],
        ];
        const shuffled = [...list]
          .map((record) => [record, random.next().value] as const)
          .sort((a, b) => a[1] - b[1])
          .map(([record]) => record);
        const alarms = [buildAlarm({ id: 'a' }), buildAlarm({ id: 'b', state: 'acknowledged' })];
        expect(
          hashState({
            records: shuffled,
            events: events.toReversed(),
            feeds: feeds.toReversed(),
            alarms: alarms.toReversed(),
          }),
        ).toBe(hashState({ records: list, events, feeds, alarms }));
      }),
    );
  });

  it('changes with every part that a wall paints of a figure', () => {
    const record = recordOf('living-a');
    const others = [
      { ...record, value: 5.000001 },
      { ...record, value: null },
      { ...record, value: 0 },
      { ...record, observedAt: record.observedAt + 1 },
      { ...record, quality: 'bad' as const },
      { ...record, verification: 'restated' as const },
      { ...record, area: '32.16.02' as typeof record.area },
      recordOf('living-b'),
    ];
    expect(new Set([record, ...others].map(hashRecord)).size).toBe(others.length + 1);
  });

  it('takes a negative zero for the zero that the wire makes of it', () => {
    const record = recordOf('living-a');
    expect(hashRecord({ ...record, value: -0 })).toBe(hashRecord({ ...record, value: 0 }));
  });

  it('tells where an alarm was acknowledged, shelved or raised again', () => {
    const alarms = [
      buildAlarm(),
      buildAlarm({ state: 'acknowledged', acknowledgedAt: 5 }),
      buildAlarm({ state: 'shelved', shelvedUntil: 9 }),
      buildAlarm({ count: 2 }),
    ];
    const hashes = alarms.map((alarm) => hashAlarms([alarm]));
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('tells where two figures have changed places', () => {
    const [a, b] = [recordOf('living-a'), recordOf('living-b')];
    const of = (list: (typeof a)[]) => hashState({ records: list, events: [], feeds: [], alarms: [] });
    expect(
      of([
        { ...a, value: 1 },
        { ...b, value: 2 },
      ]),
    ).not.toBe(
      of([
        { ...a, value: 2 },
        { ...b, value: 1 },
      ]),
    );
  });

  it('takes out exactly what was put in', () => {
    const hash = fc.integer({ min: 0, max: 2 ** 52 - 1 });
    fc.assert(
      fc.property(hash, hash, (sum, one) => {
        expect(removeHash(addHash(sum, one), one)).toBe(sum);
      }),
    );
  });

  it('leaves out the oldest events of a full list, of which either side may keep another', () => {
    const list = (last: string) =>
      Array.from({ length: maxLiveEvents }, (_, place) => ({
        ...buildEvent(place === maxLiveEvents - 1 ? last : `e${place}`),
        startsAt: place === maxLiveEvents - 1 ? 1 : 100 + place,
      }));
    const of = (events: ReturnType<typeof list>) => hashState({ records: [], events, feeds: [], alarms: [] });
    expect(of(list('one'))).toBe(of(list('another')));
    expect(of(list('one').slice(1))).not.toBe(of(list('another').slice(1)));
  });
});

const step = fc.record({
  changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 50 })), {
    maxLength: 5,
  }),
  event: fc.option(fc.integer({ min: 0, max: 5 })),
  feed: fc.option(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean())),
});

function openTraced() {
  const live = createLiveState({ epoch: 'e', seq: 0, changes: [], events: [], feeds: [] });
  const trace = createStateTrace(live);
  const hash = () =>
    hashState({
      records: [...live.listChanges()].map(({ record }) => record),
      events: live.listEvents().map(({ event }) => event),
      feeds: live.listFeeds().map(({ feed }) => feed),
      alarms: live.listAlarms(),
    });
  const toChange = (number: number, value: number, seq: number): SeriesChange => ({
    seriesNumber: number,
    seq,
    record: { ...recordOf(`living-a${number}`), value },
  });
  return { live, trace, hash, toChange };
}

describe('the trace of the present', () => {
  it('holds after every step what a wall computes from everything', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { live, trace, hash, toChange } = openTraced();
        const past: { seq: number; hash: number }[] = [];
        steps.forEach(({ changes, event, feed }, place) => {
          const seq = (place + 1) * 3;
          const next: StreamStep = {
            seq,
            changes: changes.map(([number, value]) => toChange(number, value, seq)),
            events: event === null ? [] : [{ seq, event: { ...buildEvent(`e${event}`), recordedAt: seq } }],
            feeds: feed === null ? [] : [{ ...buildFeed(`f${feed[0]}`), state: feed[1] ? 'up' : 'down' }],
          };
          live.apply(next);
          past.push({ seq, hash: hash() });
        });
        for (const one of past) {
          expect(trace.compare({ epoch: 'e', ...one })).toBe('same');
          // Between two steps the older one stands.
          expect(trace.compare({ epoch: 'e', seq: one.seq + 1, hash: one.hash })).toBe(
            one.seq === live.seq ? 'unknown' : 'same',
          );
          expect(trace.compare({ epoch: 'e', seq: one.seq, hash: one.hash + 1 })).toBe('different');
        }
      }),
    );
  });

  it('takes either state of a number that a late step shares with its successor', () => {
    const { live, trace, hash, toChange } = openTraced();
    live.apply({ seq: 5, changes: [toChange(1, 1, 5)], events: [], feeds: [] });
    const before = hash();
    live.apply({ seq: 4, changes: [toChange(2, 1, 4)], events: [], feeds: [] });
    expect(hash()).not.toBe(before);
    for (const held of [before, hash()])
      expect(trace.compare({ epoch: 'e', seq: 5, hash: held })).toBe('same');
  });

  it('does not judge what it no longer holds, and calls another lineage different', () => {
    const { live, trace, hash, toChange } = openTraced();
    for (let seq = 1; seq <= 5_000; seq += 1)
      live.apply({ seq, changes: [toChange(1, seq, seq)], events: [], feeds: [] });
    expect(trace.compare({ epoch: 'e', seq: 10, hash: 1 })).toBe('unknown');
    expect(trace.compare({ epoch: 'e', seq: 4_999, hash: 1 })).toBe('different');
    expect(trace.compare({ epoch: 'e', seq: 6_000, hash: hash() })).toBe('unknown');
    expect(trace.compare({ epoch: 'f', seq: 5_000, hash: hash() })).toBe('different');
    trace.stop();
  });
});
