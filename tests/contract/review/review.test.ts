import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '../../../shared/model/ids.ts';
import { firstView, type SessionView } from '../../../shared/model/session.ts';
import type { ReviewShown } from '../../../shared/protocol/review.ts';
import { applySessionLine } from '../../../shared/rules/sessionAt.ts';
import { waitFor } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import {
  entered,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  type ReviewPage,
} from '../../support/sessions.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let presenter: SignedIn;
let admin: SignedIn;
let clerk: SignedIn;
let id: string;
let guest: string;
beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  clerk = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  id = await planSession(presenter);
  const { secret } = await makeLink(presenter, id);
  guest = (await joined(server.url, id, secret)).cookie;
});
afterAll(() => server.stop());

const emit = (page: Pick<ReviewPage, 'socket'>, event: string, payload: unknown) =>
  page.socket.timeout(2_000).emitWithAck(event, payload);
const pilar: SessionView = { ...firstView, scene: 'pilar', pillar: 'environment' };
const shownOf = (page: ReviewPage) => page.heardOf('review:shown') as ReviewShown[];

describe('who is let into /review', () => {
  it('P28: takes the cookie of a person or a guest, and nothing else', async () => {
    const at = `${server.url}/review`;
    const outcomes = [
      await listenAt(at, { cookie: clerk.cookie }),
      await listenAt(at, { cookie: guest }),
      await listenAt(at, {}),
      await listenAt(at, { bearer: await server.token('dlh', ['readings:read']) }),
      await listenAt(at, { cookie: clerk.cookie, origin: 'http://elsewhere.example' }),
    ];
    expect(outcomes.map(({ outcome }) => outcome).slice(0, 4)).toEqual([
      'connected',
      'connected',
      'sign-in',
      'sign-in',
    ]);
    expect(outcomes[4]?.outcome).not.toBe('connected');
    for (const one of outcomes) one.close();
  });

  it('P28: lets a guest join the own session alone, and nobody one that is not there or another protocol', async () => {
    const other = await planSession(presenter);
    const page = await listenAt(`${server.url}/review`, { cookie: guest });
    const refused = { ok: false, code: 'forbidden' };
    expect(await emit(page, 'review:join', { protocol: 1, session: other })).toMatchObject(refused);
    expect(await emit(page, 'review:show', { view: pilar })).toMatchObject(refused);
    const own = await listenAt(`${server.url}/review`, { cookie: clerk.cookie });
    expect(await emit(own, 'review:join', { protocol: 1, session: 'x'.repeat(22) })).toMatchObject(refused);
    expect(await emit(own, 'review:join', { protocol: 2, session: id })).toMatchObject({ code: 'version' });
    for (const one of [page, own]) one.close();
  });
});

