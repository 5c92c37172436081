import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { packSummarySchema } from '../../../shared/model/pack.ts';
import { firstView } from '../../../shared/model/session.ts';
import type { SessionEntry } from '../../../shared/model/sessionCalls.ts';
import type { reviewSchemas } from '../../../shared/protocol/review.ts';
import { routeTable } from '../../support/accessTable.ts';
import { inLanes } from '../../support/inLanes.ts';
import { createAsk, openSession, type SignedIn } from '../../support/people.ts';
import { buildPlan } from '../../support/sessionBuilders.ts';
import {
  entered,
  join,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  readSignedText,
  sessionPath,
} from '../../support/sessions.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const hour = 3_600_000;
const clock = { ms: 0 };
const now = () => Date.now() + clock.ms;
/** Stands in titles, questions and packs, so that whoever is shown any of it is seen. */
const mark = 'Rahasia Tautan';

let server: InProcessServer;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer({
    env: { VIEWING: 'signed-in', TRUST_PROXY: 'loopback' },
    now,
    monotonic: now,
    settles: true,
  });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
});
afterAll(() => server.stop());

/** The clock of the server is two minutes ahead once it has settled. */
const inAnHour = () => now() + 120_000 + hour;

async function openOne(): Promise<{ id: string; link: string; secret: string }> {
  const id = await planSession(presenter, { title: mark });
  await entered(presenter, id, { kind: 'open' });
  return { id, ...(await makeLink(presenter, id, inAnHour())) };
}

const ask = (text: string, to: { link: string } | { agency: string }) =>
  ({ kind: 'ask', text: `${mark}: ${text}`, indicator: null, link: null, agency: null, ...to }) as never;

/** All that anyone changed: the entries of the audit, and what is kept of sessions. */
async function readKept(): Promise<{ count: number; kept: string }> {
  const kinds = ['session', 'session-guest', 'session-stage', 'pack', 'wall', 'file'] as const;
  const kept = await Promise.all(kinds.map((kind) => server.store.listRecords(kind as 'session')));
  return { count: (await server.store.auditHead()).n, kept: JSON.stringify(kept) };
}

/** Waits until it is written down how many are in a session: that comes a moment after the fact. */
async function isWritten(id: string, here: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const stage = await server.store.getRecord('session-stage', id);
        const body = stage?.body as { attendance: { isHere: boolean }[] } | undefined;
        return body?.attendance.filter(({ isHere }) => isHere).length;
      },
      { timeout: 10_000 },
    )
    .toBe(here);
}

