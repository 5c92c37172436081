import { type SessionAnswer, type SessionLine, sessionAnswerSchema } from '../../shared/model/session.ts';
import type { NewSession, SessionEntry } from '../../shared/model/sessionCalls.ts';
import { type ReviewWelcome, reviewSchemas, reviewWelcomeSchema } from '../../shared/protocol/review.ts';
import { toSignedText } from '../../shared/rules/signedText.ts';
import { createAsk, type SignedIn, toCookie } from './people.ts';
import { buildPlan } from './sessionBuilders.ts';
import { type Listener, listenAt } from './sockets.ts';

export const sessionPath = '/api/v1/sessions';

let count = 0;
const nextKey = (): string => {
  count += 1;
  return `session-key-${count}`;
};

type Entry = SessionEntry extends infer One ? (One extends SessionEntry ? Omit<One, 'key'> : never) : never;

/** Sends an entry with a key of its own. */
export function enter(who: SignedIn, id: string, entry: Entry, key = nextKey()): Promise<Response> {
  return who.ask('POST', `${sessionPath}/${id}/entries`, { ...entry, key });
}

/** The same where it is sure to be taken. */
export async function entered(who: SignedIn, id: string, entry: Entry): Promise<SessionAnswer> {
  const answer = await enter(who, id, entry);
  if (!answer.ok) throw new Error(`${entry.kind}: ${answer.status} ${await answer.text()}`);
  return sessionAnswerSchema.parse(await answer.json());
}

/** Plans a session; gives its id. */
export async function planSession(who: SignedIn, change: Partial<NewSession> = {}): Promise<string> {
  const answer = await who.ask('POST', sessionPath, { key: nextKey(), ...buildPlan(change) });
  if (answer.status !== 201) throw new Error(`plan: ${answer.status} ${await answer.text()}`);
  return sessionAnswerSchema.parse(await answer.json()).session.id;
}

/** What is to be signed, as someone with an account sees it. */
export async function readSignedText(who: SignedIn, id: string): Promise<string> {
  const answer = await who.ask('GET', `${sessionPath}/${id}`);
  return toSignedText(sessionAnswerSchema.parse(await answer.json()).session);
}

/** Makes a link; gives its id and secret. */
export async function makeLink(
  who: SignedIn,
  id: string,
  expiresAt = Date.now() + 3_600_000,
): Promise<{ link: string; secret: string }> {
  const { session, secret } = await entered(who, id, {
    kind: 'link',
    label: 'Tim penilai',
    speaksFor: 'Kementerian',
    expiresAt,
  });
  const link = session.links.at(-1)?.id;
  if (link === undefined || secret === undefined) throw new Error('no link');
  return { link, secret };
}

/** Joins as a guest does. */
export function join(
  url: string,
  id: string,
  secret: string,
  name = 'Bu Rini',
  from?: string,
): Promise<Response> {
  const headers: Record<string, string> = from === undefined ? {} : { 'x-forwarded-for': from };
  return createAsk(url, () => undefined)('POST', `${sessionPath}/${id}/join`, { secret, name }, headers);
}

/** A guest who is in; gives the cookie and how to ask with it. */
export async function joined(url: string, id: string, secret: string, name?: string) {
  const answer = await join(url, id, secret, name);
  if (!answer.ok) throw new Error(`join: ${answer.status} ${await answer.text()}`);
  const cookie = toCookie(answer);
  return { cookie, ask: createAsk(url, () => cookie) };
}

/** A page of a session: everything it hears is checked against its schema. */
export interface ReviewPage extends Listener {
  readonly welcome: ReviewWelcome;
  lines(): SessionLine[];
  heardOf(name: keyof typeof reviewSchemas): unknown[];
}

/** Opens a page and joins. */
export async function openReviewPage(url: string, cookie: string, id: string): Promise<ReviewPage> {
  const listener = await listenAt(`${url}/review`, { cookie });
  if (listener.outcome !== 'connected') throw new Error(`review: ${listener.outcome}`);
  const answer = await listener.socket
    .timeout(5_000)
    .emitWithAck('review:join', { protocol: 1, session: id });
  if (!answer.ok) throw new Error(`join: ${answer.code} ${answer.message}`);
  const heardOf = (wanted: keyof typeof reviewSchemas) =>
    listener.heard
      .filter(({ name }) => name === wanted)
      .map(({ name, payload }) => reviewSchemas[name as typeof wanted].parse(payload) as unknown);
  return {
    ...listener,
    welcome: reviewWelcomeSchema.parse(answer.data),
    heardOf,
    lines: () =>
      heardOf('review:line').flatMap((heard) => (heard as { line: SessionLine | null }).line ?? []),
  };
}

/** Answers the first open question. */
export async function answerTo(who: SignedIn, id: string, text: string): Promise<void> {
  const { session } = sessionAnswerSchema.parse(await (await who.ask('GET', `${sessionPath}/${id}`)).json());
  const question = session.questions.find(({ answer }) => answer === null)?.id;
  const answer = await who.ask('POST', `${sessionPath}/${id}/answers`, { key: nextKey(), question, text });
  if (!answer.ok) throw new Error(`answer: ${answer.status} ${await answer.text()}`);
}

/** Signs for a party, what the session says now. */
export async function signOne(who: SignedIn, id: string, party: string, name: string): Promise<void> {
  const text = await readSignedText(who, id);
  const body = { key: nextKey(), party, name, text };
  const answer = await who.ask('POST', `${sessionPath}/${id}/signatures`, body);
  if (!answer.ok) throw new Error(`sign: ${answer.status} ${await answer.text()}`);
}
