import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDemoOfficials } from '../../../server/demo/officials.ts';
import { openDemoProgrammes } from '../../../server/demo/openDemoProgrammes.ts';
import { openDemoReview } from '../../../server/demo/openDemoReview.ts';
import { agreementListSchema, promiseListSchema } from '../../../shared/model/agreement.ts';
import { assistanceListSchema } from '../../../shared/model/assistance.ts';
import { evaluationListSchema, surveyRule } from '../../../shared/model/evaluation.ts';
import { packSchema } from '../../../shared/model/pack.ts';
import { sessionAnswerSchema, sessionListSchema } from '../../../shared/model/session.ts';
import { toItemState, toValidity } from '../../../shared/rules/agreement.ts';
import { isFollowUpLate, toEffect, toFollowUp } from '../../../shared/rules/assistance.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const today = '2026-11-29';
const now = Date.parse(`${today}T02:00:00Z`);
const refused: string[] = [];
let server: InProcessServer;
let admin: SignedIn;

async function open(at: number): Promise<void> {
  const { programmes, review } = buildDemoOfficials(server.region, { seed: 7, at });
  const place = { url: server.url, cookie: admin.cookie };
  await openDemoProgrammes(place, programmes, (line) => void refused.push(line));
  await openDemoReview(place, review, (line) => void refused.push(line));
}

const read = async (path: string): Promise<unknown> => (await admin.ask('GET', `/api/v1${path}`)).json();

async function readAll() {
  const [agreements, promises, assistance, evaluations, sessions, packs] = await Promise.all(
    ['/agreements', '/agreements/promises', '/assistance', '/evaluations', '/sessions', '/packs'].map(read),
  );
  return {
    agreements: agreementListSchema.parse(agreements).items,
    promises: promiseListSchema.parse(promises).items,
    assistance: assistanceListSchema.parse(assistance),
    evaluations: evaluationListSchema.parse(evaluations),
    sessions: sessionListSchema.parse(sessions).items,
    packs: (packs as { items: { id: string }[] }).items,
  };
}

beforeAll(async () => {
  server = await startTestServer({ demo: true, now: () => now, settles: true });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  await open(now);
});
afterAll(() => server.stop());

describe('what officials find in the demo', () => {
  it('is taken by the interface without a word, and says of itself that it is simulated', async () => {
    expect(refused).toEqual([]);
    const { agreements, assistance, evaluations, sessions } = await readAll();
    const made = agreements.filter(({ version }) => version > 0);
    expect(made.map(({ origin }) => origin)).toEqual(['simulated', 'simulated', 'simulated']);
    for (const { title } of [...made, ...sessions]) expect(title).toContain('SIMULASI');
    for (const { text, origin } of assistance.items)
      expect(`${origin} ${text}`).toMatch(/^simulated SIMULASI/);
    for (const { origin } of evaluations.surveys) expect(origin).toBe('simulated');
    expect(sessions.every(({ simulated }) => simulated)).toBe(true);
  });

  it('has promises of the last agreement that are late, one that ends soon, and one that is over', async () => {
    const { agreements, promises } = await readAll();
    const late = promises.filter(({ item }) => toItemState(item, today) === 'late');
    expect(new Set(late.map(({ agreement }) => agreement.title)).size).toBe(1);
    expect(late).toHaveLength(2);
    const kinds = agreements.map((one) => toValidity(one, false, today).kind);
    expect(kinds).toEqual(['running', 'urgent', 'over', 'unknown']);
  });

  it('has recommendations at every step, one with a figure that moved since', async () => {
    const { items, figures } = (await readAll()).assistance;
    expect(items.map((one) => [toFollowUp(one), isFollowUpLate(one, today)])).toEqual([
      ['waiting', true],
      ['answered', false],
      ['decided', false],
      ['closed', false],
    ]);
    const [then] = items[2]?.figures ?? [];
    const spbe = figures.find(({ indicator }) => indicator === 'governance-spbe');
    expect(toEffect(then, spbe, 'higher')).toBe('better');
  });

  it('has a survey that is large enough, and a year without a score that nobody published', async () => {
    const { years, surveys, estimates, simulated } = (await readAll()).evaluations;
    expect(surveys).toHaveLength(surveyRule.programmes);
    for (const { respondents } of surveys) expect(respondents).toBeGreaterThanOrEqual(surveyRule.respondents);
    expect(years[0]).toMatchObject({ year: 2026, published: null, origin: 'simulated' });
    expect(Object.values(years[0]?.scores ?? {})).toEqual([null, null, null, null, null]);
    expect(estimates.quickWin.value).not.toBeNull();
    expect(simulated).toBe(true);
  });

  it('has a session that is over with its minutes in a frozen pack, and one to come', async () => {
    const { sessions } = await readAll();
    expect(sessions.map(({ state }) => state)).toEqual(['planned', 'ended']);
    const { session } = sessionAnswerSchema.parse(await read(`/sessions/${sessions[1]?.id}`));
    expect(session.questions[0]?.answer?.text).toContain('berita acara');
    expect(session.decisions.map(({ figure }) => figure?.value ?? null)).toEqual([4.48, null]);
    const pack = packSchema.parse(await read(`/packs/${session.pack}/files/json`));
    expect(pack.sections.minutes).toMatchObject({ session: session.id, simulated: true });
    expect(pack.sections.minutes?.decisions).toHaveLength(2);
  });

  it('is not doubled by a second start, on the same day or another', async () => {
    const before = await readAll();
    await open(now);
    await open(now + 86_400_000);
    expect(await readAll()).toEqual(before);
    expect(refused).toEqual([]);
  });
});
