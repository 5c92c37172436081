import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema } from '../../../shared/model/ids.ts';
import {
  decisionListSchema,
  firstView,
  sessionAnswerSchema,
  sessionListSchema,
  sessionPeopleSchema,
} from '../../../shared/model/session.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { toSignedText } from '../../../shared/rules/signedText.ts';
import { waitFor } from '../../support/machines.ts';
import { createAsk, openSession, type SignedIn } from '../../support/people.ts';
import { buildParties, buildPlan } from '../../support/sessionBuilders.ts';
import {
  enter,
  entered,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  readSignedText,
  sessionPath,
} from '../../support/sessions.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const dlh = agencyCodeSchema.parse('dlh');
const indicator = indicatorIdSchema.parse('environment-pm25');
const area = areaCodeSchema.parse('32.16.09');
const decision = { text: 'Menambah dua alat ukur udara.', owner: dlh, dueOn: '2020-03-31' };
const ask = { kind: 'ask', text: 'Mengapa naik?', indicator, link: null, agency: dlh } as const;

let server: InProcessServer;
let presenter: SignedIn;
let admin: SignedIn;
let clerk: SignedIn;
let other: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  clerk = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  other = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
});
afterAll(() => server.stop());

async function faultsOf(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(422);
  const { errors = [] } = problemSchema.parse(await answer.json());
  for (const { message, code } of errors) expect(message).not.toBe(code);
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}
const find = async (id: string, who: SignedIn = presenter) =>
  sessionAnswerSchema.parse(await (await who.ask('GET', `${sessionPath}/${id}`)).json());
const openOne = async (change: Parameters<typeof planSession>[1] = {}) => {
  const id = await planSession(presenter, change);
  await entered(presenter, id, { kind: 'open' });
  return id;
};

type Asker = Pick<SignedIn, 'ask'>;

function answerAs(who: Asker, id: string, [question, text]: [string, string], key = 'answer-0001') {
  return who.ask('POST', `${sessionPath}/${id}/answers`, { key, question, text });
}

async function signAs(who: Asker, id: string, [party, name]: [string, string], key = 'sign-00001') {
  const text = await readSignedText(presenter, id);
  return who.ask('POST', `${sessionPath}/${id}/signatures`, { key, party, name, text });
}

describe('planning a session', () => {
  it('makes it once for each key, and lists it', async () => {
    const plan = { key: 'plan-of-a-call', ...buildPlan({ title: 'Tinjauan sekali' }) };
    const [first, again] = [
      await presenter.ask('POST', sessionPath, plan),
      await presenter.ask('POST', sessionPath, plan),
    ];
    const made = sessionAnswerSchema.parse(await first.json()).session;
    expect(sessionAnswerSchema.parse(await again.json()).session).toEqual(made);
    expect(made).toMatchObject({ state: 'planned', version: 1, simulated: false, presenter: null });
    const changed = { ...plan, title: 'Tinjauan lain' };
    expect((await presenter.ask('POST', sessionPath, changed)).status).toBe(409);
    const list = sessionListSchema.parse(await (await clerk.ask('GET', sessionPath)).json());
    expect(list.items.filter(({ title }) => title === 'Tinjauan sekali')).toMatchObject([
      { id: made.id, state: 'planned', decisions: 0 },
    ]);
  });

  it('refuses what is not there, each at its place, in words', async () => {
    const [item] = buildPlan().agenda;
    if (!item) throw new Error('no item');
    const view = { ...firstView, indicator: 'nowhere-at-all', area: '99.99' };
    const plan = buildPlan({
      agenda: [{ ...item, view: view as typeof firstView }, item],
      parties: buildParties('l9', 'user:nobody').map((party) => ({ ...party, place: 2 })),
    });
    const answer = await presenter.ask('POST', sessionPath, { key: 'plan-of-faults', ...plan });
    expect(await faultsOf(answer)).toEqual([
      '/agenda/1/id session_twice',
      '/agenda/0/view/indicator unknown_indicator',
      '/agenda/0/view/area unknown_area',
      '/parties session_party_place',
      '/parties/0/link session_link',
      '/parties/1/person unknown_person',
    ]);
  });

  it('names the accounts that can be a party to those who lead', async () => {
    const { items } = sessionPeopleSchema.parse(
      await (await presenter.ask('GET', `${sessionPath}/people`)).json(),
    );
    expect(items).toContainEqual({
      id: `user:${clerk.id}`,
      name: 'dlh',
      role: 'agency-operator',
      agency: 'dlh',
    });
  });

  it('takes a change of the version that was looked at alone', async () => {
    const id = await planSession(presenter);
    const change = { kind: 'change', version: 1, ...buildPlan({ title: 'Tinjauan dua' }) } as const;
    expect((await entered(presenter, id, change)).session).toMatchObject({
      title: 'Tinjauan dua',
      version: 2,
    });
    expect((await enter(admin, id, change)).status).toBe(409);
  });
});

