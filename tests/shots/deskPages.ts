import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type SignedIn, toBrowserCookies } from '../support/people.ts';
import { furnishAlarms } from './furnishAlarms.ts';
import { furnishProgrammes } from './furnishProgrammes.ts';
import { furnishShift } from './furnishShift.ts';
import { furnishWalls } from './furnishWalls.ts';
import { openPerson } from './openPerson.ts';
import { type ShotServer, startOffline } from './servers.ts';
import { shotAt } from './shotClock.ts';
import type { Situation } from './situations.ts';
import type { Shot } from './takePicture.ts';
import { snap } from './takePicture.ts';
import { workIncident } from './workIncident.ts';

type Who = 'nobody' | 'clerk' | 'walidata' | 'operator' | 'admin' | 'lead' | 'next';

interface DeskPicture {
  readonly page: string;
  readonly who: Who;
  readonly path: string;
  /** A button that is pressed before the picture. */
  readonly press?: string;
  /** Keys after it, one after another. */
  readonly keys?: readonly string[];
}

const indicator = 'living-fire-response';
const pictures: readonly DeskPicture[] = [
  { page: 'masuk', who: 'nobody', path: '/masuk' },
  { page: 'undangan', who: 'nobody', path: '/undangan/TOKEN' },
  { page: 'input', who: 'clerk', path: '/input' },
  { page: 'formulir', who: 'clerk', path: `/input/isi/${indicator}/2026-10` },
  { page: 'formulir-kosong', who: 'clerk', path: `/input/isi/${indicator}/2026-08` },
  { page: 'berkas', who: 'clerk', path: '/input/berkas' },
  { page: 'berkas-pratinjau', who: 'clerk', path: '/input/berkas/FILE' },
  { page: 'berkas-salah', who: 'clerk', path: '/input/berkas/FAULTY' },
  { page: 'pemberitahuan', who: 'clerk', path: '/pemberitahuan' },
  { page: 'riwayat', who: 'clerk', path: `/riwayat?indikator=${indicator}&wilayah=32.16` },
  { page: 'akun', who: 'clerk', path: '/akun' },
  { page: 'verifikasi', who: 'walidata', path: '/verifikasi' },
  { page: 'jejak', who: 'walidata', path: '/verifikasi', press: 'Riwayat' },
  { page: 'ketepatan', who: 'walidata', path: '/ketepatan' },
  { page: 'tautan', who: 'walidata', path: '/tautan' },
  { page: 'program', who: 'walidata', path: '/program' },
  { page: 'program-satu', who: 'clerk', path: '/program/PROGRAMME' },
  { page: 'program-baru', who: 'clerk', path: '/program/baru' },
  { page: 'program-uang', who: 'clerk', path: '/program/PROGRAMME/uang/2026' },
  { page: 'program-matriks', who: 'walidata', path: '/program/matriks' },
  { page: 'program-kelengkapan', who: 'walidata', path: '/program/kelengkapan' },
  { page: 'program-impor', who: 'clerk', path: '/program/impor' },
  { page: 'program-berkas', who: 'clerk', path: '/program/impor/REGISTER' },
  { page: 'anggaran', who: 'walidata', path: '/anggaran' },
  { page: 'kesepakatan', who: 'walidata', path: '/kesepakatan' },
  { page: 'kesepakatan-satu', who: 'walidata', path: '/kesepakatan/AGREEMENT' },
  { page: 'kesepakatan-baru', who: 'admin', path: '/kesepakatan', press: 'Catat kesepakatan' },
  { page: 'janji', who: 'walidata', path: '/kesepakatan/janji' },
  { page: 'pendampingan', who: 'walidata', path: '/pendampingan' },
  { page: 'pendampingan-satu', who: 'admin', path: '/pendampingan/ADVICE' },
  { page: 'evaluasi', who: 'walidata', path: '/evaluasi' },
  { page: 'evaluasi-2023', who: 'walidata', path: '/evaluasi?tahun=2023' },
  { page: 'padanan', who: 'walidata', path: '/evaluasi/padanan' },
  { page: 'sesi', who: 'admin', path: '/sesi' },
  { page: 'sesi-baru', who: 'admin', path: '/sesi/baru' },
  { page: 'sesi-satu', who: 'admin', path: '/sesi/SESSION' },
  { page: 'putusan', who: 'walidata', path: '/sesi/putusan' },
  { page: 'waktu', who: 'operator', path: `/console/waktu?saat=${new Date(shotAt - 600_000).toISOString()}` },
  { page: 'orang', who: 'admin', path: '/admin/orang' },
  { page: 'token', who: 'admin', path: '/admin/token' },
  { page: 'indikator', who: 'admin', path: '/admin/indikator' },
  { page: 'instansi', who: 'admin', path: '/admin/instansi' },
  { page: 'hari-libur', who: 'admin', path: '/admin/hari-libur' },
  { page: 'audit', who: 'admin', path: '/admin/audit' },
  { page: 'wilayah', who: 'admin', path: '/admin/wilayah' },
  { page: 'sistem', who: 'admin', path: '/console/sistem' },
  { page: 'kepatuhan', who: 'admin', path: '/admin/kepatuhan' },
  { page: 'alarm', who: 'operator', path: '/console', press: 'Ditekan', keys: ['ArrowDown'] },
  { page: 'alarm-simpan', who: 'operator', path: '/console', press: 'Ditekan', keys: ['ArrowDown', 's'] },
  { page: 'alarm-aturan', who: 'admin', path: '/console/aturan', press: 'Ubah' },
  { page: 'kejadian', who: 'operator', path: '/console/kejadian' },
  { page: 'kejadian-baru', who: 'operator', path: '/console/kejadian?baru=' },
  { page: 'kejadian-satu', who: 'operator', path: '/console/kejadian/INCIDENT' },
  { page: 'kejadian-tutup', who: 'operator', path: '/console/kejadian/INCIDENT', press: 'Tutup kejadian' },
  { page: 'jaga', who: 'lead', path: '/console/jaga' },
  { page: 'jaga-terima', who: 'next', path: '/console/jaga' },
  { page: 'jaga-lalu', who: 'lead', path: '/console/jaga/SHIFT' },
  { page: 'layar', who: 'admin', path: '/console/layar' },
  { page: 'layar-adegan', who: 'admin', path: '/console/layar/dinding-utama' },
  { page: 'layar-pasang', who: 'nobody', path: '/wall/pasang' },
  { page: 'paket', who: 'admin', path: '/paket' },
  { page: 'paket-bekukan', who: 'admin', path: '/paket', press: 'Bekukan sekarang' },
  { page: 'paket-satu', who: 'walidata', path: '/paket/PACK' },
  { page: 'paket-periksa', who: 'walidata', path: '/paket/periksa?hash=SEAL', press: 'Periksa segel' },
  { page: 'publik', who: 'nobody', path: '/publik' },
  { page: 'publik-data', who: 'nobody', path: '/publik/data' },
  { page: 'publik-satu', who: 'nobody', path: '/publik/data/governance-spbe' },
  { page: 'publik-periksa', who: 'nobody', path: '/publik/periksa?hash=SEAL' },
  { page: 'latihan', who: 'admin', path: '/console/latihan' },
  { page: 'latihan-mulai', who: 'admin', path: '/console/latihan', press: 'Mulai latihan' },
];

