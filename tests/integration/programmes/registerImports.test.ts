import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { type ProgrammeAnswer, programmeAnswerSchema } from '../../../shared/model/budget.ts';
import { programmeListSchema } from '../../../shared/model/programme.ts';
import {
  type RegisterForm,
  type RegisterLayout,
  type RegisterView,
  registerViewSchema,
} from '../../../shared/model/registerImport.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { buildBudget, buildProgramme } from '../../support/programmes.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const path = '/api/v1/programmes';
const start = Date.parse('2026-11-05T03:00:00Z');

let server: InProcessServer;
let clerk: SignedIn;
let other: SignedIn;
let verifier: SignedIn;
let viewer: SignedIn;
let count = 0;

beforeAll(async () => {
  const from = Date.now();
  server = await startTestServer({ now: () => start + Date.now() - from, settles: true });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  other = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  verifier = await openSession(server, { email: 'walidata@x.id', role: 'verifier' });
  viewer = await openSession(server, { email: 'pembaca@x.id', role: 'viewer' });
});
afterAll(() => server.stop());

type Line = readonly (string | number | null)[];

async function toXlsx(lines: readonly Line[]): Promise<Uint8Array> {
  const rows = lines.map((line) => line.map((value) => (value === null ? null : { value })));
  return new Uint8Array(await writeXlsx(rows as never, { sheet: 'Laporan' } as never).toBuffer());
}

async function drop(
  by: SignedIn,
  { form, bytes, query = '' }: { form: RegisterForm; bytes: Uint8Array; query?: string },
): Promise<RegisterView> {
  const answer = await by.ask('POST', `${path}/files?form=${form}&name=a.xlsx${query}`, bytes);
  expect(answer.status).toBe(201);
  return registerViewSchema.parse(await answer.json());
}

async function preview(by: SignedIn, id: string, layout: RegisterLayout): Promise<RegisterView> {
  const answer = await by.ask('POST', `${path}/files/${id}/preview`, { layout });
  return registerViewSchema.parse(await answer.json());
}

const commit = (by: SignedIn, { id, layout, digest }: RegisterView): Promise<Response> =>
  by.ask('POST', `${path}/files/${id}/commit`, { layout, digest });

async function add(name: string): Promise<string> {
  count += 1;
  const answer = await clerk.ask('POST', path, {
    key: `import-key-${count}`,
    programme: buildProgramme({ name }),
  });
  return programmeAnswerSchema.parse(await answer.json()).row.id;
}

async function fetchOne(id: string): Promise<ProgrammeAnswer> {
  return programmeAnswerSchema.parse(await (await viewer.ask('GET', `${path}/${id}`)).json());
}

function short(view: RegisterView): string[] {
  return view.faults.map(({ code, cell }) => `${cell ?? ''} ${code}`.trim());
}