describe('a session that runs', () => {
  it('takes each entry once, and only what fits its state', async () => {
    const id = await planSession(presenter);
    expect(await faultsOf(await enter(presenter, id, ask))).toEqual(['/kind session_not_open']);
    await entered(presenter, id, { kind: 'open' });
    expect(await faultsOf(await enter(presenter, id, { kind: 'open' }))).toEqual(['/kind session_is_open']);
    const note = { kind: 'note', text: 'Bupati hadir.' } as const;
    const [first, again] = [
      await enter(presenter, id, note, 'note-0001'),
      await enter(presenter, id, note, 'note-0001'),
    ];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect((await enter(presenter, id, { ...note, text: 'Lain.' }, 'note-0001')).status).toBe(409);
    expect((await find(id)).session.notes).toHaveLength(1);
    expect(await faultsOf(await enter(presenter, id, { kind: 'hand', to: `user:${clerk.id}` }))).toEqual([
      '/to session_absent',
    ]);
    expect(await faultsOf(await enter(presenter, id, { kind: 'item', item: 'zz' }))).toEqual([
      '/item session_item',
    ]);
    expect(await faultsOf(await enter(presenter, id, { kind: 'close-poll' }))).toEqual([
      '/kind session_poll_none',
    ]);
    expect(await faultsOf(await enter(presenter, id, { ...ask, agency: null }))).toEqual([
      '/agency session_ask_one',
    ]);
    await entered(presenter, id, { kind: 'end', summary: null });
    expect(await faultsOf(await enter(presenter, id, note))).toEqual(['/kind session_ended']);
    expect((await enter(presenter, 'x'.repeat(22), note)).status).toBe(404);
  });

  it('lets whoever was handed the presenter role turn to an item, and nothing else', async () => {
    const id = await openOne();
    const item = { kind: 'item', item: 'a2' } as const;
    expect((await enter(clerk, id, item)).status).toBe(403);
    const page = await openReviewPage(server.url, clerk.cookie, id);
    await entered(presenter, id, { kind: 'hand', to: `user:${clerk.id}` });
    expect((await entered(clerk, id, item)).session.item).toBe('a2');
    await waitFor(() => page.heardOf('review:shown').length > 0, 'what the item shows');
    for (const entry of [
      { kind: 'note', text: 'Dari DLH.' },
      { kind: 'hand', to: null },
      { kind: 'poll', text: 'Siap?' },
      { kind: 'decide', ...decision, indicator: null, area: null },
      { kind: 'end', summary: null },
    ] as const)
      expect((await enter(clerk, id, entry)).status, entry.kind).toBe(403);
    await entered(presenter, id, { kind: 'hand', to: null });
    expect((await enter(clerk, id, { ...item, item: 'a1' })).status).toBe(403);
    expect((await find(id)).session).toMatchObject({ item: 'a2', notes: [], poll: null, decisions: [] });
    page.close();
  });

  it('lets the agency that is asked answer, once and for good', async () => {
    const id = await openOne();
    const question = (await entered(presenter, id, ask)).session.questions[0]?.id ?? '';
    expect((await answerAs(other, id, [question, 'Bukan saya.'])).status).toBe(403);
    expect((await answerAs(presenter, id, [question, 'Bukan saya.'])).status).toBe(403);
    expect(await faultsOf(await answerAs(clerk, id, ['q99', 'Kemarau.']))).toEqual([
      '/question session_question',
    ]);
    expect((await answerAs(clerk, id, [question, 'Kemarau.'])).status).toBe(200);
    expect((await answerAs(clerk, id, [question, 'Kemarau.'])).status).toBe(200);
    expect(await faultsOf(await answerAs(clerk, id, [question, 'Hujan.'], 'answer-0002'))).toEqual([
      '/question session_answered',
    ]);
    const { questions } = (await find(id)).session;
    expect(questions).toMatchObject([{ answer: { text: 'Kemarau.', by: { id: `user:${clerk.id}` } } }]);
  });

  it('decides on the figure that is in view, never on one that is sent', async () => {
    const id = await openOne();
    const observedAt = Date.parse('2026-01-10T00:00:00Z');
    const token = await server.token('dlh');
    const reading = { indicator, area, value: 31.4, observedAt: new Date(observedAt).toISOString() };
    const sent = await fetch(`${server.url}/api/v1/readings`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': 'figure-of-decision',
      },
      body: JSON.stringify({ readings: [reading] }),
    });
    expect(sent.status).toBe(201);
    const { session } = await entered(presenter, id, { kind: 'decide', ...decision, indicator, area });
    expect(session.decisions).toMatchObject([
      { ...decision, figure: { indicator, area, value: 31.4, observedAt, origin: 'reported' }, done: null },
    ]);
    const elsewhere = areaCodeSchema.parse('32.16.02');
    const bare = await entered(presenter, id, { kind: 'decide', ...decision, indicator, area: elsewhere });
    expect(bare.session.decisions[1]?.figure).toEqual({
      indicator,
      area: elsewhere,
      value: null,
      observedAt: null,
      origin: null,
    });
    const none = await entered(presenter, id, { kind: 'decide', ...decision, indicator: null, area: null });
    expect(none.session.decisions[2]?.figure).toBeNull();
    const page = await openReviewPage(server.url, presenter.cookie, id);
    const past = { ...firstView, at: Date.now() - 3_600_000 };
    await page.socket.timeout(2_000).emitWithAck('review:show', { view: past });
    const then = await entered(presenter, id, { kind: 'decide', ...decision, indicator, area });
    // An hour ago nothing of this was known here.
    expect(then.session.decisions[3]?.figure).toMatchObject({ value: null, observedAt: null });
    page.close();
  });

  it('promises what it decided to the next one, until it is done', async () => {
    const id = await openOne({ title: 'Sesi janji' });
    const made = await entered(presenter, id, { kind: 'decide', ...decision, indicator: null, area: null });
    const one = made.session.decisions[0]?.id ?? '';
    await entered(presenter, id, {
      kind: 'decide',
      ...decision,
      dueOn: '2999-01-01',
      indicator: null,
      area: null,
    });
    const withdrawn = await entered(presenter, id, {
      kind: 'decide',
      ...decision,
      indicator: null,
      area: null,
    });
    const last = withdrawn.session.decisions[2]?.id ?? '';
    await entered(presenter, id, { kind: 'withdraw-decision', decision: last, reason: 'Ganda' });
    await entered(presenter, id, { kind: 'end', summary: 'Selesai.' });
    const next = await openOne();
    const ofIt = async () => (await find(next)).promises.filter(({ from }) => from === 'Sesi janji');
    expect(await ofIt()).toMatchObject([
      { kind: 'decision', id: `${id}|${one}`, owner: 'DLH', dueOn: '2020-03-31', doneOn: null, isLate: true },
      { dueOn: '2999-01-01', isLate: false },
    ]);
    const done = {
      kind: 'finish-decision',
      decision: one,
      doneOn: '2026-02-01',
      words: 'Terpasang.',
    } as const;
    await entered(admin, id, done);
    expect(await faultsOf(await enter(admin, id, done))).toEqual(['/decision session_decision']);
    expect(await ofIt()).toMatchObject([{ dueOn: '2999-01-01' }, { doneOn: '2026-02-01', isLate: false }]);
    const listed = decisionListSchema.parse(
      await (await clerk.ask('GET', `${sessionPath}/decisions`)).json(),
    );
    expect(listed.items.filter(({ session }) => session.id === id)).toMatchObject([
      { dueOn: '2999-01-01', done: null },
      { done: { on: '2026-02-01', words: 'Terpasang.' } },
    ]);
  });
});

