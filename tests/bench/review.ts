import { firstView } from '../../shared/model/session.ts';
import { createAccount } from '../support/accounts.ts';
import { pause } from '../support/pause.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { entered, joined, makeLink, planSession } from '../support/sessions.ts';
import { startHost } from './hostChannel.ts';
import { type Comparison, toQuantile } from './measure.ts';
import { openReviewSocket, type ReviewSocket } from './reviewPages.ts';

const followers = 300;
const arriveMs = 10_000;
/** A presenter changes the view this often and moves the pointer ten times a second. Milliseconds. */
const changeMs = 5_000;
const moveMs = 100;

/** One side: how a follower comes in, from nothing to all there is. */
interface Side {
  readonly port: number;
  readonly enter: (index: number, onShown: (n: number) => void) => Promise<ReviewSocket>;
  readonly present: (onShown: (n: number) => void) => Promise<ReviewSocket>;
}

interface Figures {
  readonly joinMs: number;
  readonly showMs: number;
  readonly kilobytes: number;
}

/** 300 people in one session: how they come in, how soon they see what is shown, and what that costs a thin line. */
export async function benchReview(isQuick: boolean): Promise<Comparison[]> {
  const server = await startServer();
  const bare = await startHost('./bareReviewHost.ts');
  try {
    const reference = await measure(toBareSide(bare.port), isQuick);
    const ours = await measure(await openSide(server), isQuick);
    const row = (name: string, unit: string, key: keyof Figures, value: number): Comparison => ({
      name: `review: ${name}`,
      unit,
      ours: ours[key],
      reference: reference[key],
      bound: { kind: 'atMostOwn', value },
      note: 'bare Socket.IO room',
    });
    return [
      row(`link to whole session, ${followers} within 10 s, p99`, 'ms', 'joinMs', 2_000),
      row(`presenter to the last of ${followers} screens, p99`, 'ms', 'showMs', 500),
      row('a follower a minute, beside live figures', 'kB', 'kilobytes', 20),
    ];
  } finally {
    await bare.stop();
    await server.stop();
  }
}

async function measure(side: Side, isQuick: boolean): Promise<Figures> {
  const arrivals = createArrivals();
  const { pages, joinMs } = await arrive(side, arrivals.hear);
  const presenter = await side.present(() => undefined);
  const showMs = await show(presenter, arrivals, isQuick ? 20 : 100);
  const kilobytes = await follow(presenter, pages, isQuick ? 15_000 : 60_000);
  for (const page of [...pages, presenter]) page.close();
  return { joinMs, showMs, kilobytes };
}

/** When the last follower saw each view. */
function createArrivals() {
  const counts = new Map<number, { count: number; done: (at: number) => void }>();
  return {
    hear(n: number): void {
      const view = counts.get(n);
      if (!view) return;
      view.count += 1;
      if (view.count === followers) view.done(performance.now());
    },
    expect: (n: number): Promise<number> =>
      new Promise((resolve) => counts.set(n, { count: 0, done: resolve })),
  };
}

/** Everyone comes in at an even pace; an error of any of them fails the run. */
async function arrive(side: Side, onShown: (n: number) => void) {
  const begun = performance.now();
  const coming = Array.from({ length: followers }, async (_, index) => {
    await pause((index * arriveMs) / followers - (performance.now() - begun));
    const from = performance.now();
    const page = await side.enter(index, onShown);
    return { page, ms: performance.now() - from };
  });
  const arrived = await Promise.all(coming);
  return {
    pages: arrived.map(({ page }) => page),
    joinMs: toQuantile(
      arrived.map(({ ms }) => ms),
      0.99,
    ),
  };
}

const toView = (turn: number) => ({
  view: { ...firstView, scene: turn % 2 ? 'pilar' : 'ikhtisar', pillar: turn % 3 ? 'living' : 'environment' },
});

async function show(
  presenter: ReviewSocket,
  arrivals: ReturnType<typeof createArrivals>,
  turns: number,
): Promise<number> {
  const first = readNumber(await presenter.ask('review:show', toView(0)));
  const spent: number[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    const last = arrivals.expect(first + turn);
    const from = performance.now();
    await presenter.ask('review:show', toView(turn));
    spent.push((await last) - from);
    await pause(100);
  }
  return toQuantile(spent, 0.99);
}

function readNumber(answer: string): number {
  const n = /"n":(\d+)/.exec(answer)?.[1];
  if (n === undefined) throw new Error(answer);
  return Number(n);
}

/** Bytes that a follower took in while the presenter never rested, as kilobytes a minute; the median of all. */
async function follow(
  presenter: ReviewSocket,
  pages: readonly ReviewSocket[],
  forMs: number,
): Promise<number> {
  // What was shown last has arrived, and who came in is told.
  await pause(1_500);
  const before = pages.map((page) => page.bytesRead());
  const begun = performance.now();
  for (let move = 0; move * moveMs < forMs; move += 1) {
    await pause(move * moveMs - (performance.now() - begun));
    const at = { x: (Math.sin(move / 7) + 1) / 2, y: (Math.cos(move / 11) + 1) / 2 };
    presenter.tell('review:point', { at });
    if ((move * moveMs) % changeMs === 0) await presenter.ask('review:show', toView(move));
  }
  await pause(500);
  const bytes = pages.map((page, index) => page.bytesRead() - (before[index] ?? 0));
  return (toQuantile(bytes, 0.5) / 1_000) * (60_000 / forMs);
}

function toBareSide(port: number): Side {
  const enter = async (onShown: (n: number) => void) => {
    const page = await openReviewSocket(port, null, onShown);
    await page.ask('review:join', {});
    return page;
  };
  return { port, enter: (_index, onShown) => enter(onShown), present: enter };
}

/** A session that runs, with one link that everyone has. */
async function openSide(server: TestServer): Promise<Side> {
  const { url, port } = server;
  const leader = await createAccount(server, { email: 'penyaji@x.id', role: 'presenter' });
  const session = await planSession(leader);
  await entered(leader, session, { kind: 'open' });
  const { secret } = await makeLink(leader, session);
  const enter = async (cookie: string, onShown: (n: number) => void) => {
    const page = await openReviewSocket(port, cookie, onShown);
    const answer = await page.ask('review:join', { protocol: 1, session });
    if (!answer.includes('"ok":true')) throw new Error(answer.slice(0, 200));
    return page;
  };
  return {
    port,
    enter: async (index, onShown) =>
      enter((await joined(url, session, secret, `Peserta ${index}`)).cookie, onShown),
    present: (onShown) => enter(leader.cookie, onShown),
  };
}
