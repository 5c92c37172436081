import { describe, expect, it } from 'vitest';
import type { AreaCode } from '../../../shared/model/ids.ts';
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

const district = '32.16.01' as AreaCode;

/** Suite of what stands at an instant and when it first came. */
export function describeReceipts(engine: Engine): void {
  describe(`receipts and standing values on ${engine.name}`, () => {
    const own = useStore(engine);
    /** Stores one reading that arrives at an instant. */
    const arrive = (at: number, ...reading: Parameters<typeof buildReading>) =>
      own.store.append(buildBatch([buildReading(...reading)], { receivedAt: at }));
    const list = async (...query: Parameters<typeof own.store.listReceipts>) =>
      [...(await own.store.listReceipts(...query))]
        .map(({ indicator, area, observedAt, firstRecordedAt }) => [
          indicator,
          area,
          observedAt - startAt,
          firstRecordedAt - startAt,
        ])
        .sort((a, b) => String(a).localeCompare(String(b)));

    it('say when each figure first came, whatever was corrected since', async () => {
      await arrive(startAt + 10, 1, startAt);
      await arrive(startAt + 20, 2, startAt, { correction: true });
      await arrive(startAt + 30, 3, startAt, { correction: true, quality: 'bad' });
      expect(await list([sensor], startAt, startAt)).toEqual([[sensor, regency, 0, 10]]);
    });

    it('are of every area, of the indicators asked for only, each once', async () => {
      await arrive(startAt + 10, 1, startAt);
      await arrive(startAt + 11, 1, startAt, { area: district });
      await arrive(startAt + 12, 1, startAt, { indicator: yearly });
      expect(await list([sensor, sensor], startAt, startAt)).toEqual([
        [sensor, regency, 0, 10],
        [sensor, district, 0, 11],
      ]);
      expect(await list([sensor, yearly], startAt, startAt)).toHaveLength(3);
      expect(await list([], startAt, startAt)).toEqual([]);
      expect(await list(['nobody' as typeof sensor], startAt, startAt)).toEqual([]);
    });

    it('lie between two instants, both inclusive', async () => {
      for (const n of [0, 1, 2, 3]) await arrive(startAt + 10 + n, n, startAt + n);
      const instants = async (from: number, to: number) =>
        (await list([sensor], startAt + from, startAt + to)).map(([, , observedAt]) => observedAt);
      expect(await instants(1, 2)).toEqual([1, 2]);
      expect(await instants(0, 3)).toEqual([0, 1, 2, 3]);
      expect(await instants(4, 9)).toEqual([]);
      expect(await instants(2, 1)).toEqual([]);
    });

    it('count a late figure when it came, not when it was true', async () => {
      await arrive(startAt + 10, 5, startAt);
      await arrive(startAt + 20, 4, startAt - 100);
      expect(await list([sensor], startAt - 100, startAt)).toEqual([
        [sensor, regency, -100, 20],
        [sensor, regency, 0, 10],
      ]);
    });

    it('tell what stands at each instant in the order asked, null for nothing', async () => {
      await arrive(startAt + 10, 1, startAt);
      await arrive(startAt + 20, 2, startAt, { correction: true });
      await arrive(startAt + 30, null, startAt + 1, { area: district, quality: 'uncertain' });
      const key = (observedAt: number, area = regency) => ({ indicator: sensor, area, observedAt });
      const [none, first, other, again] = await own.store.findNewest([
        key(startAt + 1),
        key(startAt),
        key(startAt + 1, district),
        key(startAt),
      ]);
      expect(none).toBeNull();
      expect(first).toMatchObject({ value: 2, version: 2, recordedAt: startAt + 20, quality: 'good' });
      expect(other).toMatchObject({ value: null, version: 1, quality: 'uncertain' });
      expect(again).toEqual(first);
      expect(await own.store.findNewest([])).toEqual([]);
    });

    it('tell a standing value as verified once its last look was', async () => {
      await arrive(startAt + 10, 1, startAt);
      const key = { indicator: sensor, area: regency, observedAt: startAt };
      const look = async () => (await own.store.findNewest([key]))[0]?.verification;
      const step = { ...key, version: 1, actor: 'user:u1', at: startAt + 50 };
      expect(await look()).toBe('provisional');
      await own.store.addSteps([{ ...step, step: 1, final: false }], buildNote());
      expect(await look()).toBe('provisional');
      await own.store.addSteps([{ ...step, step: 2, final: true }], buildNote());
      expect(await look()).toBe('verified');
      await arrive(startAt + 60, 9, startAt, { correction: true });
      expect(await look()).not.toBe('verified');
    });
  });
}
