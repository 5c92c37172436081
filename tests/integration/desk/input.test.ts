import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { importViewSchema } from '../../../shared/model/importFile.ts';
import { obligationsSchema } from '../../../shared/model/obligation.ts';
import { evidenceSchema, formViewSchema, submissionReceiptSchema } from '../../../shared/model/submission.ts';
import { timelinessBoardSchema } from '../../../shared/model/timeliness.ts';
import { trailSchema } from '../../../shared/model/trail.ts';
import { queueItemSchema } from '../../../shared/model/verification.ts';
import { personHeader } from '../../../shared/protocol/desk.ts';
import { readLatest } from '../../support/api.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let clerk: SignedIn;
let other: SignedIn;
let walidata: SignedIn;
const now = Date.parse('2026-11-05T03:00:00Z');
beforeAll(async () => {
  server = await startTestServer({ now: () => now + (Date.now() % 1_000_000) });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  other = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  walidata = await openSession(server, { email: 'wali@x.id', role: 'verifier' });
});
afterAll(() => server.stop());

const indicator = 'living-fire-response';
const read = async (who: SignedIn, path: string): Promise<unknown> => {
  const answer = await who.ask('GET', path);
  if (!answer.ok) throw new Error(`${path} ${answer.status} ${await answer.text()}`);
  return answer.json();
};

describe('a clerk', () => {
  it('sees what the agency owes, for which period, by when and how late', async () => {
    const { items, withoutCalendar } = obligationsSchema.parse(
      await read(clerk, '/api/v1/input/obligations'),
    );
    expect(withoutCalendar).toBe(true);
    const october = items.find((item) => item.indicator === indicator && item.period === '2026-10');
    expect(october).toMatchObject({
      label: { id: 'Oktober 2026' },
      areas: 24,
      received: 0,
      dueAt: '2026-11-16T16:59:59.999Z',
      observedAt: '2026-10-31T16:59:59.000Z',
      state: 'open',
    });
    expect(items.find((item) => item.period === '2026-08' && item.indicator === indicator)?.state).toBe(
      'late',
    );
    expect((await other.ask('GET', '/api/v1/input/obligations?agency=disdamkar')).status).toBe(403);
    expect((await walidata.ask('GET', '/api/v1/input/obligations?agency=disdamkar')).status).toBe(200);
  });

  it('fills in a form, attaches evidence, gives reasons where asked, and sends it once', async () => {
    const path = `/api/v1/input/form?indicator=${indicator}&period=2026-10`;
    const form = formViewSchema.parse(await read(clerk, path));
    expect(form.rows).toHaveLength(24);
    expect((await other.ask('GET', path)).status).toBe(403);
    const pdf = new TextEncoder().encode('%PDF-1.7\nbukti');
    const attached = await clerk.ask('POST', '/api/v1/input/evidence?name=..%2Fbukti%20Okt.pdf', pdf);
    const evidence = evidenceSchema.parse(await attached.json());
    expect(evidence).toMatchObject({ name: 'bukti Okt.pdf', type: 'application/pdf', sizeBytes: pdf.length });
    expect((await clerk.ask('POST', '/api/v1/input/evidence?name=a.exe', pdf)).status).toBe(422);
    const file = await clerk.ask('GET', `/api/v1/input/evidence/${evidence.id}`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf);
    expect((await other.ask('GET', `/api/v1/input/evidence/${evidence.id}`)).status).toBe(404);

    const send = (key: string, values: Record<string, number>, more: object = {}) =>
      clerk.ask('POST', '/api/v1/input/submissions', {
        key,
        indicator,
        period: '2026-10',
        readings: Object.entries(values).map(([area, value]) => ({ area, value, ...more })),
        evidence: [evidence.id],
      });
    const first = await send('form-0001', { '32.16.18': 12.5, '32.16.02': 9 });
    expect(submissionReceiptSchema.parse(await first.json())).toMatchObject({ recorded: 2, held: 0 });
    const again = await send('form-0001', { '32.16.18': 12.5, '32.16.02': 9 });
    expect(await again.json()).toMatchObject({ recorded: 2 });
    expect((await readLatest(server.url, '?indicator=living-fire-response')).records).toHaveLength(2);
    const odd = await send('form-0002', { '32.16.18': 13 });
    expect(odd.status).toBe(422);
    expect(await odd.json()).toMatchObject({
      errors: [{ pointer: '/readings/0/reason', code: 'reason_needed' }],
    });
    expect((await send('form-0003', { '32.16.18': 13 }, { reason: 'salah ketik' })).status).toBe(201);
    const bad = await send('form-0004', { '32.16.18': 99_999, '99.99': 1 });
    expect(await bad.json()).toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ pointer: '/readings/0/value', code: 'range' }),
      ]),
    });
    const trail = trailSchema.parse(
      await read(
        clerk,
        `/api/v1/trail?indicator=${indicator}&area=32.16.18&observedAt=${form.period.observedAt}`,
      ),
    );
    expect(trail.versions).toMatchObject([
      { value: 12.5, by: 'damkar', way: 'form', evidence: [evidence.id], from: null },
      { value: 13, verification: 'restated', note: 'salah ketik' },
    ]);
  });

  it('drops a file, sees every fault at its cell, stores it and takes it back', async () => {
    const build = async (place: string) =>
      new Uint8Array(
        await writeXlsx(
          [
            [{ value: 'Kecamatan' }, { value: 'Periode' }, { value: 'Waktu tanggap kebakaran (menit)' }],
            [{ value: place }, { value: 'September 2026' }, { value: 11 }],
          ],
          {},
        ).toBuffer(),
      );
    const drop = async (bytes: Uint8Array) => clerk.ask('POST', '/api/v1/input/files?name=sept.xlsx', bytes);
    const broken = await drop(new TextEncoder().encode('bukan excel\u0000'));
    expect(broken.status).toBe(422);
    expect(await broken.json()).toMatchObject({ errors: [{ message: expect.stringMatching(/CSV UTF-8/) }] });
    const faulty = importViewSchema.parse(await (await drop(await build('Atlantis'))).json());
    expect(faulty.faults).toMatchObject([{ cell: 'A2', message: expect.stringContaining('Atlantis') }]);
    const view = importViewSchema.parse(await (await drop(await build('Setu'))).json());
    expect(view).toMatchObject({ faults: [], counts: { late: 1 } });
    const commit = await clerk.ask('POST', `/api/v1/input/files/${view.id}/commit`, {
      layout: view.layout,
      digest: view.digest,
    });
    expect(await commit.json()).toMatchObject({ recorded: 1 });
    expect((await other.ask('GET', `/api/v1/input/files/${view.id}`)).status).toBe(404);
    expect(await read(clerk, '/api/v1/input/files')).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id: view.id, state: 'committed' })]),
    });
    const undo = await clerk.ask('POST', `/api/v1/input/files/${view.id}/undo`, { reason: 'salah bulan' });
    expect(await undo.json()).toMatchObject({ kind: 'undone', withdrawn: 1 });
  });
});

