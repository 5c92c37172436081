import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ShiftView, shiftListSchema, shiftViewSchema } from '../../../shared/model/shift.ts';
import { type Problem, problemSchema } from '../../../shared/protocol/problem.ts';
import { listToRead } from '../../../shared/rules/handover.ts';
import { createAsk, openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const minute = 60_000;
let at = Date.parse('2026-11-05T00:10:00Z');
/** Every look at the clock moves it a little, as time does. */
const now = (): number => {
  at += 1;
  return at;
};
const dataDir = mkdtempSync(join(tmpdir(), 'simpul-shifts-'));
let server: InProcessServer;
let ani: SignedIn;
let budi: SignedIn;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ dataDir, now });
  ani = await openSession(server, { email: 'ani@x.id', role: 'operator' });
  budi = await openSession(server, { email: 'budi@x.id', role: 'operator' });
  presenter = await openSession(server, { email: 'sari@x.id', role: 'presenter' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const base = '/api/v1/shifts';
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const newKey = () => `key-${crypto.randomUUID()}`;

const toView = async (answer: Response): Promise<ShiftView> => {
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return shiftViewSchema.parse(await answer.json());
};
const toProblem = async (answer: Response): Promise<[number, string]> => {
  const problem: Problem = problemSchema.parse(await answer.json());
  return [answer.status, problem.type.replace('urn:simpul:problem:', '')];
};
const list = async () => shiftListSchema.parse(await (await ani.ask('GET', base)).json());
const current = async (): Promise<ShiftView> => {
  const id = (await list()).current?.id ?? '';
  return toView(await ani.ask('GET', `${base}/${id}`));
};
function write(by: SignedIn, id: string, text: string, more: object = {}): Promise<Response> {
  return by.ask('POST', `${base}/${id}/entries`, { kind: 'note', text, key: newKey(), ...more });
}
const lastNote = async (action: string) => (await server.store.listAudit({ action, limit: 1 }))[0];

describe('a shift', () => {
  it('is there once, however many start it at the same time; the others are told in words', async () => {
    expect(await list()).toMatchObject({ current: null, recent: [] });
    const answers = await Promise.all(
      [ani, budi, ani, budi].map((by) => by.ask('POST', base, { name: 'Pagi' })),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      const problem = problemSchema.parse(await answer.json());
      expect([problem.status, problem.detail]).toEqual([
        409,
        'Orang lain sudah memulai jaga. Bergabunglah dengan regu itu.',
      ]);
    }
    expect((await list()).recent).toHaveLength(1);
    expect(await lastNote('shift.start')).toMatchObject({ after: { name: 'Pagi' } });
  });

  it('takes in who joins, and only they write', async () => {
    const { id, crew } = await current();
    const first = crew[0]?.name === 'ani' ? ani : budi;
    const second = first === ani ? budi : ani;
    expect(await toProblem(await write(second, id, 'Belum boleh'))).toEqual([409, 'not-on-duty']);
    const joined = await toView(await second.ask('POST', `${base}/${id}/crew`, { action: 'join' }));
    expect(joined.crew).toHaveLength(2);
    // Once more changes nothing.
    expect((await toView(await second.ask('POST', `${base}/${id}/crew`, { action: 'join' }))).log).toEqual(
      joined.log,
    );
    expect(await toProblem(await write(presenter, id, 'x'))).toEqual([403, 'role']);
    const written = await toView(await write(second, id, 'Pompa 3 berbunyi'));
    expect(written.log.at(-1)).toMatchObject({
      kind: 'note',
      text: 'Pompa 3 berbunyi',
      by: { id: second.id },
    });
    expect((await lastNote('shift.write'))?.after).toMatchObject({ lines: [{ text: 'Pompa 3 berbunyi' }] });
    await toView(await first.ask('POST', `${base}/${id}/crew`, { action: 'lead' }));
    await toView(await ani.ask('POST', `${base}/${id}/crew`, { action: 'lead' }));
  });

  it('keeps lines of many at once, each once, also where a request comes twice', async () => {
    const { id, log } = await current();
    const key = newKey();
    const texts = Array.from({ length: 10 }, (_, index) => `Baris ${index}`);
    await Promise.all([
      ...texts.map((text, index) => write(index % 2 ? ani : budi, id, text)),
      write(ani, id, 'Sekali saja', { key }),
      write(ani, id, 'Sekali saja', { key }),
    ]);
    const after = await current();
    expect(after.log.map(({ n }) => n)).toEqual(after.log.map((_, index) => index + 1));
    expect(after.log).toHaveLength(log.length + 11);
    expect(after.log.filter(({ text }) => text === 'Sekali saja')).toHaveLength(1);
  });
});

describe('a line', () => {
  it('is never edited: a correction takes its place once, and the old one stays', async () => {
    const { id } = await current();
    const { log } = await toView(await write(ani, id, 'Pintu air dibuka 30 cm', { kind: 'decision' }));
    const n = log.length;
    const corrected = await toView(
      await write(budi, id, 'Pintu air dibuka 20 cm', { kind: 'correction', corrects: n }),
    );
    expect(corrected.log[n - 1]).toMatchObject({ text: 'Pintu air dibuka 30 cm', kind: 'decision' });
    expect(corrected.log.at(-1)).toMatchObject({ kind: 'correction', corrects: n });
    const again = await write(ani, id, 'Lain lagi', { kind: 'correction', corrects: n });
    expect(await toProblem(again)).toEqual([409, 'line-corrected']);
    const unknown = await write(ani, id, 'Lain lagi', { kind: 'correction', corrects: 1 });
    expect(await toProblem(unknown)).toEqual([409, 'line-unknown']);
  });

  it('tells at its place what is wrong with it', async () => {
    const { id, log } = await current();
    const answer = await ani.ask('POST', `${base}/${id}/entries`, {
      kind: 'note',
      text: '  ',
      key: newKey(),
    });
    const problem = problemSchema.parse(await answer.json());
    expect([answer.status, problem.errors]).toEqual([
      422,
      [{ pointer: '/text', code: 'required', message: 'harus diisi' }],
    ]);
    expect((await current()).log).toEqual(log);
  });

  it('is locked with its page when its hour is over, and the chain holds', async () => {
    const before = await current();
    expect(before.pages).toEqual([]);
    at += 60 * minute;
    await write(ani, before.id, 'Jam berikutnya');
    const after = await current();
    expect(after.pages).toMatchObject([{ page: 1, from: 1, to: before.log.length }]);
    expect(after.brokenPage).toBeNull();
    expect((await lastNote('shift.write'))?.after).toMatchObject({ pages: after.pages });
  });
});

describe('a picture', () => {
  const attach = (by: SignedIn, id: string, bytes: Uint8Array, query = `text=Layar+beku&key=${newKey()}`) =>
    by.ask('POST', `${base}/${id}/pictures?${query}`, bytes, { 'content-type': 'application/octet-stream' });

  it('hangs on a line with its words and is given back byte by byte', async () => {
    const { id } = await current();
    const { log } = await toView(await attach(ani, id, png));
    const { picture } = log.at(-1) ?? {};
    expect(log.at(-1)).toMatchObject({ kind: 'picture', text: 'Layar beku', picture: { type: 'image/png' } });
    const answer = await presenter.ask('GET', `${base}/${id}/pictures/${picture?.hash}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png);
  });

  it.each([
    ['a page', '<html><script>alert(1)</script>'],
    ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a document', '%PDF-1.7 x'],
  ])('is refused where it is %s, whatever it is called', async (_name, text) => {
    const { id, log } = await current();
    const answer = await attach(ani, id, new TextEncoder().encode(text));
    expect(await toProblem(answer)).toEqual([415, 'picture-kind']);
    expect((await current()).log).toEqual(log);
  });

  it('is refused beyond 5 MB, without words, and from who is not on duty', async () => {
    const { id, log } = await current();
    const large = new Uint8Array(5 * 1_048_576 + 1);
    large.set(png);
    expect(await toProblem(await attach(ani, id, large))).toEqual([413, 'too-large']);
    expect((await attach(ani, id, png, `key=${newKey()}`)).status).toBe(422);
    const admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
    expect(await toProblem(await attach(admin, id, png))).toEqual([409, 'not-on-duty']);
    expect((await current()).log).toEqual(log);
  });

  it('is only found through its own shift', async () => {
    const { id } = await current();
    for (const path of [
      `${base}/${id}/pictures/${'0'.repeat(64)}`,
      `${base}/current/pictures/x`,
      `${base}/current`,
    ])
      expect((await ani.ask('GET', path)).status).toBe(404);
  });
});

function writeSheet(by: SignedIn, id: string): Promise<Response> {
  return by.ask('POST', `${base}/${id}/handover`, { note: 'Awasi Cikarang' });
}

function sign(by: SignedIn, id: string, body: object): Promise<Response> {
  return by.ask('POST', `${base}/${id}/handover/sign`, body);
}

async function listUnread(): Promise<string[]> {
  const { handover, since } = await current();
  return handover && since ? listToRead(handover.sheet, since) : [];
}

describe('a handover', () => {
  it('is written by the lead alone, from every part of the room, and holds decisions with their corrections', async () => {
    const { id } = await current();
    expect(await toProblem(await writeSheet(budi, id))).toEqual([409, 'not-lead']);
    expect(await toProblem(await sign(ani, id, { side: 'outgoing', hash: 'x' }))).toEqual([409, 'no-sheet']);
    const { handover, sheetHolds } = await toView(await writeSheet(ani, id));
    expect(sheetHolds).toBe(true);
    expect(handover?.sheet).toMatchObject({
      lead: 'ani',
      note: 'Awasi Cikarang',
      alarms: { status: 'ok' },
      incidents: { status: 'ok', items: [] },
      walls: { status: 'ok', items: [] },
      health: { status: 'ok' },
      links: { status: 'ok' },
      lateAgencies: { status: 'ok' },
      changes: { status: 'ok', items: [] },
      decisions: {
        status: 'ok',
        items: [{ text: 'Pintu air dibuka 30 cm', correction: 'Pintu air dibuka 20 cm' }],
      },
      numbers: { alarms: expect.any(Number), incidents: 0, pictures: 1 },
    });
    const late = handover?.sheet.lateAgencies;
    expect(late?.status === 'ok' && late.items.length).toBeGreaterThan(0);
  });

  it('is not signed by the incoming side first, nor for another sheet, nor when it is older than 30 minutes', async () => {
    const { id, handover } = await current();
    const hash = handover?.hash ?? '';
    const incoming = { side: 'incoming', hash, read: [], name: 'Siang' };
    expect(await toProblem(await sign(budi, id, incoming))).toEqual([409, 'sheet-unsigned']);
    expect(await toProblem(await sign(ani, id, { side: 'outgoing', hash: 'x' }))).toEqual([
      409,
      'sheet-other',
    ]);
    at += 31 * minute;
    expect(await toProblem(await sign(ani, id, { side: 'outgoing', hash }))).toEqual([409, 'sheet-old']);
    expect((await current()).handover?.signedBy).toEqual([]);
  });

  it('needs another person who has read all, and makes the next shift in the same step', async () => {
    const { id } = await current();
    const { handover } = await toView(await writeSheet(ani, id));
    const hash = handover?.hash ?? '';
    await toView(await sign(ani, id, { side: 'outgoing', hash }));
    const incoming = { side: 'incoming', hash, read: await listUnread(), name: 'Siang' };
    expect(incoming.read).toContain('alarms:low');
    expect(await toProblem(await sign(ani, id, incoming))).toEqual([409, 'same-person']);
    expect(await toProblem(await sign(budi, id, { ...incoming, read: [] }))).toEqual([409, 'unread']);
    // An alarm may come in between reading and signing: then it is read as well, as a person would.
    const attempt = async (): Promise<number[]> => {
      const body = { ...incoming, read: await listUnread() };
      const answers = await Promise.all([sign(budi, id, body), sign(budi, id, body)]);
      return answers.map(({ status }) => status).sort();
    };
    await expect.poll(attempt, { timeout: 30_000 }).toEqual([200, 409]);
    const next = await current();
    expect(next).toMatchObject({ name: 'Siang', previous: id, crew: [{ id: budi.id, leftAt: null }] });
    const old = await toView(await ani.ask('GET', `${base}/${id}`));
    expect(old.endedAt).toBe(next.startedAt);
    expect(old.handover).toMatchObject({
      nextShift: next.id,
      signedBy: [
        { id: ani.id, hash },
        { id: budi.id, hash },
      ],
    });
    expect(old.pages.at(-1)?.to).toBe(old.log.length);
    expect([old.brokenPage, old.sheetHolds, old.since]).toEqual([null, true, null]);
    expect(old.crew.every(({ leftAt }) => leftAt !== null)).toBe(true);
    expect(await lastNote('shift.take-over')).toMatchObject({
      subject: id,
      after: { next: next.id, sheet: hash },
    });
    expect(await toProblem(await write(ani, id, 'Terlambat'))).toEqual([409, 'shift-over']);
  });
});

describe('alarms of the room', () => {
  it('stand on the sheet with the last comment; the load counts who is on duty', async () => {
    const { id } = await current();
    const manual = { text: 'Pipa bocor di ruang server', severity: 'major', priority: 'high', area: null };
    const raised = await budi.ask('POST', '/api/v1/alarms', manual);
    expect(raised.status).toBe(201);
    const listed = (await (await budi.ask('GET', '/api/v1/alarms')).json()) as {
      items: { id: string; text: string }[];
    };
    const alarm = listed.items.find(({ text }) => text === manual.text)?.id ?? '';
    const comment = { action: 'comment', ids: [alarm], comment: 'Teknisi dalam perjalanan' };
    expect((await budi.ask('POST', '/api/v1/alarms/actions', comment)).ok).toBe(true);
    const { handover } = await toView(await writeSheet(budi, id));
    const alarms = handover?.sheet.alarms;
    const found = alarms?.status === 'ok' ? alarms.items.find((one) => one.id === alarm) : undefined;
    expect(found).toMatchObject({
      text: manual.text,
      priority: 'high',
      state: 'unacknowledged',
      comment: 'Teknisi dalam perjalanan',
    });
    expect(await listUnread()).toContain(`alarm:${alarm}`);
    expect(await (await budi.ask('GET', '/api/v1/alarms/load')).json()).toMatchObject({ operators: 1 });
  });
});

describe('after a restart', () => {
  it('the open shift goes on where it was', async () => {
    const before = await current();
    await server.stop();
    server = await startTestServer({ dataDir, now });
    const { cookie } = budi;
    budi = { ...budi, ask: createAsk(server.url, () => cookie) };
    const answer = await budi.ask('GET', `${base}/${before.id}`);
    expect({ ...(await toView(answer)), now: 0 }).toEqual({ ...before, now: 0 });
    const { log } = await toView(await write(budi, before.id, 'Setelah server hidup lagi'));
    expect(log).toHaveLength(before.log.length + 1);
  });
});
