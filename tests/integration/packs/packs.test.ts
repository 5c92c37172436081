import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../server/feeds/spreadsheet/readWorkbook.ts';
import {
  type EvidencePack,
  type PackCheck,
  type PackSummary,
  packAnswerSchema,
  packCheckSchema,
  packListSchema,
  packSchema,
  packSummarySchema,
} from '../../../shared/model/pack.ts';
import { readFigureColumn, readPdf } from '../../support/pdfText.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let now = Date.parse('2026-11-05T03:00:00Z');
let server: InProcessServer;
let presenter: SignedIn;
let viewer: SignedIn;
let summary: PackSummary;
let pack: EvidencePack;
const files = new Map<string, Uint8Array>();

const freeze = (who: SignedIn, body: object) => who.ask('POST', '/api/v1/packs', body);
const fetchFile = async (kind: string): Promise<Uint8Array> => {
  const answer = await viewer.ask('GET', `/api/v1/packs/${summary.id}/files/${kind}`);
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
};
const check = async (bytes: Uint8Array): Promise<PackCheck> =>
  packCheckSchema.parse(await (await viewer.ask('POST', '/api/v1/packs/check', bytes)).json());
const wish = { key: 'rapat-triwulan-3', title: 'Rapat evaluasi triwulan III', pillar: null };

beforeAll(async () => {
  server = await startTestServer({ now: () => now });
  presenter = await openSession(server, { email: 'sari@x.id', role: 'presenter' });
  viewer = await openSession(server, { email: 'bupati@x.id', role: 'viewer' });
  const clerk = await openSession(server, {
    email: 'damkar@x.id',
    role: 'agency-operator',
    agency: 'disdamkar',
  });
  const walidata = await openSession(server, { email: 'wali@x.id', role: 'verifier' });
  const readings = [
    { area: '32.16', value: 12.25, note: '=1+1' },
    { area: '32.16.18', value: 0.1 + 0.2 },
  ];
  const sent = { key: 'packs-0001', indicator: 'living-fire-response', period: '2026-10', readings };
  expect((await clerk.ask('POST', '/api/v1/input/submissions', sent)).ok).toBe(true);
  const { items } = (await (await walidata.ask('GET', '/api/v1/verification/queue')).json()) as {
    items: { value: number }[];
  };
  const [one] = items.filter(({ value }) => value === 12.25).map((item) => item as Record<string, unknown>);
  const { indicator, area, observedAt, version, held, recordedAt } = one ?? {};
  const decision = { indicator, area, observedAt, version, held, recordedAt, decision: 'verify' };
  expect((await walidata.ask('POST', '/api/v1/verification/decisions', { items: [decision] })).ok).toBe(true);
  const made = await freeze(presenter, wish);
  expect(made.status).toBe(201);
  summary = packSummarySchema.parse(await made.json());
  for (const kind of ['json', 'pdf', 'xlsx']) files.set(kind, await fetchFile(kind));
  pack = packSchema.parse(JSON.parse(new TextDecoder().decode(files.get('json'))));
});
afterAll(() => server.stop());

describe('freezing', () => {
  it('keeps every series with value, age, definition and who verified it', () => {
    expect(pack.sections.figures).toHaveLength([...server.liveState.listChanges()].length);
    const figure = pack.sections.figures.find(
      ({ indicator, area }) => indicator === 'living-fire-response' && area === '32.16',
    );
    expect(figure).toMatchObject({
      value: 12.25,
      unit: 'menit',
      freshness: 'fresh',
      verification: 'verified',
      verifiedBy: [{ name: 'wali', final: true }],
      definition: { version: 0, validFrom: null },
      note: '=1+1',
    });
    expect(pack).toMatchObject({ frozenAt: now, mode: 'live', pillar: null, by: { name: 'sari' } });
    expect(pack.sections.scores.map(({ pillar }) => pillar)).toHaveLength(6);
  });

  it('gives the same pack for the same key, and refuses another content under it', async () => {
    const again = await freeze(presenter, wish);
    expect(packSummarySchema.parse(await again.json())).toEqual(summary);
    expect((await freeze(presenter, { ...wish, title: 'Rapat lain' })).status).toBe(409);
    const { total } = packListSchema.parse(await (await viewer.ask('GET', '/api/v1/packs')).json());
    expect(total).toBe(1);
  });

  it('opens later exactly as it was, though figures went on', async () => {
    const token = await server.token('disdamkar');
    now += 86_400_000;
    const reading = {
      indicator: 'living-fire-response',
      area: '32.16',
      value: 40,
      observedAt: '2026-10-31T16:59:59Z',
      correction: true,
    };
    const body = JSON.stringify({ readings: [reading] });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    expect((await fetch(`${server.url}/api/v1/readings`, { method: 'POST', headers, body })).status).toBe(
      201,
    );
    const answer = packAnswerSchema.parse(
      await (await viewer.ask('GET', `/api/v1/packs/${summary.id}`)).json(),
    );
    expect(answer.pack).toEqual(pack);
    expect(await fetchFile('pdf')).toEqual(files.get('pdf'));
  });

  it('keeps to one pillar where one is asked for', async () => {
    const made = await freeze(presenter, { key: 'satu-pilar', title: 'Lingkungan', pillar: 'environment' });
    const { id } = packSummarySchema.parse(await made.json());
    const answer = packAnswerSchema.parse(await (await viewer.ask('GET', `/api/v1/packs/${id}`)).json());
    const { figures, scores, absent, programmes, budgets } = answer.pack.sections;
    expect(new Set([...figures, ...absent].map(({ pillar }) => pillar))).toEqual(new Set(['environment']));
    expect(scores).toHaveLength(1);
    const rows = programmes as readonly { readonly pillar: string }[];
    expect(new Set(rows.map(({ pillar }) => pillar))).toEqual(new Set(['environment']));
    const all = pack.sections['programmes'] as readonly unknown[];
    expect(rows.length).toBeLessThan(all.length);
    expect(budgets).toMatchObject({ items: [], without: rows.length });
  });

  it('writes the hashes into the chain of the audit', async () => {
    const [entry] = await server.store.listAudit({ action: 'pack.freeze', subject: summary.id, limit: 5 });
    expect(entry?.after).toMatchObject({
      hash: summary.hash,
      files: { pdf: { hash: summary.files.pdf.hash } },
    });
  });
});

