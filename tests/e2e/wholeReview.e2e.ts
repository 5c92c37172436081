import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readWorkbook } from '../../server/feeds/spreadsheet/readWorkbook.ts';
import { budgetListSchema } from '../../shared/model/budget.ts';
import { type EvidencePack, packAnswerSchema, packSchema } from '../../shared/model/pack.ts';
import { programmeRowSchema } from '../../shared/model/programme.ts';
import { firstView } from '../../shared/model/session.ts';
import { toCanonical } from '../../shared/rules/canonical.ts';
import { pushReadings } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { findStrangeNumbers } from '../support/packNumbers.ts';
import { readColumn, readFigureColumn, readPdf } from '../support/pdfText.ts';
import { openSession, type SignedIn } from '../support/people.ts';
import { keepProgrammes } from '../support/programmes.ts';
import { makeLink, planSession } from '../support/sessions.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import { type DeskPage, openDesk, phone } from './deskPage.ts';
import { download, isAt, openAs, pastOf, placesOnMap, sceneOf, tab } from './reviewPages.ts';

const laptop = { width: 1366, height: 768 };
const air = 'environment-pm25';
const kecamatan = '32.16.09';
const region = '32.16';
const year = new Date().getFullYear();

let server: InProcessServer;
let proxy: TcpProxy;
let browser: Browser;
let rina: SignedIn;
let id: string;
let presenter: DeskPage;
let agency: DeskPage;
let guest: DeskPage;
let pack: EvidencePack;
const files = new Map<string, Buffer>();

async function push(value: number): Promise<void> {
  const observedAt = new Date().toISOString();
  const token = await server.token('dlh');
  const readings = [kecamatan, region].map((area) => ({ indicator: air, area, value, observedAt }));
  const answer = await pushReadings(server.url, token, readings);
  expect(answer.status).toBe(201);
}

beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  proxy = await startTcpProxy(Number(new URL(server.url).port));
  browser = await launchBrowser();
  rina = await openSession(server, { email: 'rina@kab.example', role: 'presenter' });
  const budi = await openSession(server, {
    email: 'budi@kab.example',
    role: 'agency-operator',
    agency: 'dlh',
  });
  await keepProgrammes(await openSession(server, { email: 'wali@kab.example', role: 'verifier' }), year);
  await push(31.4);
  const map = { lng: 107.15, lat: -6.25, zoom: 10.6 };
  const environment = { ...firstView, scene: 'pilar', pillar: 'environment' } as const;
  id = await planSession(rina, {
    title: 'Tinjauan lengkap triwulan III',
    agenda: [
      { id: 'a1', title: 'Keadaan hari ini', note: null, minutes: 10, view: { ...firstView, pillar: null } },
      { id: 'a2', title: 'Lingkungan', note: null, minutes: 20, view: environment },
      {
        id: 'a3',
        title: 'Peta waktu itu',
        note: null,
        minutes: 15,
        view: { ...firstView, scene: 'peta', area: kecamatan as never, at: Date.now(), map },
      },
    ],
    parties: [
      {
        id: 'p1',
        place: 1,
        party: 'Kabupaten',
        name: 'Rina Kartika',
        office: 'Sekretaris Daerah',
        link: null,
        person: `user:${rina.id}`,
      },
    ],
  });
  presenter = await openAs(browser, rina, { url: server.url, viewport: laptop });
  agency = await openAs(browser, budi, { url: `http://127.0.0.1:${proxy.port}`, viewport: laptop });
  guest = await openDesk(browser, phone);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.stop();
});