describe('the walidata', () => {
  it('finds the figures that wait, verifies and turns down, and sees who is late', async () => {
    const { items } = (await read(walidata, '/api/v1/verification/queue?agency=disdamkar')) as {
      items: unknown[];
    };
    const [first, second] = items.map((item) => queueItemSchema.parse(item));
    if (!first || !second) throw new Error('nothing waits');
    const decide = (item: typeof first, decision: string, reason?: string) => ({
      indicator: item.indicator,
      area: item.area,
      observedAt: item.observedAt,
      version: item.version,
      held: item.held,
      recordedAt: item.recordedAt,
      decision,
      ...(reason ? { reason } : {}),
    });
    const answer = await walidata.ask('POST', '/api/v1/verification/decisions', {
      items: [decide(first, 'verify'), decide(second, 'reject', 'bukti tidak cocok')],
    });
    expect(await answer.json()).toEqual({
      items: [
        { index: 0, outcome: 'verified' },
        { index: 1, outcome: 'rejected' },
      ],
    });
    expect(await read(clerk, '/api/v1/notices')).toMatchObject({
      items: [{ kind: 'rejected', read: false, params: { reason: 'bukti tidak cocok' } }],
    });
    expect((await clerk.ask('GET', '/api/v1/verification/queue')).status).toBe(403);
    const board = timelinessBoardSchema.parse(await read(walidata, '/api/v1/timeliness?period=2026-11'));
    expect(board.agencies.find(({ agency }) => agency === 'disdamkar')).toMatchObject({
      owed: 24,
      received: 2,
    });
  });
});

describe('a page that was left open', () => {
  it('sends nothing of its person as whoever signed in after', async () => {
    const colleague = await openSession(server, {
      email: 'rekan@x.id',
      role: 'agency-operator',
      agency: 'disdamkar',
    });
    const body = {
      key: 'form-page',
      indicator,
      period: '2026-10',
      readings: [{ area: '32.16.01', value: 11 }],
    };
    const send = (person: string) =>
      colleague.ask('POST', '/api/v1/input/submissions', body, { [personHeader]: person });
    expect((await send(clerk.id)).status).toBe(401);
    const pdf = new TextEncoder().encode('%PDF-1.7\nbukti');
    const attach = (person: string) =>
      colleague.ask('POST', '/api/v1/input/evidence?name=bukti.pdf', pdf, { [personHeader]: person });
    expect((await attach(clerk.id)).status).toBe(401);
    expect((await attach(colleague.id)).status).toBe(201);
    expect((await send(colleague.id)).status).toBe(201);
  });
});