describe('the PDF', () => {
  it('holds every figure of the region, each equal to the frozen one, in its order', () => {
    const { scores, figures, totals } = pack.sections;
    const expected = scores.flatMap(({ pillar }) => [
      ...figures.filter((one) => one.pillar === pillar && one.level === 'regency').map(({ value }) => value),
      ...totals.filter((one) => one.pillar === pillar).map(({ value }) => value),
    ]);
    expect(expected.length).toBeGreaterThan(40);
    expect(readFigureColumn(files.get('pdf') ?? new Uint8Array())).toEqual(expected);
  });

  it('says on each page which page it is and the seal, and in words what the figures are worth', () => {
    const text = readPdf(files.get('pdf') ?? new Uint8Array());
    const pages = text.split('\f').filter((page) => page.trim() !== '');
    for (const [index, page] of pages.entries()) {
      expect(page).toContain(`Halaman ${index + 1} dari ${pages.length}`);
      expect(page).toContain(`SHA-256 ${summary.hash}`);
    }
    for (const words of [
      'KABUPATEN BEKASI',
      'PAKET BUKTI',
      wish.title,
      'diperiksa wali',
      'terlambat',
      '5 Nov 2026 10.00 WIB',
    ])
      expect(text).toContain(words);
  });
});

describe('the annex', () => {
  it('holds all figures as numbers, and texts that start no formula', async () => {
    const read = await readWorkbook(files.get('xlsx') ?? new Uint8Array(), 'paket.xlsx');
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const sheet = read.workbook.sheets.find(({ name }) => name === 'Angka');
    const text = JSON.stringify(sheet);
    expect(text).toContain("'=1+1");
    for (const { value } of pack.sections.figures) if (value !== null) expect(text).toContain(String(value));
  });
});

describe('checking', () => {
  it('knows each of the files and the seal', async () => {
    for (const [kind, bytes] of files)
      expect(await check(bytes)).toMatchObject({ verdict: 'same', file: kind, pack: { id: summary.id } });
    const answer = await viewer.ask('GET', `/api/v1/packs/check?hash=${summary.hash}`);
    expect(await answer.json()).toMatchObject({ verdict: 'same', file: 'pack' });
    const page = await (await fetch(`${server.url}/publik/periksa?hash=${summary.files.pdf.hash}`)).text();
    expect(page).toContain('Berkas ini (PDF) dibuat di sini dan tidak berubah.');
    expect(page).not.toContain(wish.title);
  });

  const text = () => new TextDecoder().decode(files.get('json'));
  const alter = (from: string, to: string): Uint8Array => {
    expect(text()).toContain(from);
    return new TextEncoder().encode(text().replace(from, to));
  };

  it('tells a figure that was changed, a title that was changed, and a manifest that was made to fit', async () => {
    expect(await check(alter('"value":12.25', '"value":12.5'))).toMatchObject({
      verdict: 'altered',
      altered: ['figures'],
    });
    expect(await check(alter(wish.title, 'Rapat rahasia'))).toMatchObject({
      verdict: 'altered',
      altered: ['head'],
    });
    const hash = pack.manifest.sections['figures'] ?? '';
    expect(await check(alter(hash, 'a'.repeat(64)))).toMatchObject({
      verdict: 'altered',
      altered: ['head', 'figures'],
    });
    expect(await check(alter(`"hash":"${summary.hash}"`, `"hash":"${'b'.repeat(64)}"`))).toMatchObject({
      verdict: 'altered',
    });
  });

  it('tells the same content in another writing from an altered one', async () => {
    const pretty = new TextEncoder().encode(JSON.stringify(JSON.parse(text()), null, 2));
    expect(await check(pretty)).toMatchObject({ verdict: 'rewritten', file: 'json', altered: [] });
  });

  it('tells a PDF of which one byte is another, and does not know a stranger', async () => {
    const pdf = Uint8Array.from(files.get('pdf') ?? []);
    pdf[Math.floor(pdf.length / 2)] = (pdf[Math.floor(pdf.length / 2)] ?? 0) ^ 1;
    expect(await check(pdf)).toMatchObject({ verdict: 'altered', pack: { id: summary.id } });
    expect(await check(new TextEncoder().encode('halo'))).toMatchObject({ verdict: 'unknown', pack: null });
    expect(await check(readFileSync('package.json'))).toMatchObject({ verdict: 'unknown' });
    expect((await viewer.ask('GET', '/api/v1/packs/check?hash=xyz')).status).toBe(422);
  });
});
