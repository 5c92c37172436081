import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { createFileService } from '../../../server/domain/files/createFileService.ts';
import {
  createImports,
  type ImportCase,
  type Imports,
} from '../../../server/domain/imports/createImports.ts';
import { undoImport } from '../../../server/domain/imports/undoImport.ts';
import type { StreamWriter } from '../../../server/domain/live/createStreamWriter.ts';
import type { LiveState } from '../../../server/domain/live/liveState.ts';
import { createSubmitReadings } from '../../../server/domain/readings/submitReadings.ts';
import { createSpreadsheetReader } from '../../../server/feeds/spreadsheet/createSpreadsheetReader.ts';
import type { AgencyCode } from '../../../shared/model/ids.ts';
import { sqliteEngine, useStore } from '../../contract/storage/engine.ts';
import { buildActor, openDesk, region } from '../../support/desk.ts';

const disdamkar = 'disdamkar' as AgencyCode;
const clerk = buildActor('clerk', 'agency-operator', 'disdamkar');
const now = Date.parse('2026-11-05T03:00:00Z');
const reader = createSpreadsheetReader();
afterAll(() => reader.stop());

const sha = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Last month's form of a fire brigade: one row a kecamatan. */
async function buildForm(month: string, values: readonly (readonly [string, number])[]): Promise<Uint8Array> {
  const rows = [
    [{ value: `Waktu tanggap kebakaran ${month}` }],
    [{ value: 'No' }, { value: 'Kecamatan' }, { value: 'Waktu tanggap kebakaran (menit)' }],
    ...values.map(([area, value], index) => [{ value: index + 1 }, { value: area }, { value }]),
  ];
  const { toBuffer } = writeXlsx(rows, {});
  return await toBuffer();
}

