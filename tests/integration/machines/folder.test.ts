import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { findLink, readPoints, waitFor } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const dir = mkdtempSync(join(tmpdir(), 'simpul-folder-'));
const own = join(dir, 'disdamkar');
const indicator = 'living-fire-response';
const slow = { timeout: 90_000 };

let server: InProcessServer;
let clerk: SignedIn;
let setu = '';

beforeAll(async () => {
  mkdirSync(own);
  mkdirSync(join(dir, 'nobody'));
  server = await startTestServer({ env: { WATCH_DIR: dir } });
  clerk = await openSession(server, {
    email: 'damkar@bekasikab.go.id',
    role: 'agency-operator',
    agency: 'disdamkar',
  });
  setu = server.region.areas.find(({ name }) => name === 'Setu')?.code ?? '';
});
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function buildForm(month: string, value: number): Promise<Uint8Array> {
  const rows = [
    [{ value: `Waktu tanggap kebakaran ${month}` }],
    [{ value: 'No' }, { value: 'Kecamatan' }, { value: 'Waktu tanggap kebakaran (menit)' }],
    [{ value: 1 }, { value: 'Setu' }, { value }],
    [{ value: 2 }, { value: 'Kec. Karangbahagia' }, { value: value - 3 }],
  ];
  return await writeXlsx(rows, {}).toBuffer();
}

const listed = (folder: string) => (existsSync(join(own, folder)) ? readdirSync(join(own, folder)) : []);
/** The text beside a file once that was moved, which comes last: before, the text may not be whole. */
const textOf = (folder: string, name: string) => {
  const files = listed(folder);
  const text = files.find((one) => one.endsWith(`${name}.txt`));
  const isMoved = text !== undefined && files.includes(text.slice(0, -'.txt'.length));
  return isMoved ? readFileSync(join(own, folder, text), 'utf8') : undefined;
};
const values = async () =>
  (await readPoints(server, indicator, setu, Date.UTC(2026, 0, 1))).map(([, value]) => value);

describe('a watched folder', slow, () => {
  it('refuses a form that nobody has used, and leaves it to be settled by hand', async () => {
    expect(findLink(server, 'folder')).toMatchObject({ state: 'waiting', kind: 'push' });
    writeFileSync(join(own, 'agustus.xlsx'), await buildForm('Agustus 2026', 12));
    writeFileSync(join(dir, 'nobody', 'agustus.xlsx'), await buildForm('Agustus 2026', 12));
    writeFileSync(join(own, '~$agustus.xlsx'), 'lock');
    symlinkSync('/etc/hostname', join(own, 'link.csv'));
    expect(await waitFor(() => textOf('refused', 'agustus.xlsx'))).toMatch(
      /belum pernah dipakai.*\r\n.*menu Impor/,
    );
    expect(await values()).toEqual([]);
    expect(readdirSync(own).sort()).toEqual(['link.csv', 'refused', '~$agustus.xlsx']);
    expect(readdirSync(join(dir, 'nobody'))).toEqual(['agustus.xlsx']);
    await waitFor(() => findLink(server, 'folder').state === 'degraded');

    const { items } = (await (await clerk.ask('GET', '/api/v1/input/files?agency=disdamkar')).json()) as {
      items: { id: string; state: string }[];
    };
    expect(items).toMatchObject([{ state: 'draft' }]);
    const path = `/api/v1/input/files/${items[0]?.id}`;
    const view = (await (await clerk.ask('GET', path)).json()) as { layout: unknown; digest: string };
    const { layout, digest } = view;
    expect((await clerk.ask('POST', `${path}/commit`, { layout, digest })).status).toBe(201);
    expect(await values()).toEqual([12]);
  });

  it('imports the next month by itself, once, and refuses what needs a person', async () => {
    const september = await buildForm('September 2026', 11);
    writeFileSync(join(own, 'september.xlsx'), september);
    writeFileSync(join(own, 'september-lagi.xlsx'), september);
    writeFileSync(join(own, 'zz-salah.xlsx'), await buildForm('September 2026', 99_999));
    writeFileSync(join(own, 'rusak.xlsx'), 'PK not a workbook');
    await waitFor(() => textOf('done', 'september.xlsx') ?? textOf('done', 'september-lagi.xlsx'));
    await waitFor(() => listed('done').length === 4 && listed('refused').length === 6);
    expect(await values()).toEqual([12, 11]);
    expect(textOf('done', 'september-lagi.xlsx')).toMatch(/2 angka tersimpan/);
    expect(textOf('done', 'september.xlsx')).toMatch(/sudah diimpor sebagai september-lagi\.xlsx/);
    expect(textOf('refused', 'zz-salah.xlsx')).toMatch(/menu Impor/);
    expect(textOf('refused', 'rusak.xlsx')).toBeTruthy();
    const [, way] = await readWay();
    expect(way).toBe('folder');
  });
});

/** The audit's word on the way of the last stored batch. */
async function readWay(): Promise<[string, unknown]> {
  const change = [...server.liveState.listChanges()].find(
    ({ record }) => record.indicator === indicator && record.area === setu,
  );
  const versions = await server.store.readVersions(
    indicator as never,
    setu as never,
    change?.record.observedAt ?? 0,
  );
  const after = versions.at(-1)?.audit?.after as { way?: unknown } | undefined;
  return [indicator, after?.way];
}