describe('what changes too often for the log', () => {
  it('is stored with each item, and with the end: who was there, and no guest any more', async () => {
    const id = await openOne();
    const stage = async () => (await server.store.getRecord('session-stage', id))?.body;
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    expect(await stage()).toMatchObject({
      shown: { n: 2, view: { scene: 'pilar' }, by: { id: `user:${presenter.id}` } },
    });
    const { secret } = await makeLink(presenter, id);
    const page = await openReviewPage(server.url, (await joined(server.url, id, secret)).cookie, id);
    await entered(presenter, id, { kind: 'end', summary: null });
    expect(await stage()).toMatchObject({ attendance: [{ name: 'Bu Rini', isHere: false }] });
    expect(await server.store.listRecords('session-guest', id)).toEqual([]);
    expect((await find(id)).attendance).toMatchObject([{ name: 'Bu Rini', isHere: false }]);
    page.close();
  });
});

describe('signing', () => {
  it('goes in order, by whom each party names, with the hash of what is signed', async () => {
    const id = await planSession(presenter, { purpose: 'ceremony' });
    const { link, secret } = await makeLink(presenter, id);
    const parties = buildParties(link, `user:${clerk.id}`);
    await entered(presenter, id, { kind: 'change', ...buildPlan({ purpose: 'ceremony', parties }) });
    await entered(presenter, id, { kind: 'open' });
    const guest = await joined(server.url, id, secret);
    expect(await faultsOf(await signAs(clerk, id, ['p2', 'Pak Ade']))).toEqual(['/party session_sign_order']);
    expect((await signAs(guest, id, ['p2', 'Pak Ade'])).status).toBe(403);
    expect((await signAs(clerk, id, ['p1', 'Bu Rini'])).status).toBe(403);
    expect(await faultsOf(await signAs(guest, id, ['p1', 'Rini']))).toEqual(['/name session_sign_name']);
    expect((await signAs(guest, id, ['p1', 'bu  RINI'])).status).toBe(200);
    expect(await faultsOf(await signAs(guest, id, ['p1', 'Bu Rini'], 'sign-00002'))).toEqual([
      '/party session_party_signed',
    ]);
    const renamed = {
      kind: 'change',
      ...buildPlan({ purpose: 'ceremony', parties, title: 'Lain sekali' }),
    } as const;
    expect(await faultsOf(await enter(presenter, id, renamed))).toEqual(['/parties session_signed']);
    expect((await signAs(clerk, id, ['p2', 'Pak Ade'])).status).toBe(200);
    const { session } = await find(id);
    const hash = createHash('sha256').update(toSignedText(session)).digest('hex');
    expect(session.parties).toMatchObject([
      { signed: { hash, by: { name: 'Bu Rini' } } },
      { signed: { hash, by: { id: `user:${clerk.id}` } } },
    ]);
  });
});