describe('a sheet of programmes', () => {
  it('is understood by its headers, shown old against new, and stored in one audited commit', async () => {
    const id = await add('Pos Setu');
    const bytes = await toXlsx([
      ['DAFTAR PROGRAM DISDAMKAR', null, null, null, null, null],
      ['No', 'Nama Program', 'Pilar', 'Sub Dimensi', 'Quick Win', 'Lokasi', 'Status', 'Tahun Mulai'],
      [1, 'Pos Setu', 'Kehidupan', 'Harmonisasi tata ruang', 'Ya', 'Setu', 'Berjalan', 2026],
      [2, 'Pos Babelan', 'Kehidupan', null, 'Tidak', 'Babelan; Tarumajaya', 'Direncanakan', 2027],
    ]);
    const view = await drop(clerk, { form: 'programme', bytes });
    expect(view.faults).toEqual([]);
    expect(view.rows.map(({ kind, name }) => [kind, name])).toEqual([
      ['changed', 'Pos Setu'],
      ['new', 'Pos Babelan'],
    ]);
    expect(view.rows[0]?.parts).toContainEqual({ part: 'quickWin', old: null, new: 'true' });
    const before = await server.store.auditHead();
    expect((await commit(clerk, view)).status).toBe(201);
    expect((await server.store.auditHead()).n).toBe(before.n + 1);
    const changed = await fetchOne(id);
    const setu = server.region.areas.find(({ name, level }) => name === 'Setu' && level === 'kecamatan');
    expect(changed.programme).toMatchObject({ subDimension: 'LIV-HAR', quickWin: true, areas: [setu?.code] });
    expect(changed.history[0]).toMatchObject({ kind: 'import', file: 'a.xlsx', by: 'damkar' });
    const { items } = programmeListSchema.parse(await (await viewer.ask('GET', path)).json());
    expect(items.find(({ name }) => name === 'Pos Babelan')).toMatchObject({
      yearFrom: 2027,
      status: 'planned',
    });
    // Stored once.
    expect((await commit(clerk, view)).status).toBe(409);
    // The same form is known again, and brings nothing new.
    const again = await drop(clerk, { form: 'programme', bytes });
    expect(again.recognised?.name).toBe('a.xlsx');
    expect(again.rows.map(({ kind }) => kind)).toEqual(['same', 'same']);
  });

  it('is refused whole where one cell is wrong', async () => {
    const bytes = await toXlsx([
      ['Nama Program', 'Pilar', 'Lokasi', 'Quick Win'],
      ['Pos Baik', 'Kehidupan', 'Setu', 'Ya'],
      ['Pos Buruk', 'Keindahan', 'Atlantis', 'mungkin'],
    ]);
    const view = await drop(clerk, { form: 'programme', bytes });
    expect(short(view)).toEqual(['B3 unknown_choice', 'D3 unknown_choice', 'C3 unknown_area']);
    expect((await commit(clerk, view)).status).toBe(422);
    const { items } = programmeListSchema.parse(await (await viewer.ask('GET', path)).json());
    expect(items.some(({ name }) => name === 'Pos Baik')).toBe(false);
  });

  it('touches no agency but that of whoever sends it; the walidata may send all at once', async () => {
    const bytes = await toXlsx([
      ['Nama Program', 'Pilar', 'OPD'],
      ['Bank sampah desa', 'Lingkungan', 'DLH'],
      ['Pos Muara', 'Kehidupan', 'Disdamkar'],
    ]);
    const own = await drop(clerk, { form: 'programme', bytes });
    expect(short(own)).toEqual(['A2 programme_not_yours']);
    expect((await other.ask('GET', `${path}/files/${own.id}`)).status).toBe(404);
    expect((await viewer.ask('GET', `${path}/files`)).status).toBe(403);
    const all = await drop(verifier, { form: 'programme', bytes });
    expect(all.faults).toEqual([]);
    expect((await clerk.ask('GET', `${path}/files/${all.id}`)).status).toBe(404);
    expect((await commit(verifier, all)).status).toBe(201);
  });
});