const looks = [
  { look: 'phone_terang', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { look: 'laptop_terang', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
  { look: 'laptop_gelap', viewport: { width: 1366, height: 768 }, colorScheme: 'dark' },
  { look: 'konsol', viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' },
  { look: 'laptop_inggris', viewport: { width: 1366, height: 768 }, colorScheme: 'light' },
] as const;

/** What officials review is shown in the room, and to those who read no Indonesian. */
const reviewPages = /^(kesepakatan|janji|pendampingan|evaluasi|padanan|sesi|putusan|program|anggaran|paket)/;
/** Alarms are made for a wide screen; the other pages fill none. */
function isTaken({ page }: DeskPicture, { look }: (typeof looks)[number]): boolean {
  if (reviewPages.test(page)) return true;
  return look === 'konsol' ? page.startsWith('alarm') : look !== 'laptop_inggris';
}

const shots: readonly Shot[] = pictures.flatMap((picture) =>
  looks
    .filter((look) => isTaken(picture, look))
    .map(({ look, viewport }) => ({ name: `meja_${picture.page}_${look}`, query: picture.path, viewport })),
);

/** Fills the desk with what a month brings, all of it through the public interface. */
async function furnish(server: ShotServer) {
  const lead = await openPerson(server, 'Agus Wijaya', 'operator', null);
  const next = await openPerson(server, 'Lina Marlina', 'operator', null);
  const shift = await furnishShift(server, { night: next, morning: lead, next });
  const clerk = await openPerson(server, 'Budi Santoso', 'agency-operator', 'disdamkar');
  const walidata = await openPerson(server, 'Siti Rahma', 'verifier', null);
  const admin = await openPerson(server, 'Rina Kartika', 'admin', null);
  const operator = await openPerson(server, 'Ani Lestari', 'operator', null);
  const incident = await workIncident(operator);
  await submit(clerk, 'shots-0001', '2026-09', { '32.16': 12.3, '32.16.18': 9.1, '32.16.02': 10.4 });
  await submit(clerk, 'shots-0002', '2026-10', { '32.16': 11.8, '32.16.18': 8.7 });
  const drop = async (name: string, bytes: Uint8Array): Promise<string> => {
    const answer = await clerk.ask('POST', `/api/v1/input/files?name=${name}`, bytes);
    return ((await answer.json()) as { id: string }).id;
  };
  const file = await drop(
    'damkar-oktober-2026.xlsx',
    readFileSync('tests/fixtures/spreadsheets/damkar-oktober-2026.xlsx'),
  );
  const faulty = await drop(
    'rekap-salah.csv',
    new TextEncoder().encode(
      'Kecamatan;Bulan;Waktu tanggap Damkar (menit)\nCikrang Utara;Agustus 2026;9,1\nSetu;Agustus 2026;abc\nBabelan;Agustus;2.000,5\n',
    ),
  );
  await admin.ask('POST', '/api/v1/admin/tokens', {
    name: 'Sensor pos Damkar',
    agency: 'disdamkar',
    scopes: ['readings:write'],
  });
  const invited = await admin.ask('POST', '/api/v1/admin/invitations', {
    email: 'dewi@kab.example',
    role: 'agency-operator',
    agency: 'dlh',
  });
  const { url } = (await invited.json()) as { url: string };
  await decideOne(walidata);
  await furnishAlarms(server, admin, operator);
  const frozen = await freezeOne(admin);
  const officials = await furnishProgrammes(server, { walidata, clerk, admin });
  const stopWalls = await furnishWalls(server, admin);
  const cookies: Readonly<Record<Who, string>> = {
    nobody: '',
    clerk: clerk.cookie,
    walidata: walidata.cookie,
    operator: operator.cookie,
    admin: admin.cookie,
    lead: lead.cookie,
    next: next.cookie,
  };
  const token = url.split('/').at(-1) ?? '';
  const { id: pack, hash: seal } = frozen;
  return { cookies, file, faulty, incident, shift, ...officials, pack, seal, token, stopWalls };
}

function submit(clerk: SignedIn, key: string, period: string, values: Record<string, number>) {
  const readings = Object.entries(values).map(([area, value]) => ({ area, value }));
  return clerk.ask('POST', '/api/v1/input/submissions', { key, indicator, period, readings });
}

/** An evidence pack of what is shown. */
async function freezeOne(admin: SignedIn): Promise<{ id: string; hash: string }> {
  const answer = await admin.ask('POST', '/api/v1/packs', {
    key: 'shots-0001',
    title: 'Rapat evaluasi triwulan III',
    pillar: null,
  });
  return (await answer.json()) as { id: string; hash: string };
}

/** Turns one figure down, so that its agency has a notice. */
async function decideOne(walidata: SignedIn): Promise<void> {
  const answer = await walidata.ask('GET', '/api/v1/verification/queue?agency=disdamkar');
  const { items } = (await answer.json()) as { items: Record<string, unknown>[] };
  const one = items.find((item) => item['area'] === '32.16.02');
  if (!one) throw new Error('nothing waits');
  const { indicator: id, area, observedAt, version, held, recordedAt } = one;
  const decision = {
    indicator: id,
    area,
    observedAt,
    version,
    held,
    recordedAt,
    decision: 'reject',
    reason: 'Tidak sesuai laporan piket',
  };
  await walidata.ask('POST', '/api/v1/verification/decisions', { items: [decision] });
}

async function takeOne(
  browser: Browser,
  server: ShotServer,
  place: {
    path: string;
    cookie: string;
    press?: string | undefined;
    keys?: readonly string[] | undefined;
    look: (typeof looks)[number];
    name: string;
  },
): Promise<string[]> {
  const { path, cookie, keys, look, name } = place;
  const isEnglish = look.look === 'laptop_inggris';
  // A button is found by its Indonesian words.
  const press = isEnglish ? undefined : place.press;
  const { viewport, colorScheme } = look;
  const context = await browser.newContext({
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    viewport,
    colorScheme,
  });
  const faults: string[] = [];
  try {
    if (cookie) await context.addCookies(toBrowserCookies(cookie, server.url));
    if (isEnglish) await context.addInitScript("localStorage.setItem('simpul.bahasa', 'en')");
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    await page.clock.setFixedTime(server.clock.now());
    await page.goto(server.url + path);
    // A page that is loaded when it is wanted asks for its data only then.
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    if (press) await page.getByRole('button', { name: press }).first().click();
    if (keys) {
      await page.getByRole('heading', { level: 1 }).focus();
      for (const key of keys) await page.keyboard.press(key);
    }
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await snap(page, name);
  } finally {
    await context.close();
  }
  return faults;
}

/** An address with what was made in place of its words: `FILE` is `file`. */
function toRealPath(path: string, places: Readonly<Record<string, string>>): string {
  return path.replace(/[A-Z]{4,}/g, (word) => encodeURIComponent(places[word.toLowerCase()] ?? word));
}

/** Every page of the desk, on a phone and on a desk, light and dark. */
export const deskPages: Situation = {
  shots,
  async take(browser, chosen, report) {
    const server = await startOffline();
    let stopWalls = (): void => {};
    try {
      const { cookies, stopWalls: stop, ...places } = await furnish(server);
      stopWalls = stop;
      for (const { page, who, path, press, keys } of pictures) {
        for (const look of looks) {
          const name = `meja_${page}_${look.look}`;
          if (!chosen.some((shot) => shot.name === name)) continue;
          const real = toRealPath(path, places);
          report(
            name,
            await takeOne(browser, server, { path: real, cookie: cookies[who], press, keys, look, name }),
          );
        }
      }
    } finally {
      stopWalls();
      await server.stop();
    }
  },
};
