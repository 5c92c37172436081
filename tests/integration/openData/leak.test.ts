import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openListSchema } from '../../../shared/model/openData.ts';
import { queueItemSchema } from '../../../shared/model/verification.ts';
import { writePack } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const indicator = 'living-fire-response';
let now = Date.parse('2026-11-05T03:00:00Z');
let pack: ReturnType<typeof writePack>;
let server: InProcessServer;
let clerk: SignedIn;
let walidata: SignedIn;
let admin: SignedIn;

const open = async (path: string, from = server): Promise<string> => {
  const answer = await fetch(from.url + path);
  if (!answer.ok) throw new Error(`${path} ${answer.status}`);
  return answer.text();
};
/** Everything that anyone may read of the indicators, in one text; the clock moves on, as what was read is kept for a moment. */
const readAll = async (ids: readonly string[], from = server): Promise<string> => {
  now += 5_000;
  const paths = [
    '/publik',
    '/publik?lang=en',
    '/publik/data',
    '/api/v1/open/datasets',
    '/api/v1/open/catalog.jsonld',
    '/api/v1/open/ngsi-ld/entities?limit=1000',
    ...ids.flatMap((id) => [
      `/publik/data/${id}`,
      `/api/v1/open/datasets/${id}`,
      `/api/v1/open/datasets/${id}/data.csv`,
      `/api/v1/open/datasets/${id}/data.json`,
    ]),
  ];
  return (await Promise.all(paths.map((path) => open(path, from)))).join('\n');
};
/** True where the value stands anywhere, in the writing of a screen, a sheet or a program. */
const holds = (text: string, value: number): boolean =>
  [String(value), String(value).replace('.', ','), value.toLocaleString('id-ID')].some((one) =>
    text.includes(one),
  );

const send = async (id: string, period: string, value: number, more: object = {}): Promise<void> => {
  const answer = await clerk.ask('POST', '/api/v1/input/submissions', {
    key: `leak-${period}-${Math.round(value * 100)}`,
    indicator: id,
    period,
    readings: [{ area: '32.16', value, ...more }],
  });
  if (!answer.ok) throw new Error(await answer.text());
};
const decide = async (decision: 'verify' | 'reject', value: number): Promise<void> => {
  const answer = await walidata.ask('GET', '/api/v1/verification/queue?agency=disdamkar');
  const { items } = z.object({ items: z.array(queueItemSchema) }).parse(await answer.json());
  const item = items.find((one) => one.value === value);
  if (!item) throw new Error(`${value} does not wait`);
  const { indicator: id, area, observedAt, version, held, recordedAt } = item;
  const reason = decision === 'reject' ? { reason: 'Tidak sesuai laporan' } : {};
  const seen = { indicator: id, area, observedAt, version, held, recordedAt };
  const decisions = [{ ...seen, decision, ...reason }];
  const done = await walidata.ask('POST', '/api/v1/verification/decisions', { items: decisions });
  expect(await done.json()).toMatchObject({
    items: [{ outcome: decision === 'verify' ? 'verified' : 'rejected' }],
  });
};

beforeAll(async () => {
  pack = writePack([]);
  writeFileSync(
    join(pack.dir, 'open.json'),
    JSON.stringify({
      licence: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      closed: ['governance-spbe'],
      metadata: { [indicator]: { concept: 'Waktu tanggap', interpretation: 'Makin kecil makin baik' } },
    }),
  );
  server = await startTestServer({ now: () => now, env: { REGION_DIR: pack.dir } });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  walidata = await openSession(server, { email: 'wali@x.id', role: 'verifier' });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
});
afterAll(async () => {
  await server.stop();
  pack.remove();
});