describe('a guest changes nothing', () => {
  let id: string;
  let guest: { cookie: string; ask: SignedIn['ask'] };
  let mine: { link: string };
  let others: { link: string };
  beforeAll(async () => {
    const opened = await openOne();
    id = opened.id;
    mine = { link: opened.link };
    others = { link: (await makeLink(presenter, id, inAnHour())).link };
    await entered(presenter, id, {
      kind: 'change',
      ...buildPlan({
        title: mark,
        parties: [
          { id: 'p1', place: 1, party: 'Kementerian', name: 'Bu Rini', office: 'Direktur', link: mine.link },
          { id: 'p2', place: 2, party: 'Kabupaten', name: 'Pak Ade', office: 'Bupati', link: others.link },
          { id: 'p3', place: 3, party: 'Dinas', name: 'Bu Sri', office: 'Kepala', link: null },
        ].map((party) => ({ ...party, person: party.link ? null : `user:${presenter.id}` })),
      }),
    });
    guest = await joined(server.url, id, opened.secret);
  });

  /** A body that would do for whoever may; a new kind of entry does not compile without one. */
  const entries: Readonly<Record<SessionEntry['kind'], object>> = {
    change: buildPlan(),
    link: { label: 'Tamu', speaksFor: null, expiresAt: Date.now() + hour },
    'revoke-link': { link: 'l1' },
    open: {},
    hand: { to: null },
    item: { item: 'a2' },
    ask: { text: 'Tanya?', agency: 'dlh', link: null, indicator: null },
    poll: { text: 'Siap?' },
    'close-poll': {},
    decide: { text: 'Putusan tamu.', owner: 'dlh', dueOn: '2030-01-01', indicator: null, area: null },
    'change-decision': {
      decision: 'd1',
      text: 'Putusan tamu.',
      owner: 'dlh',
      dueOn: '2030-01-01',
      reason: 'x',
    },
    'withdraw-decision': { decision: 'd1', reason: 'Tamu.' },
    'finish-decision': { decision: 'd1', doneOn: '2026-01-01', words: 'Selesai.' },
    wall: { wall: 'utama', on: true },
    note: { text: 'Dari tamu.' },
    end: { summary: null },
  };

  it('by any entry of the contract', async () => {
    const before = await readKept();
    for (const [kind, body] of Object.entries(entries)) {
      const entry = { kind, key: `guest-${kind}`, ...body };
      expect((await guest.ask('POST', `${sessionPath}/${id}/entries`, entry)).status, kind).toBe(401);
    }
    expect(await readKept()).toEqual(before);
  });

  it('by any route that writes, whatever it names', async () => {
    const before = await readKept();
    const passed: string[] = [];
    const writing = server.routes.filter(({ method }) => method !== 'GET');
    expect(writing.length).toBeGreaterThan(60);
    for (const { method, path } of writing) {
      const rule = routeTable[`${method} ${path}`];
      // What anyone may is no matter of guests, and is tried by others.
      if (rule === 'anyone') continue;
      const filled = path.replace('sessions/:id', `sessions/${id}`).replace(/:\w+/g, '1');
      const answer = await guest.ask(method, filled, { key: 'guest-0001', question: 'q77', party: 'p77' });
      if (answer.status !== 401) passed.push(`${method} ${path} ${answer.status}`);
    }
    // The only two for guests, which look at the body first.
    expect(passed).toEqual([`POST ${sessionPath}/:id/answers 422`, `POST ${sessionPath}/:id/signatures 422`]);
    expect(await readKept()).toEqual(before);
  });

  it('by any event of the contract but joining, and saying that it is ready where that is asked', async () => {
    const page = await openReviewPage(server.url, guest.cookie, id);
    const follower = await openReviewPage(server.url, presenter.cookie, id);
    const who = { id: 'user:x', name: mark };
    const view = { ...firstView, scene: 'peta' };
    const shown = { n: 99, view, by: who };
    const line = { n: 99, at: 1, by: who, deed: { kind: 'note', text: mark } };
    /** One of each; a new event does not compile without one. */
    const events: Readonly<Record<keyof typeof reviewSchemas, unknown>> = {
      'review:join': { protocol: 1, session: id },
      'review:show': { view },
      'review:point': { at: { x: 0.5, y: 0.5 } },
      'review:ready': { ready: true },
      'review:shown': shown,
      'review:pointed': { at: { x: 0.5, y: 0.5 } },
      'review:line': { version: 99, line },
      'review:people': { here: 999, poll: null },
      'review:left': { reason: 'ended' },
    };
    await isWritten(id, 2);
    const before = await readKept();
    const heard = follower.heard.length;
    const say = async (name: string) => {
      const answer = await page.socket.timeout(5_000).emitWithAck(name, events[name as 'review:join']);
      return answer.ok ? 'ok' : answer.code;
    };
    const answers: Record<string, string> = {};
    for (const name of Object.keys(events)) answers[name] = await say(name);
    expect(answers).toEqual({
      'review:join': 'ok',
      'review:show': 'forbidden',
      'review:point': 'forbidden',
      'review:ready': 'forbidden',
      'review:shown': 'unknown_event',
      'review:pointed': 'unknown_event',
      'review:line': 'unknown_event',
      'review:people': 'unknown_event',
      'review:left': 'unknown_event',
    });
    expect(await readKept()).toEqual(before);
    const told = follower.heard.slice(heard).map(({ name }) => name);
    expect(told.filter((name) => name !== 'review:people')).toEqual([]);
    await entered(presenter, id, { kind: 'poll', text: 'Siap?' });
    expect(await say('review:ready')).toBe('ok');
    await entered(presenter, id, { kind: 'close-poll' });
    expect(await say('review:ready')).toBe('forbidden');
    const { polls } = (await find(id)).session;
    expect(polls).toMatchObject([{ ready: 1, of: 2 }]);
    page.close();
    follower.close();
    await isWritten(id, 0);
  });

  it('but by the answer that its own link is asked for, once, and by its own signature, in order', async () => {
    await entered(presenter, id, ask('Anda?', mine));
    await entered(presenter, id, ask('Yang lain?', others));
    await entered(presenter, id, ask('Dinas?', { agency: 'dlh' }));
    const elsewhere = await openOne();
    await entered(presenter, elsewhere.id, ask('Di sana?', { link: elsewhere.link }));
    const [q1 = '', q2 = '', q3 = ''] = (await find(id)).session.questions.map((one) => one.id);
    const reply = (question: string, at = id, key = `guest-of-${question}`) =>
      guest.ask('POST', `${sessionPath}/${at}/answers`, { key, question, text: 'Ya.' });
    const text = await readSignedText(presenter, id);
    const sign = (party: string, name: string, at = id) =>
      guest.ask('POST', `${sessionPath}/${at}/signatures`, { key: `guest-of-${party}`, party, name, text });
    const before = await readKept();
    for (const question of [q2, q3, 'q99']) expect((await reply(question)).status, question).toBe(403);
    expect((await reply(q1, elsewhere.id)).status).toBe(401);
    expect((await sign('p2', 'Pak Ade')).status).toBe(403);
    expect((await sign('p3', 'Bu Sri')).status).toBe(403);
    expect((await sign('p1', 'Orang Lain')).status).toBe(422);
    expect((await sign('p1', 'Bu Rini', elsewhere.id)).status).toBe(401);
    expect(await readKept()).toEqual(before);
    expect((await reply(q1)).status).toBe(200);
    expect((await sign('p1', 'Bu Rini')).status).toBe(200);
    const after = await readKept();
    expect(after.count).toBe(before.count + 2);
    expect((await reply(q1, id, 'guest-again')).status).toBe(422);
    expect((await sign('p1', 'Bu Rini')).status).toBe(200);
    expect(await readKept()).toEqual(after);
    const { questions, parties } = (await find(id)).session;
    expect(questions.map(({ answer }) => answer?.text ?? null)).toEqual(['Ya.', null, null]);
    expect(parties.map(({ signed }) => signed !== null)).toEqual([true, false, false]);
  });

  async function find(session: string) {
    const answer = await presenter.ask('GET', `${sessionPath}/${session}`);
    return (await answer.json()) as {
      session: {
        polls: object[];
        questions: { id: string; answer: { text: string } | null }[];
        parties: { signed: object | null }[];
      };
    };
  }
});

