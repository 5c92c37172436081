import {
  type DecisionList,
  decisionListSchema,
  type SessionAnswer,
  type SessionList,
  type SessionPeople,
  sessionAnswerSchema,
  sessionListSchema,
  sessionPeopleSchema,
} from '#shared/model/session.ts';
import type { NewSession, SessionEntry } from '#shared/model/sessionCalls.ts';
import { ask } from './request.ts';

const path = '/api/v1/sessions';

/** Sessions that run, are planned and are over, in this order. */
export const fetchSessions = (): Promise<SessionList> => ask(path, { schema: sessionListSchema });

/** One session with all there is of it. */
export const fetchSession = (id: string): Promise<SessionAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: sessionAnswerSchema });

/** Accounts that can be named as a party. */
export const fetchSessionPeople = (): Promise<SessionPeople> =>
  ask(`${path}/people`, { schema: sessionPeopleSchema });

/** Decisions of all sessions that are over. */
export const fetchDecisions = (): Promise<DecisionList> =>
  ask(`${path}/decisions`, { schema: decisionListSchema });

/** Plans a session; the same key gives the same one. */
export const planSession = (body: NewSession): Promise<SessionAnswer> =>
  ask(path, { method: 'POST', body, schema: sessionAnswerSchema });

/** One deed of whoever leads. */
export const enterSession = (id: string, body: SessionEntry): Promise<SessionAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}/entries`, { method: 'POST', body, schema: sessionAnswerSchema });