const open = (page: Page, name: RegExp) => tab(page, name).click();
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('a whole review', () => {
  it('begins with presenter, agency and guest at the same item', async () => {
    const { secret } = await makeLink(rina, id);
    await presenter.page.goto(`${server.url}/review/${id}`);
    await agency.page.goto(`http://127.0.0.1:${proxy.port}/review/${id}`);
    await guest.page.goto(`${server.url}/review/${id}#kunci=${secret}`);
    await guest.page.getByLabel('Nama lengkap').fill('Ahmad Hidayat');
    await guest.page.getByRole('button', { name: 'Masuk ke sesi' }).click();
    await presenter.page.getByRole('button', { name: 'Buka sesi' }).click();
    await presenter.page.getByText('3 orang hadir').waitFor();
    await presenter.page.getByRole('button', { name: /^Lingkungan/ }).click();
    for (const { page } of [presenter, agency, guest]) {
      await sceneOf(page, 'pilar');
      await isAt(page, 'Lingkungan');
    }
  });

  it('has a question answered by the agency that is asked, once and for good', async () => {
    const { page } = presenter;
    await open(page, /Tanya/);
    await page.getByLabel('Kepada').selectOption({ label: 'DLH' });
    await page.getByLabel('Pertanyaan', { exact: true }).fill('Mengapa sampah ke TPA naik?');
    await page.getByRole('button', { name: 'Ajukan', exact: true }).click();
    await agency.page.getByText('Pertanyaan untuk Anda').waitFor();
    expect(await guest.page.getByText('Pertanyaan untuk Anda').count()).toBe(0);
    await agency.page.getByLabel('Jawaban').fill('Karena musim libur.');
    await agency.page.getByRole('button', { name: 'Kirim jawaban' }).click();
    await page.getByText('Karena musim libur.').waitFor();
    await page.getByText(/terkunci/).waitFor();
    await agency.page.getByText('Pertanyaan untuk Anda').waitFor({ state: 'detached' });
  });

  it('is led by the agency for a while, through the agenda as well, and then by who led before', async () => {
    const { page } = presenter;
    await open(page, /Hadir/);
    await page.getByRole('button', { name: 'Serahkan kepada budi' }).click();
    await agency.page.getByText('Anda menyajikan').waitFor();
    await agency.page.getByRole('button', { name: /^Keadaan hari ini/ }).click();
    await open(page, /Acara/);
    for (const one of [presenter, agency, guest]) {
      await sceneOf(one.page, 'ikhtisar');
      await isAt(one.page, 'Keadaan hari ini');
    }
    expect(await agency.page.getByRole('alert').count()).toBe(0);
    await open(page, /Hadir/);
    await page.getByRole('button', { name: 'Ambil alih penyajian' }).click();
    await page.getByText('Anda menyajikan').waitFor();
    await agency.page.getByText('Penyaji: rina').waitFor();
  });

  it('brings whoever lost the line to where the others are: item, scene, time and place of the map', async () => {
    proxy.block(true);
    proxy.cut();
    await agency.page.getByRole('alert').getByText('Sambungan ke sesi terputus').waitFor();
    await open(presenter.page, /Acara/);
    await presenter.page.getByRole('button', { name: /^Peta waktu itu/ }).click();
    await isAt(guest.page, 'Peta waktu itu');
    await isAt(agency.page, 'Keadaan hari ini');
    proxy.block(false);
    await agency.page.getByText('Sesi tersambung').waitFor({ timeout: 40_000 });
    for (const { page } of [presenter, agency, guest]) {
      await isAt(page, 'Peta waktu itu');
      await sceneOf(page, 'peta');
      await page.locator('[data-past-banner]').waitFor();
    }
    expect(await pastOf(agency.page)).toBe(await pastOf(presenter.page));
    const drawn = async (page: Page) => Object.keys(await placesOnMap(page)).length;
    await expect.poll(() => drawn(presenter.page), { timeout: 20_000 }).toBeGreaterThan(3);
    await expect
      .poll(() => placesOnMap(agency.page), { timeout: 20_000 })
      .toEqual(await placesOnMap(presenter.page));
    // The whole region would show it elsewhere.
    await agency.page.getByRole('button', { name: 'Seluruh peta' }).waitFor();
    expect(await agency.page.getByText('Anda melihat sendiri').count()).toBe(0);
  });

  it('asks who is ready, and takes down how many were', async () => {
    const { page } = presenter;
    await open(page, /Hadir/);
    await page.getByRole('button', { name: 'Tanyakan' }).click();
    for (const one of [agency, guest])
      await one.page.locator('[data-poll]').getByRole('button', { name: 'Siap' }).click();
    await page.getByText('2 dari 3 siap').first().waitFor();
    await page.getByRole('button', { name: 'Tutup dan catat' }).click();
    await agency.page.locator('[data-poll]').waitFor({ state: 'detached' });
  });

  it('decides twice on the figure in view, and signs', async () => {
    const { page } = presenter;
    await open(page, /Acara/);
    await page.getByRole('button', { name: /^Lingkungan/ }).click();
    await sceneOf(agency.page, 'pilar');
    await open(page, /Putusan/);
    const decide = async (text: string, due: string) => {
      await page.getByRole('textbox', { name: 'Putusan' }).fill(text);
      await page.getByLabel('Penanggung jawab').selectOption({ label: 'DLH' });
      await page.getByLabel('Tenggat').fill(due);
      await page.getByRole('button', { name: 'Catat putusan' }).click();
      await page.locator('strong').getByText(text).waitFor();
    };
    await page.getByRole('combobox', { name: 'Indikator' }).selectOption(air);
    await page.getByRole('combobox', { name: 'Wilayah' }).selectOption(kecamatan);
    await decide('Tambah dua alat ukur udara', '2031-03-31');
    await page.getByRole('combobox', { name: 'Wilayah' }).selectOption('');
    await page.keyboard.press('5');
    await page.getByRole('combobox', { name: 'Indikator' }).selectOption('society-ipm');
    await decide('Naikkan IPM lewat beasiswa', '2030-01-31');
    await open(agency.page, /Putusan 2/);
    await agency.page.getByText('Penanggung jawab: DLH · Tenggat 31 Jan 2030').waitFor();
    await page.getByRole('button', { name: 'Tanda tangan', exact: true }).click();
    await page.getByLabel('Nama Rina Kartika').fill('Rina Kartika');
    await page.getByRole('button', { name: 'Tanda tangani' }).click();
    await agency.page.getByText('Semua pihak telah menandatangani').waitFor();
  });

  it('ends in an evidence pack with its files', async () => {
    const { page } = presenter;
    await open(page, /Acara/);
    await page.getByRole('button', { name: 'Akhiri sesi…' }).click();
    await page.getByLabel('Ringkasan untuk notulen').fill('Disepakati.');
    await page.getByRole('button', { name: 'Akhiri untuk semua peserta' }).click();
    for (const one of [agency, guest])
      await one.page.getByRole('heading', { name: 'Sesi selesai' }).waitFor();
    await page.getByRole('link', { name: 'Buka notulen' }).click();
    await page.getByRole('heading', { name: 'Putusan (2)' }).waitFor();
    await page.getByRole('heading', { name: 'Daftar hadir (3)' }).waitFor();
    await page.getByRole('link', { name: 'Paket bukti dan PDF' }).click();
    await page.getByText('Ini bukan keadaan sekarang.').waitFor();
    // The room goes on: what is frozen does not.
    await push(99.9);
    await expect
      .poll(async () => [...server.liveState.listChanges()].map(({ record }) => record.value).includes(99.9))
      .toBe(true);
    for (const [kind, name] of [
      ['json', /JSON/],
      ['pdf', /^PDF/],
      ['xlsx', /xlsx/],
    ] as const)
      files.set(kind, await download(page, name));
    pack = packSchema.parse(JSON.parse(String(files.get('json'))));
    expect(pack.session).toBe(id);
    for (const one of [presenter, agency, guest]) expect(one.faults).toEqual([]);
  });
});

