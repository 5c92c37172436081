import { describe, expect, it } from 'vitest';
import { genesisHash, hashEntry } from '../../../server/domain/audit/hashEntry.ts';
import { PeriodLockedError, RecordConflictError } from '../../../server/domain/storeErrors.ts';
import {
  buildBatch,
  buildNote,
  buildReading,
  type Engine,
  regency,
  sensor,
  startAt,
  useStore,
} from './engine.ts';

const series = { indicator: sensor, area: regency };

/** Suite of records, audit, verification and locks. */
export function describeDesk(engine: Engine): void {
  describe(`records and audit on ${engine.name}`, () => {
    const own = useStore(engine);

    it('changes records all or nothing, each change with one entry', async () => {
      const { store } = own;
      await store.changeRecords(
        [
          { kind: 'contact', id: 'dlh', owner: 'dlh', body: { email: 'a@b' }, expect: 0 },
          { kind: 'contact', id: 'bps', body: { email: 'c@d' } },
        ],
        buildNote({ action: 'contact.set' }),
      );
      const clash = store.changeRecords(
        [
          { kind: 'contact', id: 'new', body: {} },
          { kind: 'contact', id: 'dlh', body: { email: 'x' }, expect: 0 },
        ],
        buildNote(),
      );
      await expect(clash).rejects.toBeInstanceOf(RecordConflictError);
      expect((await store.listRecords('contact')).map(({ id }) => id)).toEqual(['bps', 'dlh']);
      expect(await store.listRecords('contact', 'dlh')).toEqual([
        { kind: 'contact', id: 'dlh', owner: 'dlh', version: 1, body: { email: 'a@b' }, changedAt: startAt },
      ]);
      await store.changeRecords(
        [{ kind: 'contact', id: 'dlh', body: { email: 'e' }, expect: 1 }],
        buildNote(),
      );
      expect(await store.getRecord('contact', 'dlh')).toMatchObject({ version: 2, owner: 'dlh' });
      await store.changeRecords([{ kind: 'contact', id: 'dlh', body: null, expect: 2 }], buildNote());
      expect(await store.getRecord('contact', 'dlh')).toBeNull();
      expect((await store.auditHead()).n).toBe(3);
    });

    it('chains every change, also over a reopening and a batch that was refused', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      await own.store.changeRecords([{ kind: 'contact', id: 'a', body: {} }], buildNote());
      await own.store.close();
      own.store = await own.place.open();
      const refused = own.store.append(
        buildBatch([buildReading(2, startAt + 1)], {
          records: [{ kind: 'contact', id: 'a', body: {}, expect: 7 }],
        }),
      );
      await expect(refused).rejects.toBeInstanceOf(RecordConflictError);
      await own.store.append(
        buildBatch([buildReading(3, startAt + 2), buildReading(4, startAt + 3)], {
          audit: buildNote({ action: 'import.commit', after: { file: 'x' } }),
          records: [{ kind: 'import', id: 'i', body: {} }],
        }),
      );
      const entries = await own.store.walkAudit(0, 10);
      let previous = genesisHash;
      for (const [index, entry] of entries.entries()) {
        expect(entry.n).toBe(index + 1);
        expect(hashEntry(previous, entry.n, entry.body)).toBe(entry.hash);
        previous = entry.hash;
      }
      expect(await own.store.auditHead()).toEqual({ n: 3, hash: previous });
      expect((await own.store.listAudit({ limit: 10 })).map(({ action, seqs }) => [action, seqs])).toEqual([
        ['import.commit', [2, 3]],
        ['test.do', null],
        ['reading.record', [1, 1]],
      ]);
      expect(await own.store.listAudit({ limit: 10, action: 'import.', before: 3 })).toEqual([]);
      expect(await own.store.listAudit({ limit: 10, action: 'import.', from: startAt })).toHaveLength(1);
    });

    it('writes no entry where nothing changed, and one for each token made or revoked', async () => {
      const batch = buildBatch([buildReading(1, startAt)]);
      await own.store.append(batch);
      await own.store.append(batch);
      await own.store.revokeToken('nobody', startAt, buildNote());
      expect((await own.store.auditHead()).n).toBe(1);
    });
  });

  describeVerification(engine);
}

