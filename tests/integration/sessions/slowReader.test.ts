import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView } from '../../../shared/model/session.ts';
import { slowCloseMs } from '../../../shared/protocol/limits.ts';
import type { ReviewShown } from '../../../shared/protocol/review.ts';
import { applySessionLine } from '../../../shared/rules/sessionAt.ts';
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

const views = 20;
const asked = 80;
const word = '语';
/** A session of two hundred kilobytes, so that few answers fill what a machine holds for a connection, which is megabytes. */
const notes = 40;
const agenda = Array.from({ length: 40 }, (_, index) => ({
  id: `a${index}`,
  title: `Acara ${index}`,
  note: word.repeat(600),
  minutes: 5,
  view: firstView,
}));

let server: InProcessServer;
let presenter: SignedIn;
/** Moves the clock by which a page is given up. */
let leapMs = 0;
beforeAll(async () => {
  server = await startTestServer({ monotonic: () => performance.now() + leapMs });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
});
afterAll(() => server.stop());

/** A guest's page that has stopped reading. */
async function openSlow(id: string, secret: string, name: string) {
  const page = await openReviewPage(server.url, (await joined(server.url, id, secret, name)).cookie, id);
  const wire = (page.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } }).ws;
  wire.pause();
  const answers: string[] = [];
  const ask = (): void => {
    page.socket.emit(
      'review:join',
      { protocol: 1, session: id },
      (answer: { ok: boolean; code?: string }) => {
        answers.push(answer.ok ? 'ok' : String(answer.code));
      },
    );
  };
  return { ...page, wire, answers, ask };
}

const shownOf = (page: ReviewPage): ReviewShown[] => page.heardOf('review:shown') as ReviewShown[];
const hereOf = (page: ReviewPage) => (page.heardOf('review:people') as { here: number }[]).at(-1)?.here;

/** Shows one view after another; gives how long a page waited for each, shortest first. */
async function turnPages(leader: ReviewPage, other: ReviewPage): Promise<number[]> {
  const spent: number[] = [];
  for (let turn = 1; turn <= views; turn += 1) {
    const from = performance.now();
    const view = { ...firstView, scene: turn % 2 ? 'pilar' : 'ikhtisar' };
    const heard = other.heard.length;
    await leader.socket.timeout(10_000).emitWithAck('review:show', { view });
    await waitFor(() => other.heard.slice(heard).some(({ name }) => name === 'review:shown'), 'the view');
    spent.push(performance.now() - from);
  }
  return spent.sort((a, b) => a - b);
}

describe('pages of a session that stop reading', () => {
  it('P13 hold nobody up, fill no memory, and have everything once they read again, or are closed', async () => {
    const id = await planSession(presenter, { agenda });
    const { secret } = await makeLink(presenter, id);
    await entered(presenter, id, { kind: 'open' });
    for (let count = 0; count < notes; count += 1)
      await entered(presenter, id, { kind: 'note', text: word.repeat(1_000) });
    const leader = await openReviewPage(server.url, presenter.cookie, id);
    const other = await openReviewPage(server.url, (await joined(server.url, id, secret)).cookie, id);
    const slow = await openSlow(id, secret, 'Pak Lambat');
    const lost = await openSlow(id, secret, 'Bu Hilang');
    await waitFor(() => hereOf(other) === 4, 'four who are here');
    // As fast as anyone may ask, and on.
    for (let turn = 0; turn < asked; turn += 1) {
      for (const page of [slow, lost]) page.ask();
      if (turn > 35) await pause(75);
    }
    // Longer than backlogs are looked at.
    await pause(1_200);
    const spent = await turnPages(leader, other);
    expect(spent[Math.floor(views / 2)]).toBeLessThan(500);
    const { session } = await entered(presenter, id, { kind: 'note', text: 'Selagi lambat.' });
    slow.wire.resume();
    await waitFor(() => slow.lines().length > 0, 'what was missed');
    expect(slow.lines().reduce(applySessionLine, slow.welcome.session)).toEqual(session);
    expect(slow.answers.length).toBe(asked);
    expect(slow.answers.at(-1)).toBe('busy');
    // Of the views only the last one, and nothing of where someone pointed meanwhile.
    await waitFor(() => slow.heardOf('review:pointed').length > 0, 'the end of the pointer');
    expect(shownOf(slow)).toEqual(shownOf(other).slice(-1));
    leapMs += slowCloseMs + 1_000;
    await waitFor(() => hereOf(other) === 3, 'three who are here');
    await waitFor(() => hereOf(slow) === 3, 'three who are here');
    for (const page of [leader, other, slow, lost]) page.close();
  });
});
