import { describe, expect, it } from 'vitest';
import type { Store } from '../../../server/domain/store.ts';
import { buildBatch, buildReading, type Engine, regency, sensor, startAt, useStore } from './engine.ts';

const stepMs = 5_000;
const count = 4_000;
const day = 86_400_000;
const policy = { secondsDays: 1, minutesDays: 1, outboxDays: 1, idempotencyDays: 1, alarmDays: 1 };

function query(from: number, to: number, maxPoints: number) {
  return { indicator: sensor, area: regency, from, to, maxPoints };
}

async function fill(store: Store, spikeAt: number): Promise<void> {
  const readings = Array.from({ length: count }, (_, index) =>
    buildReading(index === spikeAt ? 999 : Math.sin(index / 100), startAt + index * stepMs),
  );
  for (let at = 0; at < count; at += 2_000) await store.append(buildBatch(readings.slice(at, at + 2_000)));
}

function highest(points: readonly (readonly (number | null)[])[]): number {
  return Math.max(...points.map((point) => point[3] ?? point[1] ?? 0));
}

export function describeHistory(engine: Engine): void {
  describe(`history on ${engine.name}`, () => {
    const own = useStore(engine);

    it('comes back exact where it fits and keeps spikes where it does not, never above maxPoints', async () => {
      await fill(own.store, 3_333);
      const exact = await own.store.readHistory(query(startAt, startAt + 99 * stepMs, 100));
      expect(exact).toMatchObject({ downsampled: false, bucketMs: 0 });
      expect(exact.points).toHaveLength(100);
      for (const maxPoints of [1, 2, 7, 300, 1_000, 3_999]) {
        const some = await own.store.readHistory(query(0, startAt + day, maxPoints));
        expect(some.downsampled).toBe(true);
        expect(some.points.length).toBeLessThanOrEqual(maxPoints);
        expect(some.points.length).toBeGreaterThan(maxPoints / 4);
        expect(highest(some.points)).toBe(999);
        expect(some.points.at(-1)?.[0]).toBe(startAt + (count - 1) * stepMs);
      }
    });

    it('gives the same buckets from roll-ups as from raw readings, before and after they take in what is new', async () => {
      await fill(own.store, 100);
      expect(await own.store.rollUp()).toBe(count);
      await own.store.append(
        buildBatch([
          buildReading(-500, startAt + 1_000 * stepMs),
          buildReading(0, startAt + 100 * stepMs),
          buildReading(7_777, startAt + 2_000 * stepMs, { quality: 'bad' }),
          buildReading(1.5, startAt + 500 * stepMs + 1),
          buildReading(1.7, startAt + count * stepMs),
        ]),
      );
      const compare = async () => {
        for (const [from, to] of [
          [startAt, startAt + day],
          [startAt + 12_345, startAt + 20_000_000],
        ] as const) {
          const rolled = await own.store.readHistory(query(from, to, 60));
          const raw = await own.store.readHistory({ ...query(from, to, 60), asOf: startAt + day });
          expect(rolled.points).toEqual(raw.points);
          expect(highest(rolled.points)).toBe(1.7);
          expect(rolled.bad).toEqual([[startAt + 2_000 * stepMs, 7_777]]);
          expect(rolled.restated).toContainEqual([startAt + 1_000 * stepMs, Math.sin(10)]);
        }
      };
      await compare();
      expect(await own.store.rollUp()).toBe(5);
      await compare();
      expect(await own.store.rollUp()).toBe(0);
    });

    it('gives a series that was rare its roll-ups when it becomes a sensor', async () => {
      await own.store.close();
      own.store = await own.place.open(() => 'rare');
      await fill(own.store, 7);
      await own.store.rollUp();
      await own.store.close();
      own.store = await own.place.open();
      const rolled = await own.store.readHistory(query(startAt, startAt + day, 60));
      const raw = await own.store.readHistory({ ...query(startAt, startAt + day, 60), asOf: startAt + day });
      expect(rolled.points).toEqual(raw.points);
      expect(highest(rolled.points)).toBe(999);
    });

    it('keeps bad values apart and answers with what was known at an instant', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)], { receivedAt: startAt }));
      await own.store.append(buildBatch([buildReading(2, startAt)], { receivedAt: startAt + 100 }));
      await own.store.append(
        buildBatch([buildReading(3, startAt + 5, { quality: 'bad' })], { receivedAt: startAt + 200 }),
      );
      const now = await own.store.readHistory(query(startAt, startAt + 10, 10));
      expect(now).toMatchObject({
        points: [[startAt, 2]],
        bad: [[startAt + 5, 3]],
        restated: [[startAt, 1]],
      });
      const then = await own.store.readHistory({ ...query(startAt, startAt + 10, 10), asOf: startAt + 99 });
      expect(then).toMatchObject({ points: [[startAt, 1]], bad: [], restated: [] });
    });

    it('says which points are provisional or uncertain, and where each comes from', async () => {
      await own.store.append(
        buildBatch([
          buildReading(1, startAt, { verification: 'verified' }),
          buildReading(2, startAt + 10),
          buildReading(3, startAt + 20, {
            verification: 'verified',
            origin: 'estimated',
            quality: 'uncertain',
          }),
          buildReading(4, startAt + 30, { quality: 'bad' }),
        ]),
      );
      const exact = await own.store.readHistory(query(startAt, startAt + 100, 10));
      expect(exact).toMatchObject({
        provisional: [startAt + 10],
        uncertain: [startAt + 20],
        origins: [
          [startAt, 'measured'],
          [startAt + 20, 'estimated'],
        ],
      });
      const some = await own.store.readHistory(query(startAt, startAt + 100, 2));
      expect(some).toMatchObject({ downsampled: true, provisional: [], uncertain: [], origins: [] });
    });

    it('lets raw readings go by the policy, keeps roll-ups and the present, and still takes late readings', async () => {
      await fill(own.store, 42);
      const before = await own.store.readHistory(query(0, startAt + day, 100));
      const report = await own.store.maintain(policy, startAt + 5 * day);
      expect(report).toMatchObject({ readingsPruned: count - 1, outboxPruned: count });
      expect(await own.store.verifyCurrent()).toEqual([]);
      expect((await own.store.figures()).readings).toBe(1);
      expect((await own.store.readHistory(query(0, startAt + day, 100))).points).toEqual(before.points);
      await own.store.append(
        buildBatch([buildReading(5_000, startAt + 10 * stepMs + 1)], { receivedAt: startAt + 5 * day }),
      );
      expect(highest((await own.store.readHistory(query(0, startAt + day, 100))).points)).toBe(5_000);
      await own.store.maintain(policy, startAt + 9 * day);
      expect(highest((await own.store.readHistory(query(0, startAt + day, 100))).points)).toBe(5_000);
    });
  });
}