describe('a dropped spreadsheet', () => {
  const own = useStore(sqliteEngine);
  let liveState: LiveState;
  let writer: StreamWriter;
  let imports: Imports;
  beforeEach(async () => {
    ({ liveState, writer } = await openDesk(own.store));
    const rules = {
      indicator: (id: string) => region.indicator(id),
      area: (code: string) => region.area(code),
    };
    imports = createImports({
      reader,
      files: createFileService({ store: own.store, now: () => now, randomId: randomUUID, hash: sha }),
      store: own.store,
      submit: createSubmitReadings({
        writer,
        store: own.store,
        rules,
        now: () => now,
        allowSimulated: false,
      }),
      preview: {
        store: own.store,
        presentOf: (indicator, area) =>
          [...liveState.listChanges()].find(
            ({ record }) => record.indicator === indicator && record.area === area,
          )?.record,
        isOdd: ({ value }, latest) => latest !== null && value > latest * 3,
      },
      catalogue: () => ({
        indicators: region.catalogue.indicators,
        areas: region.areas,
        zone: region.catalogue.region.zone,
      }),
      agencyLabel: () => 'Disdamkar',
      now: () => now,
      randomId: randomUUID,
      hash: sha,
    });
  });

  const open = async (month: string, values: readonly (readonly [string, number])[]): Promise<ImportCase> => {
    const opened = await imports.open(
      { name: `../${month}.xlsx`, bytes: await buildForm(month, values), agency: disdamkar },
      clerk,
    );
    if (!('id' in opened)) throw new Error(JSON.stringify(opened.faults));
    return opened;
  };
  const commit = (one: ImportCase, more: { digest?: string; reason?: string } = {}) => {
    if (!one.layout) throw new Error('no layout');
    return imports.commit(one.id, { layout: one.layout, digest: one.digest, ...more }, clerk);
  };
  const present = () =>
    [...liveState.listChanges()].map(({ record }) => [record.area, record.value, record.quality]);
  const undo = async (id: string, before: () => Promise<unknown> = async () => undefined) => {
    const [one, record] = [await imports.read(id), await imports.find(id)];
    if (!one || !record) throw new Error('no import');
    const append: StreamWriter['append'] = async (batch) => {
      await before();
      return writer.append(batch);
    };
    const parts = {
      writer: { append },
      store: own.store,
      indicator: (code: string) => region.indicator(code),
      now: () => now,
    };
    return undoImport(one, record, { by: clerk, reason: 'salah berkas', parts });
  };

  it('is proposed, stored whole with the cell of each figure, and known again next month', async () => {
    const first = await open('September 2026', [
      ['Setu', 12.5],
      ['Kec. Karangbahagia', 9],
    ]);
    expect(first.reading.faults).toEqual([]);
    expect(first).toMatchObject({
      recognised: null,
      counts: { new: 2, odd: 0 },
      body: { name: 'September 2026.xlsx' },
    });
    expect(await commit(first)).toMatchObject({ kind: 'recorded', receipt: { recorded: 2, duplicates: 0 } });
    const setu = region.areas.find(({ name }) => name === 'Setu')?.code;
    if (!setu || !first.rows[0]) throw new Error('the pack has no Setu');
    const [version] = await own.store.readVersions(first.rows[0].indicator, setu, first.rows[0].observedAt);
    expect(version).toMatchObject({
      value: 12.5,
      ref: expect.stringMatching(/!C3$/),
      period: 'September 2026',
      audit: { label: 'clerk', after: { file: 'September 2026.xlsx', import: first.id } },
    });
    const second = await open('Oktober 2026', [
      ['Setu', 11],
      ['Karang Bahagia', 50],
    ]);
    expect(second).toMatchObject({
      recognised: { name: 'September 2026.xlsx' },
      counts: { new: 1, odd: 1 },
      reading: { faults: [] },
    });
    expect(await commit(second)).toEqual({ kind: 'reason-needed' });
    expect(await commit(second, { reason: 'pasar terbakar' })).toMatchObject({ receipt: { recorded: 2 } });
    expect(await commit(second, { reason: 'lagi' })).toEqual({ kind: 'state' });
  });

  it('stores nothing where one cell is wrong, or where something else was shown', async () => {
    const faulty = await open('September 2026', [
      ['Setu', 12.5],
      ['Atlantis', 9],
    ]);
    expect(faulty.reading.faults).toMatchObject([{ code: 'unknown_area', cell: 'B4' }]);
    expect(await commit(faulty)).toMatchObject({ kind: 'faulty' });
    const good = await open('September 2026', [['Setu', 12.5]]);
    expect(await commit(good, { digest: 'other' })).toEqual({ kind: 'stale' });
    expect(present()).toEqual([]);
    expect((await own.store.getRecord('import', good.id))?.body).toMatchObject({ state: 'draft' });
  });

  it('says which values are the same, changed or late', async () => {
    await commit(
      await open('Oktober 2026', [
        ['Setu', 10],
        ['Babelan', 8],
      ]),
    );
    const again = await open('Oktober 2026', [
      ['Setu', 10],
      ['Babelan', 9],
    ]);
    expect(again.rows.map(({ kind, old }) => [kind, old?.value])).toEqual([
      ['same', 10],
      ['changed', 8],
    ]);
    expect(await commit(again, { reason: 'salah ketik' })).toMatchObject({
      receipt: { recorded: 1, duplicates: 1 },
    });
    const late = await open('September 2026', [['Setu', 7]]);
    expect(late.rows).toMatchObject([{ kind: 'late', latest: { value: 10 } }]);
  });

  it('is taken back whole: what stood stands again, what was new counts no more', async () => {
    await commit(await open('Oktober 2026', [['Setu', 10]]));
    const wrong = await open('Oktober 2026', [
      ['Setu', 12],
      ['Babelan', 8],
    ]);
    await commit(wrong, { reason: 'x' });
    expect(await undo(wrong.id)).toEqual({ kind: 'undone', restored: 1, withdrawn: 1 });
    expect(present()).toEqual([
      [expect.any(String), 10, 'good'],
      [expect.any(String), 8, 'bad'],
    ]);
    expect(await undo(wrong.id)).toEqual({ kind: 'state' });
    expect((await own.store.listAudit({ limit: 1 }))[0]).toMatchObject({
      action: 'import.undo',
      label: 'clerk',
    });
  });

  it('is not taken back where a figure was corrected since', async () => {
    const first = await open('Oktober 2026', [
      ['Setu', 10],
      ['Babelan', 8],
    ]);
    await commit(first);
    await commit(await open('Oktober 2026', [['Babelan', 9]]), { reason: 'x' });
    expect(await undo(first.id)).toMatchObject({ kind: 'changed', refs: [expect.stringMatching(/!C4$/)] });
    expect(present().map(([, value]) => value)).toEqual([10, 9]);
  });

  it('is not taken back where a figure was corrected in the moment before', async () => {
    const values = [['Setu', 10] as const, ['Babelan', 8] as const];
    const first = await open('Oktober 2026', values);
    await commit(first);
    const other = await open('Oktober 2026', [['Babelan', 9]]);
    const undone = await undo(first.id, () => commit(other, { reason: 'x' }));
    expect(undone).toMatchObject({ kind: 'changed', refs: [expect.stringMatching(/!C4$/)] });
    expect(present().map(([, value]) => value)).toEqual([10, 9]);
  });
});