/** A path with real ids wherever there are any. */
function toReal(path: string, session: string, pack: string): string {
  return path
    .replace('sessions/:id', `sessions/${session}`)
    .replace('packs/:id', `packs/${pack}`)
    .replace('review/:id', `review/${session}`)
    .replace(':kind', 'pdf')
    .replace('indicators/:id', 'indicators/environment-pm25')
    .replace('datasets/:id', 'datasets/environment-pm25')
    .replace(/\{\*\w+\}/, 'x')
    .replace(/:\w+/g, '1');
}

describe('a link that is over', () => {
  type Over = 'expired' | 'revoked' | 'ended';
  const cookies = {} as Record<Over, string>;
  const secrets = {} as Record<Over, { id: string; secret: string }>;
  let pack: Zod<typeof packSummarySchema>;
  let session: string;
  beforeAll(async () => {
    for (const reason of ['expired', 'revoked', 'ended'] as const) {
      const { id, link, secret } = await openOne();
      await entered(presenter, id, ask('Anda?', { link }));
      cookies[reason] = (await joined(server.url, id, secret)).cookie;
      secrets[reason] = { id, secret };
      if (reason === 'revoked') await entered(presenter, id, { kind: 'revoke-link', link });
      if (reason === 'ended') await entered(presenter, id, { kind: 'end', summary: `${mark}: selesai.` });
    }
    session = secrets.ended.id;
    const { items } = (await (await presenter.ask('GET', '/api/v1/packs')).json()) as {
      items: Zod<typeof packSummarySchema>[];
    };
    const [made] = items;
    if (!made) throw new Error('no pack');
    pack = made;
    clock.ms += hour + 60_000;
  });

  const fill = (path: string) => toReal(path, session, pack.id);

  it.each(['expired', 'revoked', 'ended'] as const)(
    'and was used before (%s) shows no more on any route than a stranger sees',
    async (reason) => {
      const [known, stranger] = [cookies[reason], undefined].map((cookie) =>
        createAsk(server.url, () => cookie),
      );
      if (!known || !stranger) throw new Error('nobody asks');
      const reading = server.routes.filter(({ method }) => method === 'GET');
      expect(reading.length).toBeGreaterThan(80);
      const wrong: string[] = [];
      const compare = async ({ path }: { path: string }): Promise<void> => {
        const ours = await known('GET', fill(path));
        const text = await ours.text();
        const theirs = await stranger('GET', fill(path));
        const bare = await theirs.text();
        const isOpen = ['anyone', 'this-machine'].includes(routeTable[`GET ${path}`] ?? '');
        if (ours.status !== theirs.status) wrong.push(`${path} ${ours.status} as ${theirs.status}`);
        if (!isOpen && ours.status < 300) wrong.push(`${path} is shown`);
        if (!isOpen && text.length !== bare.length) wrong.push(`${path} says something else`);
        for (const secret of [mark, pack.hash, 'Bu Rini'])
          if (text.includes(secret)) wrong.push(`${path} says ${secret}`);
      };
      // One address may have two downloads of open data at once: those are asked for one after another.
      const isDownload = ({ path }: { path: string }): boolean => /\/open\/.*data\.(?:csv|json)$/.test(path);
      expect(reading.filter(isDownload)).toHaveLength(2);
      await inLanes(
        reading.filter((route) => !isDownload(route)),
        8,
        compare,
      );
      await inLanes(reading.filter(isDownload), 1, compare);
      expect(wrong).toEqual([]);
      // The same routes tell someone who may.
      const file = await presenter.ask('GET', fill('/api/v1/packs/:id/files/:kind'));
      expect([file.status, (await presenter.ask('GET', fill('/api/v1/sessions/:id'))).status]).toEqual([
        200, 200,
      ]);
      await file.arrayBuffer();
    },
  );

  it.each(['expired', 'revoked', 'ended'] as const)(
    'lets nobody into any namespace (%s), nor in again',
    async (reason) => {
      const spaces = new Set(server.events.map(({ namespace }) => namespace));
      expect([...spaces].toSorted()).toEqual(['/desk', '/live', '/review', '/wall']);
      for (const space of spaces) {
        const listener = await listenAt(server.url + space, { cookie: cookies[reason] });
        expect(listener.outcome, space).not.toBe('connected');
        expect(listener.heard, space).toEqual([]);
        listener.close();
      }
      const { id, secret } = secrets[reason];
      const again = await join(server.url, id, secret, 'Orang lain', `10.5.0.${reason.length}`);
      expect([again.status, again.headers.getSetCookie()]).toEqual([404, []]);
      const held = createAsk(server.url, () => cookies[reason]);
      const name = 'Bu Rini';
      const back = await held('POST', `${sessionPath}/${id}/join`, { secret, name });
      expect([back.status, back.headers.getSetCookie()]).toEqual([404, []]);
    },
  );
});

