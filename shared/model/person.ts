import { z } from 'zod';
import { agencyCodeSchema } from './ids.ts';
import { serverModes } from './lists.ts';
import { roleSchema } from './role.ts';

const name = z.string().trim().min(1).max(120);
const email = z
  .email()
  .max(200)
  .transform((text) => text.toLowerCase());
/** How strong it must be is a rule of its own (rules/password). */
const password = z.string().min(1).max(128);

/** A person with an account, as the admin sees it. Instants are ISO 8601 UTC. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  agency: agencyCodeSchema.nullable(),
  disabled: z.boolean(),
  hasTwoFactor: z.boolean(),
  createdAt: z.string(),
  /** Start of the newest session; null for never. */
  lastSignInAt: z.string().nullable(),
  sessions: z.number().int(),
});
export type Person = z.infer<typeof personSchema>;

/** Answer of `GET /me`. */
export const meSchema = z.object({
  user: personSchema
    .pick({ id: true, name: true, email: true, role: true, agency: true, hasTwoFactor: true })
    .nullable(),
  /** Pages of the desk that this person may open. */
  can: z.array(z.string()),
  /** True until there is a first administrator. */
  setupNeeded: z.boolean(),
  /** Single sign-on, where it is configured. */
  sso: z.object({ label: z.string() }).nullable(),
  mode: z.enum(serverModes),
  /** Times are given in this zone. */
  zone: z.string(),
  zoneLabel: z.string(),
  region: z.string(),
});
export type Me = z.infer<typeof meSchema>;

/** Body of `POST /setup`. */
export const setupRequestSchema = z.strictObject({ token: z.string().max(100), name, email, password });

/** Body of `POST /invitations/{token}/accept`. */
export const acceptRequestSchema = z.strictObject({ name, password });

/** Body of `POST /admin/invitations`. */
export const inviteRequestSchema = z
  .strictObject({ email, role: roleSchema, agency: agencyCodeSchema.nullable().default(null) })
  .refine(({ role, agency }) => (role === 'agency-operator') === (agency !== null), {
    path: ['agency'],
    error: 'agency',
  });

/** An invitation that waits, as the admin sees it; the link itself is shown once. */
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  agency: agencyCodeSchema.nullable(),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string(),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** Answer of `GET /invitations/{token}`: what someone with the link sees. */
export const invitationViewSchema = invitationSchema
  .pick({ email: true, role: true, agency: true, expiresAt: true, by: true })
  .extend({ agencyName: z.string().nullable() });
export type InvitationView = z.infer<typeof invitationViewSchema>;

/** Body of `PATCH /admin/people/{id}`. */
export const personChangeSchema = z.strictObject({
  name: name.optional(),
  role: roleSchema.optional(),
  agency: agencyCodeSchema.nullable().optional(),
  disabled: z.boolean().optional(),
});
export type PersonChange = z.infer<typeof personChangeSchema>;
