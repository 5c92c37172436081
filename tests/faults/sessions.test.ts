import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../shared/math/random.ts';
import { agencyCodeSchema } from '../../shared/model/ids.ts';
import {
  firstView,
  type Session,
  type SessionView,
  sessionAnswerSchema,
} from '../../shared/model/session.ts';
import type { ReviewWelcome } from '../../shared/protocol/review.ts';
import { createAccount } from '../support/accounts.ts';
import { pause } from '../support/pause.ts';
import type { SignedIn } from '../support/people.ts';
import { startServer, type TestServer } from '../support/server.ts';
import {
  entered,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  readSignedText,
  sessionPath,
} from '../support/sessions.ts';

const kills = 4;
const dlh = agencyCodeSchema.parse('dlh');
const parties = Array.from({ length: kills }, (_, index) => `Pihak ${index + 1}`);

let server: TestServer;
let leader: SignedIn;
let dlhPerson: SignedIn;
let guest: Awaited<ReturnType<typeof joined>>;
let id: string;
/** What each party signs. */
let seen: string;
beforeAll(async () => {
  server = await startServer();
  leader = await createAccount(server, { email: 'penyaji@x.id', role: 'presenter' });
  dlhPerson = await createAccount(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
  id = await planSession(leader, {
    purpose: 'ceremony',
    parties: parties.map((name, index) => ({
      id: `p${index}`,
      place: index + 1,
      party: name,
      name,
      office: 'Direktur',
      link: null,
      person: `user:${dlhPerson.id}`,
    })),
  });
  const { secret } = await makeLink(leader, id);
  guest = await joined(server.url, id, secret);
  await entered(leader, id, { kind: 'open' });
  seen = await readSignedText(leader, id);
});
afterAll(() => server.stop());

type Deed = readonly [kind: 'entries' | 'answers' | 'signatures', body: Record<string, unknown>];

/** As the leader was told last. */
let known: Session | null = null;

/** Sends each deed under one key until it is acknowledged, whatever happens to the server; counts what was. */
function startSender(who: SignedIn, name: string, next: () => Deed | null) {
  const acknowledged: Deed[] = [];
  let isStopping = false;
  const send = async ([kind, body]: Deed): Promise<void> => {
    const keyed = { key: `${name}-key-${acknowledged.length}`, ...body };
    for (;;) {
      const answer = await who.ask('POST', `${sessionPath}/${id}/${kind}`, keyed).catch(() => null);
      // An answer that was cut off says nothing either.
      const told = answer?.ok ? await answer.json().catch(() => null) : null;
      if (told) {
        if (kind === 'entries') known = sessionAnswerSchema.parse(told).session;
        acknowledged.push([kind, body]);
        return;
      }
      if (answer && !answer.ok && answer.status !== 503 && answer.status !== 429)
        throw new Error(`${kind} ${JSON.stringify(keyed)}: ${answer.status} ${await answer.text()}`);
      await pause(20);
    }
  };
  const run = async (): Promise<void> => {
    while (!isStopping) {
      const deed = next();
      if (deed) await send(deed);
      await pause(15);
    }
  };
  const done = run();
  return {
    acknowledged,
    async stop(): Promise<void> {
      isStopping = true;
      await done;
    },
  };
}

/** Turns pages as a presenter does who is in a hurry, until the line is gone. */
async function turnPages(): Promise<{ confirmed: SessionView | null; sent: SessionView | null }> {
  const page = await openReviewPage(server.url, leader.cookie, id);
  let confirmed: SessionView | null = null;
  let sent: SessionView | null = null;
  for (let turn = 0; page.closedAt() === null; turn += 1) {
    sent = { ...firstView, scene: 'peta', map: { lng: 107, lat: -6.3, zoom: 8 + (turn % 800) / 100 } };
    const answer = await page.socket
      .timeout(1_000)
      .emitWithAck('review:show', { view: sent })
      .catch(() => null);
    if (answer?.ok) confirmed = sent;
    else if (answer) throw new Error(JSON.stringify(answer));
    await pause(80);
  }
  page.close();
  return { confirmed, sent };
}

/** What the leader does next: mostly notes, now and then a question or a decision. */
function createLeading(): () => Deed {
  let count = 0;
  return () => {
    count += 1;
    const nowhere = { indicator: null, area: null };
    if (count % 10 === 0)
      return ['entries', { kind: 'ask', text: `Tanya ${count}`, agency: dlh, link: null, indicator: null }];
    if (count % 10 === 5) {
      const text = `Putusan ${count}`;
      return ['entries', { kind: 'decide', text, owner: dlh, dueOn: '2030-01-31', ...nowhere }];
    }
    return ['entries', { kind: 'note', text: `Catatan ${count}` }];
  };
}

/** What the agency's clerk does: answers whatever is asked, and signs for one party more each time that is let. */
function createClerk() {
  const asked = new Set<string>();
  let signed = 0;
  let maySign = 0;
  return {
    asked,
    letSign(): void {
      maySign += 1;
    },
    next(): Deed | null {
      if (signed < maySign) {
        signed += 1;
        return ['signatures', { party: `p${signed - 1}`, name: parties[signed - 1], text: seen }];
      }
      const question = known?.questions.find((one) => one.answer === null && !asked.has(one.id));
      if (!question) return null;
      asked.add(question.id);
      return ['answers', { question: question.id, text: `Jawaban ${question.text}` }];
    },
  };
}

const readWelcome = async (cookie: string): Promise<ReviewWelcome> => {
  const page = await openReviewPage(server.url, cookie, id);
  page.close();
  return page.welcome;
};
const findSession = async () =>
  sessionAnswerSchema.parse(await (await leader.ask('GET', `${sessionPath}/${id}`)).json());

/** Everything acknowledged is there in its order, and nothing beside it. */
async function expectAll(
  before: number,
  led: readonly Deed[],
  clerks: readonly Deed[],
  asked: ReadonlySet<string>,
): Promise<void> {
  const { session } = await findSession();
  const textsOf = (kind: string) =>
    led.filter(([, body]) => body['kind'] === kind).map(([, body]) => body['text']);
  expect(session.notes.map(({ text }) => text)).toEqual(textsOf('note'));
  expect(session.decisions.map(({ text }) => text)).toEqual(textsOf('decide'));
  expect(session.questions.map(({ text }) => text)).toEqual(textsOf('ask'));
  const answered = session.questions.filter(({ answer }) => answer !== null);
  expect(answered.map(({ id: one }) => one).sort()).toEqual([...asked].sort());
  for (const { text, answer } of answered) expect(answer?.text).toBe(`Jawaban ${text}`);
  expect(session.parties.filter((one) => one.signed !== null).map(({ name }) => name)).toEqual(parties);
  // One line for each deed: none is missing, none was taken twice.
  expect(session.version).toBe(before + led.length + clerks.length);
  expect(led.length).toBeGreaterThan(kills * 5);
  expect(answered.length).toBeGreaterThan(0);
}

describe('kill -9 in the middle of a session', () => {
  it(`keeps everything acknowledged exactly once through ${kills} kills, and brings everyone back`, async () => {
    const random = createRandom(64);
    const before = (await findSession()).session.version;
    const you = [await readWelcome(leader.cookie), await readWelcome(guest.cookie)].map((one) => one.you);
    const leading = startSender(leader, 'leader', createLeading());
    const clerk = createClerk();
    const clerks = startSender(dlhPerson, 'clerk', clerk.next);
    for (let kill = 0; kill < kills; kill += 1) {
      const turning = turnPages();
      await pause(500 + random() * 400);
      clerk.letSign();
      await pause(random() * 60);
      await server.kill();
      const { confirmed, sent } = await turning;
      await server.start();
      const welcome = await readWelcome(guest.cookie);
      expect(confirmed).not.toBeNull();
      expect([confirmed, sent]).toContainEqual(welcome.shown.view);
      expect(welcome.session).toMatchObject({ state: 'open', presenter: { id: `user:${leader.id}` } });
      expect([(await readWelcome(leader.cookie)).you, welcome.you]).toEqual(you);
    }
    await leading.stop();
    await clerks.stop();
    await expectAll(before, leading.acknowledged, clerks.acknowledged, clerk.asked);
    const { attendance } = await findSession();
    expect(attendance.map(({ id: one }) => one)).toEqual(
      expect.arrayContaining(you.map(({ id: one }) => one)),
    );
  });
});