function describeVerification(engine: Engine): void {
  describe(`verification and locks on ${engine.name}`, () => {
    const own = useStore(engine);
    const step = { ...series, observedAt: startAt, version: 1, step: 1, final: true };

    it('makes a provisional present verified without a new value, and says so as of then', async () => {
      const { store } = own;
      await store.append(buildBatch([buildReading(1, startAt, { ref: 'Sheet1!C4', note: 'n' })]));
      const [waiting] = await store.listUnverified([sensor], 10);
      expect(waiting).toMatchObject({ value: 1, version: 1, previous: null, actor: 'token-1', steps: [] });
      const { seq, changes } = await store.addSteps([step], buildNote({ at: startAt + 50 }));
      expect(seq).toBe(2);
      expect(changes[0]).toMatchObject({ seq: 2, record: { value: 1, verification: 'verified' } });
      expect(await store.loadCurrent()).toEqual(changes);
      expect(await store.verifyCurrent()).toEqual([]);
      expect(await store.listUnverified([sensor], 10)).toEqual([]);
      const query = { ...series, from: 0, to: startAt + 1, maxPoints: 10 };
      expect((await store.readHistory(query)).provisional).toEqual([]);
      expect((await store.readHistory({ ...query, asOf: startAt + 10 })).provisional).toEqual([startAt]);
      expect(await store.readVersions(sensor, regency, startAt)).toMatchObject([
        {
          value: 1,
          ref: 'Sheet1!C4',
          verification: 'verified',
          steps: [{ step: 1, final: true, actor: 'user:u1' }],
          audit: { n: 1, label: 'Test source' },
        },
      ]);
      await store.append(buildBatch([buildReading(2, startAt + 1)]));
      expect((await store.loadCurrent())[0]?.record).toMatchObject({ value: 2, verification: 'provisional' });
      expect(await store.readVersionsAt(sensor, regency, [startAt + 1, startAt, startAt + 2])).toMatchObject([
        { observedAt: startAt, value: 1, ref: 'Sheet1!C4', verification: 'verified', steps: [{ step: 1 }] },
        { observedAt: startAt + 1, value: 2, verification: 'provisional', steps: [] },
      ]);
      expect(await store.readVersionsAt(sensor, regency, [])).toEqual([]);
      const many = Array.from({ length: 101 }, (_, index) => index);
      await expect(store.readVersionsAt(sensor, regency, many)).rejects.toThrow();
    });

    it('refuses steps out of order, twice, or of a version that was corrected meanwhile', async () => {
      const { store } = own;
      await store.append(buildBatch([buildReading(1, startAt)]));
      const refused = (one: typeof step) =>
        expect(store.addSteps([one], buildNote())).rejects.toBeInstanceOf(RecordConflictError);
      await refused({ ...step, step: 2 });
      await store.addSteps([{ ...step, final: false }], buildNote());
      expect((await store.listUnverified([sensor], 10))[0]?.steps).toHaveLength(1);
      await refused(step);
      await store.append(buildBatch([buildReading(5, startAt)]));
      await refused({ ...step, step: 2 });
      await store.addSteps([{ ...step, version: 2 }], buildNote());
      expect((await store.loadCurrent())[0]?.record).toMatchObject({ value: 5, verification: 'restated' });
      expect(await store.listUnverified([sensor], 10)).toEqual([]);
    });

    it('turns a figure down as a correction of the same number with bad quality', async () => {
      const { store } = own;
      await store.append(buildBatch([buildReading(1, startAt)]));
      const reject = buildReading(1, startAt, { correction: true, quality: 'bad' });
      expect(await store.append(buildBatch([reject]))).toMatchObject({ recorded: 1 });
      expect(await store.append(buildBatch([reject]))).toMatchObject({ recorded: 0, duplicates: 1 });
      expect(await store.listUnverified([sensor], 10)).toEqual([]);
    });

    it('keeps a locked period shut but for duplicates and the walidata, also after a reopening', async () => {
      await own.store.append(buildBatch([buildReading(1, startAt)]));
      await own.store.changeRecords(
        [{ kind: 'lock', id: sensor, body: { until: startAt } }],
        buildNote({ action: 'lock.set' }),
      );
      await own.store.close();
      own.store = await own.place.open();
      const { store } = own;
      const shut = store.append(
        buildBatch([buildReading(1, startAt + 1), buildReading(9, startAt), buildReading(8, startAt - 1)]),
      );
      await expect(shut).rejects.toEqual(new PeriodLockedError([1, 2]));
      expect((await store.head()).seq).toBe(1);
      expect(await store.append(buildBatch([buildReading(1, startAt)]))).toMatchObject({ duplicates: 1 });
      expect(await store.append(buildBatch([buildReading(9, startAt)], { opensLocks: true }))).toMatchObject({
        recorded: 1,
      });
      await store.changeRecords([{ kind: 'lock', id: sensor, body: null }], buildNote());
      expect(await store.append(buildBatch([buildReading(8, startAt - 1)]))).toMatchObject({ recorded: 1 });
    });
  });
}
