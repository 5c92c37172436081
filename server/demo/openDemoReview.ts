import type { EvaluationList } from '#shared/model/evaluation.ts';
import type { DemoReview } from './review.ts';
import type { DemoSession } from './sessions.ts';

/** Where the demo's review goes. */
export interface DemoReviewPlace {
  readonly url: string;
  readonly cookie: string;
}

type Send = (method: string, path: string, body?: unknown, as?: string) => Promise<Answered | null>;
interface Answered {
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}

/**
 * Sends what officials work with through the public interface. What is there already stays as it is, so that a second start adds
 * nothing; what is refused is told and left out.
 */
export async function openDemoReview(
  place: DemoReviewPlace,
  { records, year, surveys, sessions }: DemoReview,
  log: (line: string) => void,
): Promise<void> {
  const send = createSend(place, log);
  const agreements = new Map<string, string>();
  for (const { path, body, entries } of records) {
    const made = await send('POST', path, body);
    const id = toId(made);
    if (id === null) continue;
    if (path === '/agreements') agreements.set(body.key, id);
    for (const entry of entries) await send('POST', `${path}/${id}/entries`, entry);
  }
  await openYear(send, year);
  for (const survey of surveys) await send('POST', '/evaluations/surveys', survey);
  for (const session of sessions) await openDemoSession(send, session, agreements);
}

function createSend({ url, cookie }: DemoReviewPlace, log: (line: string) => void): Send {
  return async (method, path, body, as = cookie) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie: as },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.ok) return { body: JSON.parse(text), cookie: toCookie(answer) };
    // Made on another day under the same key: it is there.
    if (answer.status !== 409) log(`${path}: ${answer.status} ${text.slice(0, 300)}`);
    return null;
  };
}

function toCookie(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0] ?? '')
    .join('; ');
}

/** Id of what an answer is about, whatever it calls it. */
function toId(answered: Answered | null): string | null {
  if (!answered) return null;
  const { agreement, recommendation, session } = answered.body as Record<string, { id: string } | undefined>;
  return (agreement ?? recommendation ?? session)?.id ?? null;
}

/** The demo's year with the weights of the last one and no score: nobody published any. */
async function openYear(send: Send, year: number): Promise<void> {
  const listed = await send('GET', '/evaluations');
  if (!listed) return;
  const { years } = listed.body as unknown as EvaluationList;
  const [last] = years;
  if (!last || years.some((one) => one.year === year)) return;
  await send('PUT', `/evaluations/${year}`, {
    key: `demo-year-${year}`,
    scheme: last.scheme,
    weights: last.weights,
    scores: { baseline: null, output: null, outcome: null, impact: null, quickWin: null },
    published: null,
    rank: null,
    note: 'Tahun peragaan: belum ada skor resmi.',
    source: null,
  });
}

async function openDemoSession(
  send: Send,
  { body, agreement, steps }: DemoSession,
  agreements: ReadonlyMap<string, string>,
): Promise<void> {
  const made = await send('POST', '/sessions', {
    ...body,
    agreement: (agreement && agreements.get(agreement)) ?? null,
  });
  const id = toId(made);
  if (id === null) return;
  let guest: string | null = null;
  for (const step of steps) {
    if (step.kind === 'entry') {
      const answered = await send('POST', `/sessions/${id}/entries`, step.body);
      const secret = answered?.body['secret'];
      // A secret is told once: a second start has none, and its guest has answered before.
      if (secret) guest = await joinAsGuest(send, `/sessions/${id}`, { secret, name: 'Asesor (simulasi)' });
    } else if (guest !== null) {
      await send('POST', `/sessions/${id}/answers`, step.body, guest);
    }
  }
}

async function joinAsGuest(send: Send, path: string, body: object): Promise<string | null> {
  return (await send('POST', `${path}/join`, body, ''))?.cookie ?? null;
}