describe('a session on its pages', () => {
  let pages: { presenter: ReviewPage; clerk: ReviewPage; guest: ReviewPage };
  beforeAll(async () => {
    pages = {
      presenter: await openReviewPage(server.url, presenter.cookie, id),
      clerk: await openReviewPage(server.url, clerk.cookie, id),
      guest: await openReviewPage(server.url, guest, id),
    };
  });
  afterAll(() => {
    for (const page of Object.values(pages)) page.close();
  });

  it('P28: gives all there is with the subscription', () => {
    expect(pages.guest.welcome).toMatchObject({
      session: { id, state: 'planned', title: 'Tinjauan triwulan I' },
      shown: { n: 1, view: firstView, by: null },
      you: { name: 'Bu Rini', mayLead: false, agency: null },
      here: 3,
      poll: null,
    });
    expect(pages.guest.welcome.you.link).toBe(pages.guest.welcome.session.links[0]?.id);
    expect(pages.presenter.welcome.you).toMatchObject({
      id: `user:${presenter.id}`,
      mayLead: true,
      link: null,
    });
    expect(pages.clerk.welcome.you).toMatchObject({ mayLead: false, agency: 'dlh' });
  });

  it('P29: shows what the presenter shows once the session is open, and nobody else', async () => {
    expect(await emit(pages.presenter, 'review:show', { view: pilar })).toMatchObject({ code: 'forbidden' });
    await entered(presenter, id, { kind: 'open' });
    expect(await emit(pages.clerk, 'review:show', { view: pilar })).toMatchObject({ code: 'forbidden' });
    expect(await emit(pages.guest, 'review:point', { at: null })).toMatchObject({ code: 'forbidden' });
    const nowhere = { ...pilar, indicator: 'environment-nowhere' };
    expect(await emit(pages.presenter, 'review:show', { view: nowhere })).toMatchObject({ code: 'invalid' });
    expect(await emit(pages.presenter, 'review:show', { view: pilar })).toEqual({ ok: true, data: { n: 2 } });
    await waitFor(() => shownOf(pages.guest).length === 1, 'what is shown');
    expect(shownOf(pages.guest)).toEqual([
      { n: 2, view: pilar, by: { id: `user:${presenter.id}`, name: 'penyaji' } },
    ]);
  });

  it('P29: follows another presenter after the role is handed on, and any leader while nobody has it', async () => {
    await entered(presenter, id, { kind: 'hand', to: `user:${clerk.id}` });
    expect(await emit(pages.presenter, 'review:show', { view: firstView })).toMatchObject({
      code: 'forbidden',
    });
    expect(await emit(pages.clerk, 'review:show', { view: firstView })).toEqual({ ok: true, data: { n: 3 } });
    await entered(admin, id, { kind: 'hand', to: null });
    expect(await emit(pages.clerk, 'review:show', { view: pilar })).toMatchObject({ code: 'forbidden' });
    expect(await emit(pages.presenter, 'review:show', { view: pilar })).toEqual({ ok: true, data: { n: 4 } });
    await entered(presenter, id, { kind: 'hand', to: `user:${presenter.id}` });
  });

  it('P29: hands a pointer on four times a second at most, the newest of what came, to everyone but its page', async () => {
    const from = performance.now();
    for (let step = 1; step <= 10; step += 1)
      expect(await emit(pages.presenter, 'review:point', { at: { x: step / 10, y: 1 / 3 } })).toMatchObject({
        ok: true,
      });
    await waitFor(
      () => pages.guest.heardOf('review:pointed').some((one) => (one as { at: { x: number } }).at.x === 1),
      'the last place',
    );
    const places = pages.guest.heardOf('review:pointed');
    expect(places.at(-1)).toEqual({ at: { x: 1, y: 0.333 } });
    expect(places.length).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - from) / 250));
    expect(pages.presenter.heardOf('review:pointed')).toEqual([]);
  });

  it('P30: sends each line of the log in order to everyone, which makes of the welcome what the server holds', async () => {
    const dlh = agencyCodeSchema.parse('dlh');
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    await entered(presenter, id, {
      kind: 'ask',
      text: 'Mengapa naik?',
      agency: dlh,
      link: null,
      indicator: null,
    });
    const { session } = await entered(presenter, id, { kind: 'note', text: 'Bupati hadir.' });
    for (const page of Object.values(pages)) {
      await waitFor(() => page.lines().at(-1)?.n === session.version, 'the last line');
      expect(page.heardOf('review:line').at(-1)).toMatchObject({ version: session.version });
      expect(page.lines().reduce(applySessionLine, page.welcome.session)).toEqual(session);
    }
    // An item brings its own view.
    expect(shownOf(pages.clerk).at(-1)).toMatchObject({ n: 5, view: { scene: 'pilar' } });
  });

  it('P30: counts who is here and who is ready, at most once a second', async () => {
    expect(await emit(pages.guest, 'review:ready', { ready: true })).toMatchObject({ code: 'forbidden' });
    await entered(presenter, id, { kind: 'poll', text: 'Siap lanjut?' });
    for (const page of [pages.guest, pages.clerk])
      expect(await emit(page, 'review:ready', { ready: true })).toEqual({ ok: true, data: { ready: true } });
    await waitFor(
      () => pages.presenter.heardOf('review:people').some((one) => JSON.stringify(one).includes('"ready":2')),
      'two ready',
    );
    const { session } = await entered(presenter, id, { kind: 'close-poll' });
    expect(session.polls).toMatchObject([{ text: 'Siap lanjut?', ready: 2, of: 3 }]);
    await waitFor(
      () => (pages.guest.heardOf('review:people').at(-1) as { poll: unknown }).poll === null,
      'the poll is over',
    );
  });

  it('P28: brings a page that lost its connection back to the same place', async () => {
    pages.clerk.close();
    await emit(pages.presenter, 'review:show', { view: { ...pilar, at: 1 } });
    await entered(presenter, id, { kind: 'note', text: 'Selagi putus.' });
    pages.clerk = await openReviewPage(server.url, clerk.cookie, id);
    expect(pages.clerk.welcome).toMatchObject({
      shown: { view: { scene: 'pilar', at: 1 } },
      session: { notes: [{ text: 'Bupati hadir.' }, { text: 'Selagi putus.' }] },
      here: 3,
    });
  });

  it('P31: tells a guest whose link is revoked why, and everyone when the session ends', async () => {
    const live = await listenAt(`${server.url}/live`, { cookie: guest });
    expect(live.outcome).toBe('connected');
    const link = pages.guest.welcome.you.link ?? '';
    await entered(presenter, id, { kind: 'revoke-link', link });
    expect(await pages.guest.closes(5_000)).toBe(true);
    expect(await live.closes(5_000)).toBe(true);
    expect(pages.guest.heard.at(-1)).toEqual({ name: 'review:left', payload: { reason: 'revoked' } });
    expect((await listenAt(`${server.url}/review`, { cookie: guest })).outcome).toBe('sign-in');
    await entered(presenter, id, { kind: 'end', summary: 'Selesai.' });
    for (const page of [pages.clerk, pages.presenter]) {
      expect(await page.closes(5_000)).toBe(true);
      expect(page.lines().at(-1)?.deed).toMatchObject({ kind: 'ended', summary: 'Selesai.' });
      expect(page.heard.at(-1)).toEqual({ name: 'review:left', payload: { reason: 'ended' } });
    }
  });
});
