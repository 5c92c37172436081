import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '../../../shared/model/ids.ts';
import type { Role } from '../../../shared/model/role.ts';
import { waitFor } from '../../support/machines.ts';
import { createAsk, openSession, type SignedIn, toCookie } from '../../support/people.ts';
import { buildParties, buildPlan } from '../../support/sessionBuilders.ts';
import {
  enter,
  entered,
  join,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  sessionPath,
} from '../../support/sessions.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const hour = 3_600_000;
const clock = { ms: 0 };
const now = () => Date.now() + clock.ms;
const logged: string[] = [];

let server: InProcessServer;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer({
    env: { VIEWING: 'signed-in', TRUST_PROXY: 'loopback' },
    now,
    monotonic: now,
    onLogLine: (line) => void logged.push(line),
  });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
});
afterAll(() => server.stop());

async function openOne(): Promise<{ id: string; link: string; secret: string }> {
  const id = await planSession(presenter);
  await entered(presenter, id, { kind: 'open' });
  return { id, ...(await makeLink(presenter, id, now() + hour)) };
}
const made = (at: number) => `${'A'.repeat(35)}${String(at).padStart(8, '0')}`;
/** Everything an answer says, so that two can be compared. */
const tell = async (answer: Response) => ({
  status: answer.status,
  body: await answer.text(),
  cookies: answer.headers.getSetCookie(),
});

