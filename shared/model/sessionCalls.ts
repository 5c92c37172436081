import { z } from 'zod';
import { agencyCodeSchema, areaCodeSchema, indicatorIdSchema } from './ids.ts';
import { day, decisionFields, key, line, planFields } from './session.ts';

/** Made by whoever sends; the same again gives what there is already instead of a second one. */
const callKey = z.string().regex(/^[\w-]{8,64}$/);
const common = { key: callKey, version: z.number().int().min(1).optional() };

/** Body of `POST /sessions`. */
export const newSessionSchema = z.strictObject({ key: callKey, ...planFields });
export type NewSession = z.infer<typeof newSessionSchema>;

/** Body of `POST /sessions/{id}/entries`: every change by those who lead goes this way. */
export const sessionEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), ...common, ...planFields }),
  z.strictObject({
    kind: z.literal('link'),
    ...common,
    label: line(120),
    speaksFor: line(120).nullable(),
    expiresAt: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('revoke-link'), ...common, link: key }),
  z.strictObject({ kind: z.literal('open'), ...common }),
  /** Hands the presenter role to someone present; null takes it back to nobody. */
  z.strictObject({ kind: z.literal('hand'), ...common, to: z.string().max(120).nullable() }),
  z.strictObject({ kind: z.literal('item'), ...common, item: key }),
  z.strictObject({
    kind: z.literal('ask'),
    ...common,
    text: line(1_000),
    agency: agencyCodeSchema.nullable(),
    link: key.nullable(),
    indicator: indicatorIdSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('poll'), ...common, text: line(200) }),
  z.strictObject({ kind: z.literal('close-poll'), ...common }),
  /** The figure in view is looked up by the server, never taken from the sender. */
  z.strictObject({
    kind: z.literal('decide'),
    ...common,
    ...decisionFields,
    indicator: indicatorIdSchema.nullable(),
    area: areaCodeSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('change-decision'),
    ...common,
    decision: key,
    ...decisionFields,
    reason: line(300),
  }),
  z.strictObject({ kind: z.literal('withdraw-decision'), ...common, decision: key, reason: line(300) }),
  /** The only entry that an ended session takes. */
  z.strictObject({
    kind: z.literal('finish-decision'),
    ...common,
    decision: key,
    doneOn: day,
    words: line(300),
  }),
  z.strictObject({ kind: z.literal('wall'), ...common, wall: z.string().max(40), on: z.boolean() }),
  z.strictObject({ kind: z.literal('note'), ...common, text: line(1_000) }),
  /** Refused where its evidence pack cannot be frozen; with `withoutPack` none is frozen. */
  z.strictObject({
    kind: z.literal('end'),
    ...common,
    summary: line(2_000).nullable(),
    withoutPack: z.boolean().optional(),
  }),
]);
export type SessionEntry = z.infer<typeof sessionEntrySchema>;

/** Body of `POST /sessions/{id}/answers`: by the agency that is asked, or a guest of the link that is asked. Given once. */
export const sessionReplySchema = z.strictObject({ key: callKey, question: key, text: line(2_000) });
export type SessionReply = z.infer<typeof sessionReplySchema>;

/**
 * Body of `POST /sessions/{id}/signatures`: whoever the party names signs, in order; `name` is typed once more by hand. `text` is what
 * the signer saw (`rules/signedText`): refused where something else is to be signed by now.
 */
export const sessionSignSchema = z.strictObject({
  key: callKey,
  party: key,
  name: line(120),
  // All fields at their longest, every character escaped.
  text: z.string().min(1).max(40_000),
});
export type SessionSign = z.infer<typeof sessionSignSchema>;

/** Body of `POST /sessions/{id}/join`: a guest with the secret of a link and the name that stands in the minutes. */
export const sessionJoinSchema = z.strictObject({
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  name: z.string().trim().min(3).max(120),
});
export type SessionJoin = z.infer<typeof sessionJoinSchema>;