describe('a sheet of money', () => {
  const budgetOf = async (id: string) => (await fetchOne(id)).budgets.find(({ year }) => year === 2026);

  it('takes an export with ceiling, realisation so far and physical progress of a month', async () => {
    const id = await add('Pos Sukatani');
    const bytes = await toXlsx([
      ['REALISASI ANGGARAN S.D. OKTOBER 2026', null, null, null],
      ['Kode Rekening', 'Uraian', 'Sumber Dana', 'Pagu Murni', 'Realisasi', '% Realisasi', 'Fisik (%)'],
      [null, 'Pos Sukatani', 'APBD', 'Rp 4.000.000.000', '1.250.000.000,00', '31,25', '40,5'],
      [null, 'JUMLAH', null, 4_000_000_000, 1_250_000_000, null, null],
    ]);
    const view = await drop(clerk, { form: 'budget', bytes });
    expect([view.faults, view.totals]).toEqual([[], 1]);
    expect(view.layout?.fixed).toMatchObject({ year: 2026, month: 10 });
    expect(view.rows[0]?.parts).toEqual([
      { part: 'ceiling', old: null, new: 4_000_000_000 },
      { part: 'realised', old: null, new: 1_250_000_000 },
      { part: 'progress', old: null, new: 40.5 },
    ]);
    expect((await commit(clerk, view)).status).toBe(201);
    expect((await fetchOne(id)).row.money).toMatchObject({
      ceilingIdr: 4_000_000_000,
      realisedIdr: 1_250_000_000,
      realisedMonth: '2026-10',
      progressPercent: 40.5,
    });
  });

  it('takes months by themselves or as sums, as is chosen, and refuses sums that sink', async () => {
    const id = await add('Pos Cikarang');
    const bytes = await toXlsx([
      ['ANGGARAN KAS 2026', null, null, null],
      ['Nama Program', 'Sumber Dana', 'Januari', 'Februari', 'Maret'],
      ['Pos Cikarang', 'DAK', 300, 100, 200],
    ]);
    const view = await drop(clerk, { form: 'budget', bytes });
    expect(view.layout?.columns.map(({ role }) => role)).toEqual([
      'name',
      'fund',
      'plan-01',
      'plan-02',
      'plan-03',
    ]);
    expect(view.rows[0]?.parts).toContainEqual({ part: 'plan', old: null, new: 600 });
    if (!view.layout) throw new Error('no layout');
    const sums = { ...view.layout, fixed: { ...view.layout.fixed, isCumulative: true } };
    expect(short(await preview(clerk, view.id, sums))).toEqual(['C3 sum_sinks']);
    expect((await commit(clerk, view)).status).toBe(201);
    expect((await budgetOf(id))?.funds[0]?.plan.slice(0, 4)).toEqual([300, 100, 200, null]);
  });

  it('takes months out of the sum so far that stood for them, and counts nothing twice', async () => {
    const id = await add('Pos Tarumajaya');
    const lump = await toXlsx([
      ['REALISASI S.D. SEPTEMBER 2026', null, null],
      ['Nama Program', 'Sumber Dana', 'Realisasi'],
      ['Pos Tarumajaya', 'APBD', 900],
    ]);
    expect((await commit(clerk, await drop(clerk, { form: 'budget', bytes: lump }))).status).toBe(201);
    const toMonths = (each: number) =>
      toXlsx([
        ['REALISASI PER BULAN 2026', null, null, null],
        ['Nama Program', 'Sumber Dana', 'Realisasi Januari', 'Realisasi Agustus', 'Realisasi Oktober'],
        ['Pos Tarumajaya', 'APBD', each, each, 50],
      ]);
    const view = await drop(clerk, { form: 'budget', bytes: await toMonths(100) });
    expect(view.rows[0]?.parts).toContainEqual({ part: 'realised', old: 900, new: 950 });
    expect((await commit(clerk, view)).status).toBe(201);
    const realised = (await budgetOf(id))?.funds[0]?.realised;
    expect([realised?.[0], realised?.[7], realised?.[8], realised?.[9]]).toEqual([100, 100, 700, 50]);
    // A month that stood already is corrected by itself.
    const again = await drop(clerk, { form: 'budget', bytes: await toMonths(110) });
    expect(again.rows[0]?.parts).toContainEqual({ part: 'realised', old: 950, new: 970 });
  });

  it('refuses months that are more than the sum so far that stood for them', async () => {
    await add('Pos Pebayuran');
    const lump = await toXlsx([
      ['REALISASI S.D. SEPTEMBER 2026', null, null],
      ['Nama Program', 'Sumber Dana', 'Realisasi'],
      ['Pos Pebayuran', 'APBD', 900],
    ]);
    expect((await commit(clerk, await drop(clerk, { form: 'budget', bytes: lump }))).status).toBe(201);
    const months = await toXlsx([
      ['REALISASI PER BULAN 2026', null, null, null],
      ['Nama Program', 'Sumber Dana', 'Realisasi Januari', 'Realisasi Agustus'],
      ['Pos Pebayuran', 'APBD', 500, 500],
    ]);
    expect(short(await drop(clerk, { form: 'budget', bytes: months }))).toEqual(['C3 register_over_sum']);
  });

  it('leaves zeros of months that have not begun out, and refuses anything else of them', async () => {
    const id = await add('Pos Tambun');
    const toBytes = (december: number) =>
      toXlsx([
        ['REALISASI PER BULAN 2026', null, null, null, null],
        ['Nama Program', 'Sumber Dana', 'Realisasi Oktober', 'Realisasi Desember', 'Fisik Desember'],
        ['Pos Tambun', 'APBD', 700, december, 0],
      ]);
    const view = await drop(clerk, { form: 'budget', bytes: await toBytes(0) });
    expect([view.faults, view.rows[0]?.marks]).toEqual([[], ['month-ahead']]);
    expect((await commit(clerk, view)).status).toBe(201);
    expect((await fetchOne(id)).row.money).toMatchObject({ realisedMonth: '2026-10', progressPercent: null });
    expect((await budgetOf(id))?.funds[0]?.realised[11]).toBeNull();
    expect(short(await drop(clerk, { form: 'budget', bytes: await toBytes(5) }))).toEqual([
      'D3 register_not_yet',
    ]);
  });

  it('makes rupiah of thousands and millions, and asks where headings do not agree', async () => {
    const id = await add('Pos Muaragembong');
    const named = await toXlsx([
      ['LAPORAN S.D. OKTOBER 2026', null, null, null],
      ['Nama Program', 'Sumber Dana', 'Pagu (Rp juta)', 'Realisasi (ribu rupiah)'],
      ['Pos Muaragembong', 'APBD', '4.250,5', 1_250_000],
    ]);
    const view = await drop(clerk, { form: 'budget', bytes: named });
    expect([view.faults, view.rows[0]?.marks]).toEqual([[], ['scaled']]);
    expect((await commit(clerk, view)).status).toBe(201);
    const money = { ceilingIdr: 4_250_500_000, realisedIdr: 1_250_000_000 };
    expect((await fetchOne(id)).row.money).toMatchObject(money);
    const half = await toXlsx([
      ['LAPORAN S.D. OKTOBER 2026', null, null, null],
      ['Nama Program', 'Sumber Dana', 'Pagu (Rp juta)', 'Realisasi'],
      ['Pos Muaragembong', 'APBD', 4_250, 1_250],
    ]);
    const asked = await drop(clerk, { form: 'budget', bytes: half });
    expect(short(asked)).toEqual(['register_no_scale']);
    if (!asked.layout) throw new Error('no layout');
    const chosen = { ...asked.layout, fixed: { ...asked.layout.fixed, scale: 1e6 as const } };
    expect((await preview(clerk, asked.id, chosen)).rows[0]?.parts).toEqual([
      { part: 'ceiling', old: 4_250_500_000, new: 4_250_000_000 },
      { part: 'realised', old: 1_250_000_000, new: 1_250_000_000 },
    ]);
    const high = { ...asked.layout, fixed: { ...asked.layout.fixed, scale: 1e12 as const } };
    expect(short(await preview(clerk, asked.id, high))).toEqual(['C3 range', 'D3 range']);
  });

  it('names what it does not know at its cell, with what may be meant', async () => {
    await add('Pos Karangbahagia');
    const bytes = await toXlsx([
      ['Nama Program', 'Sumber Dana', 'Pagu 2026'],
      ['Pos Karang', 'APBD', 1_000],
      ['Pos Karangbahagia', 'Hibah bulan', 1_000],
      ['Pos Karangbahagia', 'APBD', -5],
    ]);
    const view = await drop(clerk, { form: 'budget', bytes });
    expect(short(view)).toContain('register_no_year');
    if (!view.layout) throw new Error('no layout');
    const dated = { ...view.layout, fixed: { ...view.layout.fixed, year: 2026 } };
    const read = await preview(clerk, view.id, dated);
    expect(short(read)).toEqual(['A2 unknown_programme', 'B3 unknown_choice', 'C4 amount_negative']);
    expect(read.faults[0]?.message).toContain('Pos Karangbahagia');
  });

  it('stores nothing where anything changed since it was shown', async () => {
    const id = await add('Pos Serang');
    const bytes = await toXlsx([
      ['Nama Program', 'Sumber Dana', 'Tahun', 'Pagu'],
      ['Pos Serang', 'APBD', 2026, 5_000],
    ]);
    const view = await drop(clerk, { form: 'budget', bytes });
    await clerk.ask('PUT', `/api/v1/budgets/${id}/2026`, { version: 0, budget: buildBudget(7) });
    expect((await commit(clerk, view)).status).toBe(409);
    expect((await budgetOf(id))?.funds[0]?.ceilings[0]?.amountIdr).toBe(7);
  });
});
