import { describe, expect, it } from 'vitest';
import { IdempotencyConflictError, RecordConflictError } from '../../../server/domain/storeErrors.ts';
import { StoreInUseError } from '../../../server/storage/errors.ts';
import {
  buildBatch,
  buildReading,
  type Engine,
  regency,
  sensor,
  startAt,
  useStore,
  yearly,
} from './engine.ts';

const whole = { indicator: sensor, area: regency, from: 0, to: startAt + 1e10, maxPoints: 1_000 };

export function describeAppend(engine: Engine): void {
  describe(`append on ${engine.name}`, () => {
    const own = useStore(engine);

    it('numbers readings of the stream without gaps and moves the present', async () => {
      const first = await own.store.append(
        buildBatch([buildReading(1, startAt), buildReading(2, startAt + 5_000)]),
      );
      expect(first).toMatchObject({ recorded: 2, duplicates: 0, seq: 2, replayed: false });
      expect(first.changes).toHaveLength(1);
      expect(first.changes[0]).toMatchObject({ seq: 2, record: { value: 2, verification: 'provisional' } });
      expect(await own.store.loadCurrent()).toEqual(first.changes);
      expect(await own.store.verifyCurrent()).toEqual([]);
    });

    it('takes the same value at the same instant as a duplicate, in the batch and after it', async () => {
      const first = await own.store.append(
        buildBatch([buildReading(null, startAt), buildReading(null, startAt)]),
      );
      expect(first).toMatchObject({ recorded: 1, duplicates: 1, seq: 1 });
      const again = await own.store.append(buildBatch([buildReading(null, startAt)]));
      expect(again).toMatchObject({ recorded: 0, duplicates: 1, seq: 1, changes: [] });
    });

    it('keeps the old value in history when another value comes, and says what it was', async () => {
      await own.store.append(buildBatch([buildReading(7, startAt)]));
      const fixed = await own.store.append(
        buildBatch([buildReading(9, startAt)], { receivedAt: startAt + 10 }),
      );
      expect(fixed.changes[0]?.record).toMatchObject({
        value: 9,
        verification: 'restated',
        was: { value: 7, until: startAt + 10 + 60_000 },
      });
      expect(await own.store.loadCurrent()).toEqual(fixed.changes);
      const late = await own.store.append(buildBatch([buildReading(7, startAt)]));
      expect(late).toMatchObject({ recorded: 0, duplicates: 1 });
      const back = await own.store.append(buildBatch([buildReading(7, startAt, { correction: true })]));
      expect(back).toMatchObject({ recorded: 1 });
      expect(back.changes[0]?.record).toMatchObject({ value: 7, was: { value: 9 } });
      const same = await own.store.append(buildBatch([buildReading(7, startAt, { correction: true })]));
      expect(same).toMatchObject({ recorded: 0, duplicates: 1 });
      expect((await own.store.readHistory({ ...whole })).restated).toEqual([[startAt, 9]]);
    });

    it('takes a correction only of the version that it was made for, all of its batch or nothing', async () => {
      await own.store.append(buildBatch([buildReading(7, startAt)]));
      const correct = (value: number, expectVersion: number) =>
        own.store.append(
          buildBatch([
            buildReading(1, startAt + 5),
            buildReading(value, startAt, { correction: true, expectVersion }),
          ]),
        );
      for (const version of [0, 2])
        await expect(correct(8, version)).rejects.toBeInstanceOf(RecordConflictError);
      // What stands there already is not what it was made for either.
      await expect(correct(7, 2)).rejects.toBeInstanceOf(RecordConflictError);
      expect(await own.store.append(buildBatch([]))).toMatchObject({ seq: 1 });
      expect(await correct(8, 1)).toMatchObject({ recorded: 2, seq: 3 });
      await expect(correct(9, 1)).rejects.toBeInstanceOf(RecordConflictError);
      const versions = await own.store.readVersions(sensor, regency, startAt);
      expect(versions.map(({ value }) => value)).toEqual([7, 8]);
    });

    it('puts late readings into history and leaves the present alone', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      const late = await own.store.append(buildBatch([buildReading(5, startAt - 5_000)]));
      expect(late).toMatchObject({ recorded: 1, seq: 2, changes: [] });
      expect((await own.store.loadCurrent())[0]?.record.value).toBe(1);
      expect((await own.store.readHistory(whole)).points).toEqual([
        [startAt - 5_000, 5],
        [startAt, 1],
      ]);
    });

    it('answers a repeated idempotency key with the first result and refuses it for another body', async () => {
      const idempotency = { scope: 'token-1', key: 'k', bodyHash: 'a' };
      const first = await own.store.append(buildBatch([buildReading(1, startAt)], { idempotency }));
      await own.store.append(buildBatch([buildReading(2, startAt + 1)]));
      const again = await own.store.append(buildBatch([buildReading(1, startAt)], { idempotency }));
      expect(again).toEqual({ ...first, replayed: true, changes: [] });
      const other = own.store.append(
        buildBatch([buildReading(3, startAt)], { idempotency: { ...idempotency, bodyHash: 'b' } }),
      );
      await expect(other).rejects.toBeInstanceOf(IdempotencyConflictError);
      expect((await own.store.head()).seq).toBe(2);
    });

    it('fails only the batch that is wrong when many are committed together', async () => {
      const idempotency = { scope: 's', key: 'k', bodyHash: 'a' };
      await own.store.append(buildBatch([buildReading(0, startAt)], { idempotency }));
      const results = await Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          own.store.append(
            buildBatch([buildReading(index, startAt + index + 1)], {
              ...(index === 20 ? { idempotency: { ...idempotency, bodyHash: 'b' } } : {}),
            }),
          ),
        ),
      );
      expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
      expect(await own.store.head()).toMatchObject({ seq: 40 });
      expect((await own.store.readHistory(whole)).points).toHaveLength(40);
      expect(await own.store.verifyCurrent()).toEqual([]);
    });

    it('writes the neighbours of a batch that the engine itself refuses, without a gap in the numbers', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          own.store.append(
            buildBatch([
              buildReading(index, startAt + index),
              ...(index === 20 ? [buildReading(1, Number.NaN)] : []),
            ]),
          ),
        ),
      );
      expect(results.filter((result) => result.status === 'rejected')).toHaveLength(1);
      expect(results[20]).toMatchObject({ reason: { fault: 'failed' } });
      expect(await own.store.head()).toMatchObject({ seq: 39 });
      expect((await own.store.readHistory(whole)).points).toHaveLength(39);
      expect(await own.store.verifyCurrent()).toEqual([]);
    });

    it('never lets recordedAt go back when the clock does', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)], { receivedAt: startAt + 3_600_000 }));
      const next = await own.store.append(
        buildBatch([buildReading(2, startAt + 1)], { receivedAt: startAt }),
      );
      expect(next.changes[0]?.record.recordedAt).toBe(startAt + 3_600_000);
    });

    it('remembers everything when opened again, and the epoch with it', async () => {
      const extra = { period: '2025', note: 'catatan', indicator: yearly };
      await own.store.append(buildBatch([buildReading(1, startAt, extra), buildReading(2, startAt)]));
      await own.store.append(buildBatch([buildReading(3, startAt, extra)]));
      const before = [await own.store.head(), await own.store.loadCurrent()];
      await own.store.close();
      own.store = await own.place.open();
      expect([await own.store.head(), await own.store.loadCurrent()]).toEqual(before);
      const next = await own.store.append(
        buildBatch([buildReading(1, startAt, extra), buildReading(4, startAt + 1)]),
      );
      expect(next).toMatchObject({ recorded: 1, duplicates: 1, seq: 4 });
    });

    it('refuses a second server on the same data at once', async () => {
      await expect(own.place.open()).rejects.toBeInstanceOf(StoreInUseError);
      await own.store.probe();
    });
  });
}
