import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { firstView } from '../../../shared/model/session.ts';
import { slowBytes, slowCloseMs } from '../../../shared/protocol/limits.ts';
import type { ReviewShown } from '../../../shared/protocol/review.ts';
import { waitFor } from '../../support/machines.ts';
import { pause } from '../../support/pause.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import {
  entered,
  joined,
  makeLink,
  openReviewPage,
  planSession,
  type ReviewPage,
} from '../../support/sessions.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
let presenter: SignedIn;
let id: string;
let secret: string;
/** Moves the clock by which a page is given up. */
let leapMs = 0;
beforeAll(async () => {
  server = await startTestServer({ monotonic: () => performance.now() + leapMs });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  id = await planSession(presenter);
  ({ secret } = await makeLink(presenter, id));
  await entered(presenter, id, { kind: 'open' });
});
afterAll(() => server.stop());

/** A guest's page as bytes: it reads nothing until it is told to. */
async function openRaw(name: string) {
  const { cookie } = await joined(server.url, id, secret, name);
  const { port } = new URL(server.url);
  const raw = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: { cookie, origin: server.url },
  });
  const heard: string[] = [];
  raw.on('error', () => undefined);
  raw.on('message', (data: Buffer) => {
    const text = data.toString();
    heard.push(text);
    if (text === '2') raw.send('3');
  });
  const hears = (start: string): Promise<void> =>
    waitFor(() => heard.some((text) => text.startsWith(start)), start);
  await once(raw, 'open');
  raw.send('40/review,');
  await hears('40/review');
  raw.send(`42/review,0${JSON.stringify(['review:join', { protocol: 1, session: id }])}`);
  await hears('43/review,0[{"ok":true');
  return { raw, heard };
}

const linesOf = (heard: readonly string[]): number[] =>
  heard.flatMap((text) => {
    const version = /^42\/review,\["review:line",\{"version":(\d+)/.exec(text)?.[1];
    return version === undefined ? [] : [Number(version)];
  });
const shownOf = (page: ReviewPage): ReviewShown[] => page.heardOf('review:shown') as ReviewShown[];

/** Shows views and takes notes until a page that does not read has been let go of; gives how long others waited for each. */
async function keepTalking(leader: ReviewPage, other: ReviewPage, times: number): Promise<number[]> {
  const spent: number[] = [];
  const text = 'kata '.repeat(195);
  for (let turn = 0; turn < times; turn += 1) {
    await entered(presenter, id, { kind: 'note', text: `${text}${turn}` });
    const before = shownOf(other).length;
    const from = performance.now();
    const scene = turn % 2 ? 'pilar' : 'ikhtisar';
    await leader.socket.timeout(5_000).emitWithAck('review:show', { view: { ...firstView, scene } });
    await waitFor(() => shownOf(other).length > before, 'a view');
    spent.push(performance.now() - from);
  }
  return spent;
}