describe('a link (S6)', () => {
  it('has a secret of 256 bits that is shown once and stored nowhere', async () => {
    const { id, secret } = await openOne();
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const cookie = toCookie(await join(server.url, id, secret));
    const credential = cookie.split('=')[1] ?? '';
    expect(Buffer.from(credential, 'base64url')).toHaveLength(32);
    const records = await Promise.all(
      (['session', 'session-guest', 'session-stage'] as const).map((kind) => server.store.listRecords(kind)),
    );
    const audit = await server.store.listAudit({ limit: 1_000 });
    const answer = await (await presenter.ask('GET', `${sessionPath}/${id}`)).text();
    const everything = [JSON.stringify(records), JSON.stringify(audit), answer, logged.join('\n')].join('\n');
    expect(everything).toContain(id);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(credential);
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const { id, secret } = await openOne();
    const [line = ''] = (await join(server.url, id, secret)).headers.getSetCookie();
    expect(line).toMatch(/^simpul_guest=[A-Za-z0-9_-]{43}; /);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(line).toContain(part);
  });

  it('knows a browser that joins again, and takes the new name', async () => {
    const { id, secret } = await openOne();
    const first = await join(server.url, id, secret);
    const ask = createAsk(server.url, () => toCookie(first));
    const again = (name: string) => ask('POST', `${sessionPath}/${id}/join`, { secret, name });
    const you = ((await first.json()) as { you: { id: string } }).you;
    expect(await (await again('Bu Rini')).json()).toEqual({ you });
    const renamed = await again('Bu Rini S.');
    expect(await renamed.json()).toEqual({ you: { id: you.id, name: 'Bu Rini S.' } });
    expect((await listenAt(`${server.url}/review`, { cookie: toCookie(first) })).outcome).toBe('sign-in');
    expect((await listenAt(`${server.url}/review`, { cookie: toCookie(renamed) })).outcome).toBe('connected');
  });

  it('that is wrong, of another session, expired, revoked or over is answered alike', async () => {
    const { id, secret } = await openOne();
    const other = await openOne();
    const expired = await openOne();
    const revoked = await openOne();
    const ended = await openOne();
    await entered(presenter, revoked.id, { kind: 'revoke-link', link: revoked.link });
    await entered(presenter, ended.id, { kind: 'end', summary: null });
    clock.ms += hour - 60_000;
    const later = await makeLink(presenter, id, now() + hour);
    clock.ms += 120_000;
    const answers = await Promise.all(
      [
        [id, made(1)],
        [other.id, later.secret],
        [expired.id, expired.secret],
        [revoked.id, revoked.secret],
        [ended.id, ended.secret],
        [':id', later.secret],
        ['x'.repeat(22), later.secret],
      ].map(async ([session = '', one = ''], index) =>
        tell(await join(server.url, session, one, 'Bu Rini', `10.2.0.${index}`)),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404, cookies: [] });
    expect((await join(server.url, id, secret, 'Bu Rini', '10.2.1.1')).status).toBe(404);
    expect((await join(server.url, id, later.secret, 'Bu Rini', '10.2.1.2')).status).toBe(200);
  });

  it('cannot be guessed: whoever tries is slowed down, whoever holds it is not', async () => {
    const { id, secret } = await openOne();
    const from = '10.3.0.1';
    const statuses: number[] = [];
    expect((await join(server.url, id, secret, 'Bu Rini', from)).status).toBe(200);
    for (let at = 0; at < 40; at += 1)
      statuses.push((await join(server.url, id, made(at), 'Penebak', from)).status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect(statuses.filter((status) => status === 404).length).toBeLessThan(30);
    expect((await join(server.url, id, secret, 'Pak Adi', from)).status).toBe(200);
  });
});

describe('a guest', () => {
  it.each([
    ['the link is revoked', 'revoked'],
    ['the link expires', 'expired'],
    ['the session ends', 'ended'],
  ] as const)('is out within 5 s when %s, on /live as well, and stays out', async (_case, reason) => {
    const { id, link, secret } = await openOne();
    const { cookie, ask } = await joined(server.url, id, secret);
    const page = await openReviewPage(server.url, cookie, id);
    const live = await listenAt(`${server.url}/live`, { cookie });
    expect(live.outcome).toBe('connected');
    expect((await ask('GET', '/api/v1/latest')).status).toBe(200);
    const from = performance.now();
    if (reason === 'revoked') await entered(presenter, id, { kind: 'revoke-link', link });
    if (reason === 'ended') await entered(presenter, id, { kind: 'end', summary: null });
    if (reason === 'expired') clock.ms += hour + 1_000;
    expect([await page.closes(5_000), await live.closes(5_000)]).toEqual([true, true]);
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(page.heard.at(-1)).toEqual({ name: 'review:left', payload: { reason } });
    for (const space of ['live', 'review'])
      expect((await listenAt(`${server.url}/${space}`, { cookie })).outcome).toBe('sign-in');
    expect((await ask('GET', '/api/v1/latest')).status).toBe(401);
    const reply = { key: 'guest-0001', question: 'q1', text: 'Terlambat.' };
    expect((await ask('POST', `${sessionPath}/${id}/answers`, reply)).status).toBe(401);
    // The forwarded link opens nothing either.
    expect((await join(server.url, id, secret, 'Orang lain', `10.4.0.${reason.length}`)).status).toBe(404);
  });

  it('looks at nothing until the session is opened', async () => {
    const id = await planSession(presenter);
    const { secret } = await makeLink(presenter, id, now() + hour);
    const { cookie, ask } = await joined(server.url, id, secret);
    const page = await openReviewPage(server.url, cookie, id);
    expect(page.welcome.session.state).toBe('planned');
    expect((await ask('GET', '/api/v1/latest')).status).toBe(401);
    expect((await listenAt(`${server.url}/live`, { cookie })).outcome).toBe('sign-in');
    await entered(presenter, id, { kind: 'open' });
    expect((await ask('GET', '/api/v1/latest')).status).toBe(200);
    expect((await listenAt(`${server.url}/live`, { cookie })).outcome).toBe('connected');
    page.close();
  });

  it('is told of no other link, no account that signs, and of promises only while the session is open', async () => {
    const before = await openOne();
    await entered(presenter, before.id, {
      kind: 'decide',
      text: 'Rahasia janji lama.',
      owner: agencyCodeSchema.parse('dlh'),
      dueOn: '2030-01-01',
      indicator: null,
      area: null,
    });
    await entered(presenter, before.id, { kind: 'end', summary: null });
    const id = await planSession(presenter);
    const { link, secret } = await makeLink(presenter, id, now() + hour);
    const { cookie } = await joined(server.url, id, secret);
    const [page, full] = [
      await openReviewPage(server.url, cookie, id),
      await openReviewPage(server.url, presenter.cookie, id),
    ];
    const other = { kind: 'link', label: 'Rahasia lain', speaksFor: null, expiresAt: now() + hour } as const;
    await entered(presenter, id, other);
    const parties = buildParties(link, `user:${presenter.id}`);
    await entered(presenter, id, { kind: 'change', ...buildPlan({ parties }) });
    await waitFor(() => page.heardOf('review:line').length === 2, 'both lines');
    const [first, second] = page.heardOf('review:line') as { version: number; line: object | null }[];
    expect([first, second?.version]).toEqual([{ version: 3, line: null }, 4]);
    expect(full.lines().map(({ deed }) => deed.kind)).toEqual(['link', 'changed']);
    const again = await openReviewPage(server.url, cookie, id);
    expect(again.welcome.session.parties.map((one) => [one.link, one.person])).toEqual([
      [link, null],
      [null, null],
    ]);
    const told = JSON.stringify([page.heard, page.welcome, again.welcome]);
    expect(told).not.toContain('Rahasia');
    expect(JSON.stringify(full.welcome)).toContain('Rahasia janji lama.');
    await entered(presenter, id, { kind: 'open' });
    const open = await openReviewPage(server.url, cookie, id);
    expect(open.welcome.promises.map(({ text }) => text)).toContain('Rahasia janji lama.');
    for (const one of [page, full, again, open]) one.close();
  });

  it('writes nothing but the answer to what its link is asked', async () => {
    const { id, link, secret } = await openOne();
    const guest = await joined(server.url, id, secret);
    const ask = { kind: 'ask', agency: null, indicator: null } as const;
    const own = (await entered(presenter, id, { ...ask, text: 'Setuju?', link })).session;
    const elsewhere = await makeLink(presenter, id, now() + hour);
    const both = (await entered(presenter, id, { ...ask, text: 'Dan Anda?', link: elsewhere.link })).session;
    const [mine = '', theirs = ''] = both.questions.map((one) => one.id);
    expect(own.questions[0]?.id).toBe(mine);
    const answer = (question: string, session = id) =>
      guest.ask('POST', `${sessionPath}/${session}/answers`, {
        key: `key-of-${question}`,
        question,
        text: 'Ya.',
      });
    const other = await openOne();
    expect((await answer(theirs)).status).toBe(403);
    expect((await answer('q99')).status).toBe(403);
    expect((await answer(mine, other.id)).status).toBe(401);
    expect((await answer(mine, ':id')).status).toBe(401);
    expect((await answer(mine)).status).toBe(200);
    const asGuest = { ...presenter, ask: guest.ask };
    expect((await enter(asGuest, id, { kind: 'note', text: 'Dari tamu.' })).status).toBe(401);
    expect((await enter(asGuest, id, { kind: 'end', summary: null })).status).toBe(401);
    for (const [method, path] of [
      ['GET', `${sessionPath}/${id}`],
      ['GET', sessionPath],
      ['DELETE', `${sessionPath}/${id}`],
      ['GET', '/api/v1/incidents'],
      ['GET', '/api/v1/trail'],
    ] as const)
      expect((await guest.ask(method, path)).status).toBeGreaterThanOrEqual(401);
    expect(await (await guest.ask('GET', '/api/v1/me')).json()).toMatchObject({ user: null, can: [] });
    const after = (await entered(presenter, id, { kind: 'note', text: 'Dari penyaji.' })).session;
    expect(after.notes).toHaveLength(1);
    expect(after.questions.map((one) => one.answer?.text ?? null)).toEqual(['Ya.', null]);
  });

  it('is not handed the presenter role', async () => {
    const { id, secret } = await openOne();
    const { cookie } = await joined(server.url, id, secret);
    const page = await openReviewPage(server.url, cookie, id);
    expect((await enter(presenter, id, { kind: 'hand', to: page.welcome.you.id })).status).toBe(422);
    page.close();
  });

  it('with an account is the account', async () => {
    const { id, secret } = await openOne();
    const { cookie } = await joined(server.url, id, secret);
    const clerk = await openSession(server, {
      email: `dlh${now()}@x.id`,
      role: 'agency-operator' as Role,
      agency: 'dlh',
    });
    const page = await openReviewPage(server.url, `${clerk.cookie}; ${cookie}`, id);
    expect(page.welcome.you).toMatchObject({ id: `user:${clerk.id}`, link: null, agency: 'dlh' });
    page.close();
    await waitFor(async () => {
      const told = await presenter.ask('GET', `${sessionPath}/${id}`);
      const { attendance } = (await told.json()) as { attendance: { isHere: boolean }[] };
      return attendance.length === 1 && attendance.every(({ isHere }) => !isHere);
    }, 'the page has left');
  });
});