describe('a restart', () => {
  it('brings everyone back to the same view, presenter and poll, and keeps who was there', async () => {
    const dataDir = mkdtempSync(joinPath(tmpdir(), 'simpul-sessions-'));
    let first = await startTestServer({ dataDir });
    const leader = await openSession(first, { email: 'penyaji@x.id', role: 'presenter' });
    const id = await planSession(leader);
    await entered(leader, id, { kind: 'open' });
    const { secret } = await makeLink(leader, id);
    const guest = await joined(first.url, id, secret);
    const pages = [
      await openReviewPage(first.url, leader.cookie, id),
      await openReviewPage(first.url, guest.cookie, id),
    ];
    await entered(leader, id, { kind: 'poll', text: 'Siap?' });
    const view = { ...firstView, scene: 'peta', area };
    await pages[0]?.socket.timeout(2_000).emitWithAck('review:show', { view });
    await first.stop();
    first = await startTestServer({ dataDir });
    const back = await openReviewPage(first.url, guest.cookie, id);
    expect(back.welcome).toMatchObject({
      session: { presenter: { id: `user:${leader.id}` }, state: 'open' },
      shown: { view: { scene: 'peta', area }, by: { id: `user:${leader.id}` } },
      poll: { text: 'Siap?', ready: 0, mine: false },
      here: 1,
      you: { id: pages[1]?.welcome.you.id },
    });
    const ask = createAsk(first.url, () => leader.cookie);
    const told = sessionAnswerSchema.parse(await (await ask('GET', `${sessionPath}/${id}`)).json());
    expect(told.attendance).toMatchObject([
      { id: `user:${leader.id}`, isGuest: false, speaksFor: null, isHere: false },
      { name: 'Bu Rini', isGuest: true, speaksFor: 'Kementerian', isHere: true },
    ]);
    back.close();
    await first.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