type Zod<Schema extends { _output: unknown }> = Schema['_output'];

describe('a link of another session', () => {
  it('joins its own session alone, and hears nothing of another one', async () => {
    const [own, other] = [await openOne(), await openOne()];
    expect((await join(server.url, other.id, own.secret, 'Bu Rini', '10.6.0.1')).status).toBe(404);
    const { cookie } = await joined(server.url, own.id, own.secret);
    const page: Listener = await listenAt(`${server.url}/review`, { cookie });
    const answer = await page.socket
      .timeout(5_000)
      .emitWithAck('review:join', { protocol: 1, session: other.id });
    expect(answer).toEqual({ ok: false, code: 'forbidden', message: 'no such session' });
    await entered(presenter, other.id, { kind: 'note', text: mark });
    await entered(presenter, other.id, { kind: 'item', item: 'a2' });
    const mine = await openReviewPage(server.url, cookie, own.id);
    await entered(presenter, own.id, { kind: 'item', item: 'a2' });
    await expect.poll(() => mine.heardOf('review:shown').length).toBe(1);
    expect(page.heard).toEqual([]);
    page.close();
    mine.close();
  });
});

describe('a secret that is nearly right', () => {
  it('opens nothing, whichever of its signs is wrong, and is told like any other', async () => {
    const { id, secret } = await openOne();
    const signs = [...secret];
    const near = signs.map((sign, at) => signs.with(at, sign === 'A' ? 'B' : 'A').join(''));
    const answers = await Promise.all(
      near.map(async (one, at) => {
        const answer = await join(server.url, id, one, 'Penebak', `10.7.0.${at}`);
        return [answer.status, await answer.text(), answer.headers.getSetCookie().length];
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.[0]).toBe(404);
    // From one place they are slowed down.
    const statuses: number[] = [];
    for (const one of near) statuses.push((await join(server.url, id, one, 'Penebak', '10.8.0.1')).status);
    expect(statuses.slice(0, 3)).toEqual([404, 404, 404]);
    expect(statuses.at(-1)).toBe(429);
    // The right one as well, so that it is not found by being the one that is let through.
    expect((await join(server.url, id, secret, 'Penebak', '10.8.0.1')).status).toBe(429);
    expect((await join(server.url, id, secret, 'Bu Rini', '10.8.0.2')).status).toBe(200);
  });
});
