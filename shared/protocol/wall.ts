import { z } from 'zod';
import { proofVerdicts } from '../model/lists.ts';
import { sessionIdSchema, sessionViewSchema, signedPartySchema, toldPromises } from '../model/session.ts';
import { sentSceneSchema, wallMessageSchema, wallOrdersSchema, wallViewSchema } from '../model/wall.ts';
import type { Ack } from './refusal.ts';
import { reviewPointSchema } from './review.ts';

const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.number().min(0).max(100_000);

/** `wall:hello`: a paired wall says what it is (P22). Pixels are CSS pixels. */
export const wallHelloSchema = z.strictObject({
  protocol: z.number().int(),
  /** Name of the script that runs. */
  build: z.string().max(80),
  width: pixels,
  height: pixels,
  dpr: z.number().min(0).max(20),
});
export type WallHello = z.infer<typeof wallHelloSchema>;

/**
 * What a session shows on walls that follow it (P33): time, map view and ring beside the scene of the orders, and what its own scenes
 * need: parties of a signing, promises; none of either for another scene.
 */
export const wallPictureSchema = z.object({
  id: sessionIdSchema,
  title: z.string(),
  presenter: z.string().nullable(),
  simulated: z.boolean(),
  view: sessionViewSchema,
  parties: z.array(signedPartySchema.omit({ link: true, person: true })),
  ...toldPromises,
});
export type WallPicture = z.infer<typeof wallPictureSchema>;

/** Answer to `wall:hello`. */
export const wallWelcomeSchema = z.object({
  serverAt: z.number(),
  orders: wallOrdersSchema,
  /** Of the session that the orders name; null for none. */
  picture: wallPictureSchema.nullable(),
});
export type WallWelcome = z.infer<typeof wallWelcomeSchema>;

/** `wall:proof`: what the wall paints, every 5 s (P23). */
export const wallProofSchema = z.strictObject({
  /** Frames that were painted since the page opened, and milliseconds since the last one. */
  frames: count,
  painted: count,
  epoch: z.string().max(64),
  seq: count,
  /** `hashState` of what it holds at `seq`. */
  hash: count,
  counts: z.strictObject({ fresh: count, due: count, late: count, none: count }),
  link: z.enum(['connecting', 'live', 'catching-up', 'cut']),
  view: wallViewSchema,
  /** Reloads of this page by itself, and errors since it opened. */
  reloads: count,
  errors: count,
  width: pixels,
  height: pixels,
});
export type WallProof = z.infer<typeof wallProofSchema>;

/** How a wall judges its own link. */
export type LinkToServer = WallProof['link'];

/** One of `proofVerdicts`. */
export type ProofVerdict = (typeof proofVerdicts)[number];

/** Answer to `wall:proof`: whether the wall holds what the server held at that `seq` (P24). */
export const proofAnswerSchema = z.object({
  verdict: z.enum(proofVerdicts),
  /** One sample more for the wall's idea of the server's time, by which walls change together. */
  serverAt: z.number(),
});
export type ProofAnswer = z.infer<typeof proofAnswerSchema>;

/** `wall:show`: the scene that was sent, or that none is any more (P25). */
export const wallShownSchema = z.object({ show: sentSceneSchema.nullable() });
export type WallShown = z.infer<typeof wallShownSchema>;

/** `wall:message`: words for the wall, or that there are none any more (P25). */
export const wallToldSchema = z.object({ message: wallMessageSchema.nullable() });
export type WallTold = z.infer<typeof wallToldSchema>;

/** `wall:picture`: what the session shows that the wall follows. */
export const wallPicturedSchema = z.object({ picture: wallPictureSchema });
export type WallPictured = z.infer<typeof wallPicturedSchema>;

/** `wall:reload`: open the page again, when that can succeed (P26). */
export const wallReloadSchema = z.object({ at: z.number() });
export type WallReload = z.infer<typeof wallReloadSchema>;

/** Client-to-server events of `/wall`. */
export interface WallClientToServerEvents {
  'wall:hello': (hello: WallHello, ack: (answer: Ack<WallWelcome>) => void) => void;
  'wall:proof': (proof: WallProof, ack: (answer: Ack<ProofAnswer>) => void) => void;
}

/** Server-to-client events of `/wall`. */
export interface WallServerToClientEvents {
  'wall:setup': (orders: z.infer<typeof wallOrdersSchema>) => void;
  'wall:show': (shown: WallShown) => void;
  'wall:message': (told: WallTold) => void;
  'wall:reload': (reload: WallReload) => void;
  'wall:picture': (pictured: WallPictured) => void;
  'wall:pointed': (point: z.infer<typeof reviewPointSchema>) => void;
}

/** Event name → payload schema, both directions; the architecture test walks it. */
export const wallSchemas = {
  'wall:hello': wallHelloSchema,
  'wall:proof': wallProofSchema,
  'wall:setup': wallOrdersSchema,
  'wall:show': wallShownSchema,
  'wall:message': wallToldSchema,
  'wall:reload': wallReloadSchema,
  'wall:picture': wallPicturedSchema,
  'wall:pointed': reviewPointSchema,
} as const;
