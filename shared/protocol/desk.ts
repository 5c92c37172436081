import { z } from 'zod';

/** What open pages of the desk watch (P18). */
export const deskTopics = [
  'obligations',
  'verification',
  'links',
  'notices',
  'people',
  'alarms',
  'walls',
  'incidents',
  'shift',
  'drill',
  'health',
  'sessions',
  'packs',
  'programmes',
  'agreements',
  'assistance',
  'evaluations',
] as const;
export type DeskTopic = (typeof deskTopics)[number];

/**
 * Header with the id of the person for whom a request is made. A page that was left open may ask with the cookie of whoever signed in
 * after: under another's session such a request is answered as one of nobody known.
 */
export const personHeader = 'x-simpul-person';

/** `desk:changed`: what a page shows of this topic is old, it asks again (P18). */
export const deskChangedSchema = z.object({ topic: z.enum(deskTopics) });
export type DeskChanged = z.infer<typeof deskChangedSchema>;

/** `desk:ended`: the session is over or no longer what it was; the connection closes right after (P19). */
export const deskEndedSchema = z.object({ reason: z.enum(['session', 'role']) });
export type DeskEnded = z.infer<typeof deskEndedSchema>;

/** Server-to-client events of `/desk`; there are none the other way. */
export interface DeskServerToClientEvents {
  'desk:changed': (change: DeskChanged) => void;
  'desk:ended': (end: DeskEnded) => void;
}

/** Event name → payload schema; the architecture test walks it. */
export const deskSchemas = { 'desk:changed': deskChangedSchema, 'desk:ended': deskEndedSchema } as const;