describe('the PDF of a review', () => {
  /** What of the pack stands in the PDF's figure tables, in order. */
  const listPrinted = () => {
    const { scores, figures, totals } = pack.sections;
    return scores.flatMap(({ pillar }) => [
      ...figures.filter((one) => one.pillar === pillar && one.level === 'regency'),
      ...totals.filter((one) => one.pillar === pillar),
    ]);
  };
  const pdf = () => files.get('pdf') ?? Buffer.alloc(0);
  const words = () => readPdf(pdf()).replace(/\s+/g, ' ');

  it('has every figure of the pack as it is there, and none besides', () => {
    const shown = listPrinted();
    expect(shown.length).toBeGreaterThan(40);
    expect(readFigureColumn(pdf())).toEqual(shown.map(({ value }) => value));
    const { figures, programmes } = pack.sections;
    expect(shown.find(({ indicator }) => indicator === air)).toMatchObject({ value: 31.4 });
    const items = z.array(programmeRowSchema).parse(programmes);
    const money = items.flatMap((row) => row.money ?? []);
    expect(money).toHaveLength(2);
    for (const [next, name] of [
      ['Rencana kas', 'ceilingIdr'],
      ['Realisasi (Rp)', 'planIdr'],
      ['Fisik (%)', 'realisedIdr'],
      ['Sampai', 'progressPercent'],
    ] as const)
      expect(readColumn(pdf(), next, 'program tanpa anggaran'), name).toEqual(money.map((one) => one[name]));
    const areas = figures.filter(({ level }) => level !== 'regency').length;
    // What a public source says of a programme is told in a sentence of its own, below those that have nothing.
    const told = items.filter((row) => !row.money && row.publicCeiling);
    expect(words()).toContain('pagu Rp 40.000.000.000 menurut Berita TPA Burangkeng 2019–2025, periode 2025');
    const counts = [areas, items.length - money.length - told.length];
    expect(words()).toContain(`${areas} angka per wilayah ada di lampiran`);
    expect(findStrangeNumbers(words(), pack, counts)).toEqual([]);
    // A number that is in neither is found.
    expect(findStrangeNumbers(`${words()} 99,9`, pack, counts)).toEqual(['99,9']);
  });

  it('has decisions, attendance, answers, poll and signature as the pack has them', () => {
    const { minutes } = pack.sections;
    if (!minutes) throw new Error('no minutes');
    const text = words();
    expect(minutes.agenda.map(({ title }) => title)).toEqual([
      'Keadaan hari ini',
      'Lingkungan',
      'Peta waktu itu',
    ]);
    expect(minutes.attendance.map(({ name, isGuest }) => [name, isGuest]).toSorted()).toEqual([
      ['Ahmad Hidayat', true],
      ['budi', false],
      ['rina', false],
    ]);
    expect(minutes.decisions).toMatchObject([
      { owner: 'DLH', dueOn: '2031-03-31', figure: { indicator: air, area: kecamatan, value: 31.4 } },
      { owner: 'DLH', dueOn: '2030-01-31', figure: { indicator: 'society-ipm', value: 77.8 } },
    ]);
    expect(minutes.polls).toMatchObject([{ ready: 2, of: 3 }]);
    expect(minutes.signatures).toMatchObject([{ name: 'Rina Kartika', signed: { by: 'rina' } }]);
    for (const { text: decided, figure } of minutes.decisions) {
      expect(text).toContain(decided);
      const value = String(figure?.value).replace('.', ',');
      expect(text).toContain(`${figure?.name}, ${figure?.areaName} = ${value} ${figure?.unit}`);
    }
    const seal = minutes.signatures[0]?.signed?.hash ?? '';
    for (const printed of [
      '31 Maret 2031',
      '31 Januari 2030',
      'Ahmad Hidayat Kementerian, tamu',
      'Hadir 3 orang',
      'Karena musim libur.',
      ': 2 dari 3 siap',
      `SHA-256 ${seal.slice(0, 32)} ${seal.slice(32)}`,
      'Disepakati.',
    ])
      expect(text).toContain(printed);
  });

  it('bears the seal of the pack, which the page of seals knows, as it does every file', async () => {
    const { sections, manifest, ...head } = JSON.parse(String(files.get('json'))) as EvidencePack;
    const hashes = Object.fromEntries(
      Object.entries(sections).map(([name, section]) => [name, sha256(toCanonical(section))]),
    );
    expect(manifest.sections).toEqual(hashes);
    expect(sha256(toCanonical({ head, sections: hashes }))).toBe(manifest.hash);
    const seals = [...words().matchAll(/SHA-256 ([0-9a-f]{64})/g)].map(([, seal]) => seal);
    expect(new Set(seals)).toEqual(new Set([manifest.hash]));
    const { page } = presenter;
    await page.goto(`${server.url}/paket/periksa?hash=${manifest.hash}`);
    await page.getByRole('button', { name: 'Periksa segel' }).click();
    await page.getByText('Segel ini milik paket di bawah.').waitFor();
    for (const [kind, said] of [
      ['pdf', 'PDF dari paket di bawah.'],
      ['json', 'Berkas bukti (JSON) dari paket di bawah.'],
      ['xlsx', 'Lampiran .xlsx dari paket di bawah.'],
    ] as const) {
      const buffer = files.get(kind) ?? Buffer.alloc(0);
      const file = { name: `a.${kind}`, mimeType: 'application/octet-stream', buffer };
      await page.getByLabel('Pilih berkas').setInputFiles(file);
      await page.getByText(said).waitFor();
    }
  });

  it('stays as it was when the room goes on', async () => {
    const now = await (await rina.ask('GET', '/api/v1/latest')).json();
    const live = (now as { records: { indicator: string; area: string; value: number }[] }).records;
    expect(live.find((one) => one.indicator === air && one.area === kecamatan)?.value).toBe(99.9);
    const answer = packAnswerSchema.parse(await (await rina.ask('GET', `/api/v1/packs/${pack.id}`)).json());
    expect(answer.pack).toEqual(pack);
    const frozen = pack.sections.figures.find((one) => one.indicator === air && one.area === kecamatan);
    expect(frozen?.value).toBe(31.4);
    for (const kind of ['json', 'pdf', 'xlsx'] as const) {
      const file = await rina.ask('GET', `/api/v1/packs/${pack.id}/files/${kind}`);
      const hash = sha256(new Uint8Array(await file.arrayBuffer()));
      expect([hash, hash]).toEqual([sha256(files.get(kind) ?? ''), answer.summary.files[kind].hash]);
    }
  });

  it('has an annex with the same figures, those of areas and the money as well', async () => {
    const read = await readWorkbook(new Uint8Array(files.get('xlsx') ?? []), 'a.xlsx');
    if (!read.ok) throw new Error('not read');
    const column = (sheet: string, head: string) => {
      const found = read.workbook.sheets.find(({ name }) => name === sheet);
      const [heads = [], ...rows] = found?.rows ?? [];
      const at = heads.findIndex((cell) => toText(cell) === head);
      return rows.map((row) => (toText(row[at]) === '' ? null : Number(toText(row[at]))));
    };
    const { figures, totals, programmes, budgets } = pack.sections;
    expect(column('Angka', 'nilai')).toEqual(figures.map(({ value }) => value));
    expect(column('Hitungan', 'nilai')).toEqual(totals.map(({ value }) => value));
    const items = z.array(programmeRowSchema).parse(programmes);
    const money = budgetListSchema.pick({ items: true }).parse(budgets).items;
    for (const name of ['ceilingIdr', 'planIdr', 'realisedIdr', 'progressPercent'] as const) {
      expect(column('Program', `money.${name}`)).toEqual(items.map((row) => row.money?.[name] ?? null));
      expect(column('Anggaran', `money.${name}`)).toEqual(money.map((row) => row.money[name]));
    }
    expect(column('Anggaran', 'money.funds.1.ceilingIdr')).toContain(2_000_000_001);
  });
});

function toText(cell: unknown): string {
  return String(cell ?? '');
}
