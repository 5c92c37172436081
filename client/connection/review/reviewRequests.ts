import type { SessionAnswer } from '#shared/model/session.ts';
import type { SessionEntry, SessionJoin, SessionReply, SessionSign } from '#shared/model/sessionCalls.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { isText, listOf, objectOf } from '../../lib/shape.ts';
import { isSessionAnswer } from './reviewChecks.ts';

/** The server said no; the message is its own sentence, in the reader's language. */
export class RefusedError extends Error {
  readonly status: number;
  /** What is wrong, as the contract names it; null where it names nothing. */
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null) {
    super(message);
    this.name = 'RefusedError';
    this.status = status;
    this.code = code;
  }
}

const timeoutMs = 30_000;
const isProblem = objectOf<{ detail: string }>({ detail: isText });
const isFaulty = objectOf<{ errors: readonly { code: string; message: string }[] }>({
  errors: listOf(objectOf<{ code: string; message: string }>({ code: isText, message: isText })),
});

const ask = (path: string, body?: unknown): Promise<unknown> => askAt(`/api/v1/sessions/${path}`, body);

/** Throws `RefusedError`, or whatever `fetch` throws where nothing answers. */
export async function askAt(address: string, body?: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'accept-language': deskLanguage(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    credentials: 'same-origin',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  if (response.ok) return answer;
  if (!isProblem(answer)) throw new Error(`answer ${response.status}`);
  const [fault] = isFaulty(answer) ? answer.errors : [];
  throw new RefusedError(response.status, fault?.message ?? answer.detail, fault?.code ?? null);
}

/** Makes this browser a guest of the session. */
export const joinSession = (id: string, body: SessionJoin): Promise<unknown> => ask(`${id}/join`, body);

/** A deed as it is written; its key is made when it is sent. */
export type Keyless<Body> = Body extends unknown ? Omit<Body, 'key'> : never;

/** One deed of whoever leads. The same `key` again is the same deed. */
export const enterSession = (id: string, entry: Keyless<SessionEntry>, key: string): Promise<unknown> =>
  ask(`${id}/entries`, { ...entry, key });

/** The one answer to a question. */
export const answerQuestion = (id: string, body: SessionReply): Promise<unknown> =>
  ask(`${id}/answers`, body);

/** A signature, in order. */
export const signSession = (id: string, body: SessionSign): Promise<unknown> => ask(`${id}/signatures`, body);

/** The session with who was there. */
export async function fetchSession(id: string): Promise<SessionAnswer> {
  const answer = await ask(id);
  if (!isSessionAnswer(answer)) throw new Error('a session of another shape');
  return answer;
}
