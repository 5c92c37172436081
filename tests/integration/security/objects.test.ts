import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importViewSchema } from '../../../shared/model/importFile.ts';
import { evidenceSchema } from '../../../shared/model/submission.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { countRows } from '../../support/rowCounts.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const start = Date.parse('2026-11-05T03:00:00Z');
const indicator = 'living-fire-response';
const foreign = 'environment-pm25';
const encode = (text: string) => new TextEncoder().encode(text);

let server: InProcessServer;
let own: SignedIn;
let other: SignedIn;
let fileId: string;
let evidenceId: string;
beforeAll(async () => {
  const from = Date.now();
  server = await startTestServer({ now: () => start + Date.now() - from, settles: true });
  own = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  other = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  const csv = encode('Kecamatan;Waktu tanggap (menit) Oktober 2026\nCikarang Utara;12,5\n');
  fileId = importViewSchema.parse(
    await (await own.ask('POST', '/api/v1/input/files?name=a.csv', csv)).json(),
  ).id;
  const pdf = await own.ask('POST', '/api/v1/input/evidence?name=a.pdf', encode('%PDF-1.7\nbukti'));
  evidenceId = evidenceSchema.parse(await pdf.json()).id;
});
afterAll(() => server.stop());

describe('an object of another agency (S1)', () => {
  it('looks in every answer like one that is not there', async () => {
    const nowhere = crypto.randomUUID();
    const cases: [string, string, string, object?][] = [
      ['GET', 'evidence', ''],
      ['GET', 'files', ''],
      ['POST', 'files', '/preview', { layout: {} }],
      ['POST', 'files', '/commit', { layout: {}, digest: 'x' }],
      ['POST', 'files', '/undo', { reason: 'x' }],
    ];
    for (const [method, kind, tail, body] of cases) {
      const ask = async (id: string) => {
        const answer = await other.ask(method, `/api/v1/input/${kind}/${id}${tail}`, body);
        return [answer.status, await answer.text()];
      };
      const there = await ask(kind === 'files' ? fileId : evidenceId);
      expect([kind, tail, ...there]).toEqual([kind, tail, ...(await ask(nowhere))]);
      expect(there[0]).toBe(404);
    }
  });

  it('stands in no list, and cannot be asked for by naming its agency', async () => {
    for (const path of ['/api/v1/input/files', '/api/v1/input/obligations', '/api/v1/notices']) {
      const answer = await other.ask('GET', path);
      const text = await answer.text();
      expect([path, answer.status]).toEqual([path, 200]);
      expect(text).not.toContain(fileId);
      expect(text).not.toContain(indicator);
    }
    for (const path of ['files', 'obligations'])
      expect((await other.ask('GET', `/api/v1/input/${path}?agency=disdamkar`)).status).toBe(403);
  });

  it('cannot be written to by a body that names it', async () => {
    const before = await countRows(server.store);
    const figure = { key: 'other-0001', period: '2026-10', readings: [{ area: '32.16.18', value: 9 }] };
    const send = (body: object) => other.ask('POST', '/api/v1/input/submissions', body);
    expect((await send({ ...figure, indicator })).status).toBe(403);
    const upload = await other.ask(
      'POST',
      '/api/v1/input/files?name=a.csv&agency=disdamkar',
      encode('a;b\n1;2\n'),
    );
    expect(upload.status).toBe(403);
    for (const more of [{ agency: 'disdamkar' }, { role: 'admin' }, { verified: true }, { seq: 1 }])
      expect((await send({ ...figure, indicator, ...more })).status).toBeGreaterThanOrEqual(400);
    expect(await countRows(server.store)).toEqual(before);
  });

  it('cannot be attached to one’s own figures', async () => {
    const form = server.region.catalogue.indicators.find(
      ({ agency, cadence }) => agency === 'dlh' && cadence === 'P1M',
    );
    const body = {
      key: 'evidence-0001',
      indicator: form?.id ?? foreign,
      period: '2026-10',
      readings: [{ area: form?.levels.includes('regency') === false ? '32.16.18' : '32.16', value: 1 }],
      evidence: [evidenceId],
    };
    const answer = await other.ask('POST', '/api/v1/input/submissions', body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(await answer.json())).toContain(form ? '/evidence/0' : '/');
  });

  it('cannot be filled by a layout that points to it', async () => {
    const seen = importViewSchema.parse(await (await own.ask('GET', `/api/v1/input/files/${fileId}`)).json());
    const layout = JSON.parse(JSON.stringify(seen.layout).replaceAll(indicator, foreign)) as object;
    expect(JSON.stringify(layout)).toContain(foreign);
    const path = `/api/v1/input/files/${fileId}`;
    const looked = await own.ask('POST', `${path}/preview`, { layout });
    const { digest = 'x' } = (looked.ok ? await looked.json() : {}) as { digest?: string };
    const before = await server.store.head();
    const stored = await own.ask('POST', `${path}/commit`, { layout, digest, reason: 'x' });
    expect([stored.status >= 400, stored.status < 500]).toEqual([true, true]);
    expect(await server.store.head()).toEqual(before);
  });
});