describe('what nobody approved', () => {
  it('is nowhere: not before it is verified, and then everywhere', async () => {
    await send(indicator, '2026-09', 12.31);
    expect(holds(await readAll([indicator]), 12.31)).toBe(false);
    await decide('verify', 12.31);
    const text = await readAll([indicator]);
    expect(text.split('12,31').length + text.split('12.31').length).toBeGreaterThan(5);
  });

  it('leaves what was approved before in its place, and says that something newer waits', async () => {
    await send(indicator, '2026-10', 13.37);
    const text = await readAll([indicator]);
    expect(holds(text, 13.37)).toBe(false);
    expect(holds(text, 12.31)).toBe(true);
    expect(text).toContain('Angka yang lebih baru sedang diperiksa.');
  });

  it('is not there once it is rejected', async () => {
    await decide('reject', 13.37);
    const text = await readAll([indicator]);
    expect(holds(text, 13.37)).toBe(false);
    expect(holds(text, 12.31)).toBe(true);
  });

  it('does not follow from a correction before that is looked at, nor does what it replaced stay after', async () => {
    await send(indicator, '2026-09', 16.61, { reason: 'Salah ketik' });
    const before = await readAll([indicator]);
    expect([holds(before, 16.61), holds(before, 12.31)]).toEqual([false, true]);
    await decide('verify', 16.61);
    const after = await readAll([indicator]);
    expect([holds(after, 16.61), holds(after, 12.31)]).toEqual([true, false]);
  });

  it('is nowhere while it is held back', async () => {
    const version = {
      validFrom: new Date(now).toISOString(),
      changes: { showProvisional: false },
      reason: 'Dilihat dahulu',
    };
    const made = await admin.ask('POST', '/api/v1/admin/indicators/living-fires/versions', version);
    expect(made.ok).toBe(true);
    await send('living-fires', '2025', 4_457, { reason: 'Rekap tahunan' });
    expect(holds(await readAll(['living-fires']), 4_457)).toBe(false);
    await decide('verify', 4_457);
    expect(holds(await readAll(['living-fires']), 4_457)).toBe(true);
  });

  it('is not approved by a sender who calls it published', async () => {
    const token = await server.token('disdamkar');
    const body = {
      readings: [
        {
          indicator: 'living-rescues',
          area: '32.16',
          value: 7_793,
          observedAt: '2026-09-30T16:59:59Z',
          origin: 'published',
        },
      ],
    };
    const answer = await fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(201);
    expect(holds(await readAll(['living-rescues']), 7_793)).toBe(false);
  });
});

describe('what the region closes', () => {
  it('is in no list and at no address, though it is verified', async () => {
    for (const path of ['/publik/data/', '/api/v1/open/datasets/'])
      expect((await fetch(`${server.url}${path}governance-spbe`)).status).toBe(404);
    expect((await fetch(`${server.url}/api/v1/open/datasets/governance-spbe/data.csv`)).status).toBe(404);
    const text = await readAll([]);
    expect(text).not.toContain('governance-spbe');
    expect(text).not.toContain('4,48');
  });
});

