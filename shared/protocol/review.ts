import { z } from 'zod';
import {
  sessionIdSchema,
  sessionLineSchema,
  sessionSchema,
  sessionViewSchema,
  sessionWhoSchema,
  toldPromises,
} from '../model/session.ts';
import type { Ack } from './refusal.ts';

const share = z.number().min(0).max(1);

/** `review:join`: first event of a page, and again after each reconnect (P28). Who asks is known by cookie alone. */
export const reviewJoinSchema = z.strictObject({ protocol: z.number().int(), session: sessionIdSchema });
export type ReviewJoin = z.infer<typeof reviewJoinSchema>;

/** What everyone sees now; `n` rises with each change of view, so that none is taken twice or backwards. */
export const reviewShownSchema = z.object({
  n: z.number().int(),
  view: sessionViewSchema,
  by: sessionWhoSchema.nullable(),
});
export type ReviewShown = z.infer<typeof reviewShownSchema>;

/** Answer to `review:join`: all there is, in one step with the subscription. */
export const reviewWelcomeSchema = z.object({
  serverAt: z.number(),
  session: sessionSchema,
  shown: reviewShownSchema,
  you: sessionWhoSchema.extend({
    /** Leads the session: may do every entry. */
    mayLead: z.boolean(),
    /** Link of a guest; null for an account. */
    link: z.string().nullable(),
    agency: z.string().nullable(),
  }),
  /** How many are here, and how many said that they are ready; null where no poll is open. */
  here: z.number().int(),
  poll: z.object({ text: z.string(), ready: z.number().int(), mine: z.boolean() }).nullable(),
  ...toldPromises,
  /** What the agreement of the session is called; null where there is none. */
  agreement: z.object({ id: z.string(), title: z.string() }).nullable(),
});
export type ReviewWelcome = z.infer<typeof reviewWelcomeSchema>;

/** `review:show`: the presenter shows something (P29); anyone else is refused with `role`. */
export const reviewShowSchema = z.strictObject({ view: sessionViewSchema });
export type ReviewShow = z.infer<typeof reviewShowSchema>;

/**
 * `review:point`: the presenter's pointer as shares of the picture's width and height; null takes it away. Volatile; may come 10/s, the
 * newest is handed on four times a second at most, so that it stays usable on 64 kbit/s. Screens glide between two places.
 */
export const reviewPointSchema = z.strictObject({ at: z.strictObject({ x: share, y: share }).nullable() });
export type ReviewPoint = z.infer<typeof reviewPointSchema>;

/** `review:ready`: an answer to the open poll; the last one counts. */
export const reviewReadySchema = z.strictObject({ ready: z.boolean() });
export type ReviewReady = z.infer<typeof reviewReadySchema>;

/** `review:line`: one line more of the log (P30); a gap of versions means join again. Null to a guest for a line about another link. */
export const reviewLineSchema = z.object({ version: z.number().int(), line: sessionLineSchema.nullable() });
export type ReviewLine = z.infer<typeof reviewLineSchema>;

/** `review:people`: how many are here, at most once a second. */
export const reviewPeopleSchema = z.object({
  here: z.number().int(),
  poll: z.object({ text: z.string(), ready: z.number().int() }).nullable(),
});
export type ReviewPeople = z.infer<typeof reviewPeopleSchema>;

/** `review:left`: this page may stay no longer; the connection closes right after. */
export const reviewLeftSchema = z.object({ reason: z.enum(['revoked', 'expired', 'ended', 'session']) });
export type ReviewLeft = z.infer<typeof reviewLeftSchema>;

/** Client-to-server events of `/review`. */
export interface ReviewClientToServerEvents {
  'review:join': (join: ReviewJoin, ack: (answer: Ack<ReviewWelcome>) => void) => void;
  'review:show': (show: ReviewShow, ack: (answer: Ack<{ n: number }>) => void) => void;
  'review:point': (point: ReviewPoint) => void;
  'review:ready': (ready: ReviewReady, ack: (answer: Ack<{ ready: boolean }>) => void) => void;
}

/** Server-to-client events of `/review`. */
export interface ReviewServerToClientEvents {
  'review:shown': (shown: ReviewShown) => void;
  'review:pointed': (point: ReviewPoint) => void;
  'review:line': (line: ReviewLine) => void;
  'review:people': (people: ReviewPeople) => void;
  'review:left': (left: ReviewLeft) => void;
}

/** Event name → payload schema, both directions; the architecture test walks it. */
export const reviewSchemas = {
  'review:join': reviewJoinSchema,
  'review:show': reviewShowSchema,
  'review:point': reviewPointSchema,
  'review:ready': reviewReadySchema,
  'review:shown': reviewShownSchema,
  'review:pointed': reviewPointSchema,
  'review:line': reviewLineSchema,
  'review:people': reviewPeopleSchema,
  'review:left': reviewLeftSchema,
} as const;
