import { z } from 'zod';
import { type InvitationView, invitationViewSchema, type Me, meSchema } from '#shared/model/person.ts';
import { ask } from './request.ts';

const done = z.unknown();
const signedIn = z.object({ twoFactorRedirect: z.literal(true).optional() });
const begun = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const redirect = z.object({ url: z.string() });

/** Who am I, and what may I open. */
export const fetchMe = (): Promise<Me> => ask('/api/v1/me', { schema: meSchema });

/** Signs in; true when a second factor is asked for. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const answer = await ask('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password },
    schema: signedIn,
  });
  return answer.twoFactorRedirect === true;
}

/** Gives the code of the second factor, or one of the backup codes. */
export async function giveCode(code: string): Promise<void> {
  const path = /^\d{6}$/.test(code) ? 'verify-totp' : 'verify-backup-code';
  await ask(`/api/auth/two-factor/${path}`, { method: 'POST', body: { code }, schema: done });
}

/** Address of the single sign-on, which comes back to `back`. */
export async function startSso(back: string): Promise<string> {
  const body = { provider: 'oidc', callbackURL: back };
  return (await ask('/api/auth/sign-in/social', { method: 'POST', body, schema: redirect })).url;
}

/** Ends the session of this device. */
export async function signOut(): Promise<void> {
  await ask('/api/auth/sign-out', { method: 'POST', body: {}, schema: done });
}

/** Makes the first administrator. */
export async function setUp(entry: {
  token: string;
  name: string;
  email: string;
  password: string;
}): Promise<void> {
  await ask('/api/v1/setup', { method: 'POST', body: entry, schema: done });
}

/** What an invitation says. */
export const fetchInvitation = (token: string): Promise<InvitationView> =>
  ask(`/api/v1/invitations/${encodeURIComponent(token)}`, { schema: invitationViewSchema });

/** Takes an invitation. */
export async function acceptInvitation(
  token: string,
  entry: { name: string; password: string },
): Promise<void> {
  const path = `/api/v1/invitations/${encodeURIComponent(token)}/accept`;
  await ask(path, { method: 'POST', body: entry, schema: done });
}

/** Changes the password; every other session ends. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const body = { currentPassword, newPassword };
  await ask('/api/auth/change-password', { method: 'POST', body, schema: done });
}

/** Begins the second factor: what the authenticator app reads, and codes for a lost phone. */
export const beginTwoFactor = (password: string): Promise<z.infer<typeof begun>> =>
  ask('/api/auth/two-factor/enable', { method: 'POST', body: { password }, schema: begun });

/** Ends the second factor. */
export async function endTwoFactor(password: string): Promise<void> {
  await ask('/api/auth/two-factor/disable', { method: 'POST', body: { password }, schema: done });
}