describe('what is open', () => {
  it('carries its metadata, and names what no source gives', async () => {
    const list = openListSchema.parse(JSON.parse(await open('/api/v1/open/datasets')));
    expect(list.licence?.name).toBe('CC BY 4.0');
    const one = list.items.find(({ id }) => id === indicator);
    expect(one).toMatchObject({
      concept: 'Waktu tanggap',
      publicAccess: 'open',
      licence: { name: 'CC BY 4.0' },
    });
    expect(one?.missing).toEqual(
      ['formula', 'measure', 'classification', 'components'].filter(
        (field) => one?.[field as 'formula'] === null,
      ),
    );
    const page = await open(`/publik/data/${indicator}`);
    expect(page).toContain('belum ada di sumber');
    expect(page).toContain('https://creativecommons.org/licenses/by/4.0/');
  });

  it('says of a figure that was remembered or rounded that it is uncertain, and why', async () => {
    const path = '/api/v1/open/datasets/living-area-official/data';
    const lines = (await open(`${path}.csv`)).trimEnd().split('\r\n');
    expect(lines[0]?.endsWith('"sumber";"mutu";"catatan"')).toBe(true);
    const lineOf = (area: string) => lines.find((line) => line.includes(`"${area}"`));
    expect(lineOf('32.16.05')).toMatch(/;"baik";$/);
    expect(lineOf('32.16.01')).toMatch(/;"kurang pasti";"Nilai ini diingat, bukan dibaca;[^"]+"$/);
    const { rows } = JSON.parse(await open(`${path}.json`)) as { rows: { area: string; quality: string }[] };
    expect(rows.find(({ area }) => area === '32.16.01')?.quality).toBe('uncertain');
    const page = await open('/publik/data/living-area-official');
    expect(page).toContain('terbitan resmi · kurang pasti');
  });

  it('is a DCAT catalogue whose every download answers with what it says', async () => {
    const catalog = z
      .object({
        '@type': z.literal('dcat:Catalog'),
        'dcat:dataset': z.array(
          z.object({
            'dct:identifier': z.string(),
            'dct:title': z.array(z.object({ '@value': z.string() })).length(2),
            'dct:description': z.array(z.object({ '@value': z.string().min(1) })).length(2),
            'dcat:distribution': z.array(
              z.object({
                'dcat:downloadURL': z.object({ '@id': z.string() }),
                'dct:license': z.object({ '@id': z.string() }),
              }),
            ),
          }),
        ),
      })
      .parse(JSON.parse(await open('/api/v1/open/catalog.jsonld')));
    expect(catalog['dcat:dataset'].length).toBeGreaterThan(20);
    for (const dataset of catalog['dcat:dataset']) {
      const [csv, json] = dataset['dcat:distribution'].map((one) => one['dcat:downloadURL']['@id']);
      const [sheet, text] = [await open(csv ?? ''), await open(json ?? '')];
      const { rows } = z
        .object({ rows: z.array(z.object({ value: z.number().nullable() })) })
        .parse(JSON.parse(text));
      expect(rows.length).toBeGreaterThan(0);
      expect(sheet.trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    }
  });

  it('is a performance indicator of NGSI-LD with value, time and unit', async () => {
    const kpi = z.object({
      id: z.string().startsWith('urn:ngsi-ld:KeyPerformanceIndicator:'),
      type: z.literal('KeyPerformanceIndicator'),
      kpiValue: z.object({ type: z.literal('Property'), value: z.number(), observedAt: z.iso.datetime() }),
      process: z.object({ value: z.string() }),
      calculationFrequency: z.object({ value: z.string() }),
    });
    const entities = z
      .array(kpi.loose())
      .parse(JSON.parse(await open('/api/v1/open/ngsi-ld/entities?limit=1000')));
    const own = entities.find(({ id }) => id.endsWith(`:${indicator}:32.16`));
    expect(own?.kpiValue.value).toBe(16.61);
    expect(own).toMatchObject({
      calculationMethod: { value: 'manual' },
      calculationFrequency: { value: 'monthly' },
    });
    expect(JSON.parse(await open(`/api/v1/open/ngsi-ld/entities/${own?.id}`))).toMatchObject({
      id: own?.id,
      kpiValue: { value: 16.61 },
    });
    expect((await fetch(`${server.url}/api/v1/open/ngsi-ld/entities?type=Device`)).status).toBe(422);
  });

  it('is told unchanged to who has it, and anew once it changed', async () => {
    const ask = async (path: string, etag: string | null = null) => {
      now += 5_000;
      return fetch(server.url + path, { headers: etag ? { 'if-none-match': etag } : {} });
    };
    const sheet = `/api/v1/open/datasets/${indicator}/data.csv`;
    for (const path of ['/publik/data', sheet]) {
      const first = await ask(path);
      await first.text();
      expect((await ask(path, first.headers.get('etag'))).status).toBe(304);
    }
    const known = await ask(sheet);
    await known.text();
    await send(indicator, '2026-08', 18.83);
    await decide('verify', 18.83);
    const again = await ask(sheet, known.headers.get('etag'));
    expect([again.status, holds(await again.text(), 18.83)]).toEqual([200, true]);
  });
});

describe('other servers', () => {
  it('of a demonstration say so and open no simulated figure', async () => {
    const demo = await startTestServer({ demo: true, now: () => now });
    const token = await demo.token('disdamkar');
    const reading = { indicator, area: '32.16', value: 17.71, observedAt: '2026-09-30T16:59:59Z' };
    await fetch(`${demo.url}/api/v1/readings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ readings: [reading] }),
    });
    expect([...demo.liveState.listChanges()].some(({ record }) => record.value === 17.71)).toBe(true);
    const text = await readAll([indicator], demo);
    expect(holds(text, 17.71)).toBe(false);
    expect(text).toContain('SIMULASI: ini peragaan.');
    expect(text).toContain('Lisensi belum ditetapkan');
    await demo.stop();
  });

  it('are open though viewing asks for a sign-in, and shut where the page is switched off', async () => {
    const closed = await startTestServer({ env: { VIEWING: 'signed-in' } });
    expect((await fetch(`${closed.url}/publik`)).status).toBe(200);
    expect((await fetch(`${closed.url}/api/v1/latest`)).status).toBe(401);
    await closed.stop();
    const off = await startTestServer({ env: { PUBLIC_PAGE: 'off' } });
    for (const path of ['/publik', '/publik/data', '/api/v1/open/datasets', '/api/v1/open/catalog.jsonld'])
      expect((await fetch(off.url + path)).status).toBe(404);
    await off.stop();
  });
});
