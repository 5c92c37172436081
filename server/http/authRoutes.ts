import type { IncomingMessage } from 'node:http';
import type { Response as HttpResponse, Request } from 'express';
import { z } from 'zod';
import type { ProblemName } from '#shared/protocol/problem.ts';
import { findPasswordFault } from '#shared/rules/password.ts';
import type { Actor } from '../domain/people/actor.ts';
import { ProblemError } from './answers.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the sign-in routes. */
export interface AuthRouteParts {
  /** The identity library's own answer to one of the calls below. */
  readonly handle: (
    request: IncomingMessage,
    call: { path: string; body: unknown; from: string },
  ) => Promise<Response>;
  readonly guard: {
    enter(account: string, address: string): Promise<number>;
    succeeded(account: string, address: string): Promise<void>;
  };
  /** Person whose second factor a sign-in under way waits for; null where there is none. */
  readonly findChallenged: (request: IncomingMessage) => Promise<string | null>;
  readonly clientAddress: (request: IncomingMessage) => string;
  /** Codes of an authenticator that signed their person in already. */
  readonly spentCodes: {
    spend(person: string, code: string): Promise<boolean>;
    giveBack(person: string, code: string): Promise<void>;
  };
}

/** A call that is let through to the library; every other one of its addresses does not exist here. */
interface AuthCall {
  readonly path: string;
  readonly access: 'public' | 'signed-in';
  readonly body: z.ZodType<Record<string, unknown>>;
  /** What tries are counted by; left out where nothing can be guessed. */
  readonly account?: (body: Record<string, unknown>) => string;
  /** A code of the second factor is guessed; tries are counted by the person whose it is. */
  readonly isCode?: true;
}

const text = (max: number) => z.string().max(max);
const password = text(128);
const code = z.strictObject({ code: text(32) });
/** An address of ours. Browsers read `//` and `/\\` as another host, and skip control characters before they do. */
const ownPath = text(200).regex(/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/);

const calls: readonly AuthCall[] = [
  {
    path: '/sign-in/email',
    access: 'public',
    body: z.strictObject({ email: text(200), password }),
    account: ({ email }) => `email:${String(email).trim().toLowerCase()}`,
  },
  { path: '/sign-out', access: 'public', body: z.strictObject({}) },
  {
    path: '/sign-in/social',
    access: 'public',
    body: z.strictObject({ provider: z.literal('oidc'), callbackURL: ownPath }),
  },
  { path: '/two-factor/verify-totp', access: 'public', body: code, isCode: true },
  { path: '/two-factor/verify-backup-code', access: 'public', body: code, isCode: true },
  { path: '/two-factor/enable', access: 'signed-in', body: z.strictObject({ password }) },
  { path: '/two-factor/disable', access: 'signed-in', body: z.strictObject({ password }) },
  {
    path: '/change-password',
    access: 'signed-in',
    body: z.strictObject({ currentPassword: password, newPassword: password }),
  },
];

/** Calls in which a signed-in person's password can be guessed. */
const asksPassword = new Set(['/two-factor/enable', '/two-factor/disable', '/change-password']);

/** Sign-in, sign-out, second factor, password and single sign-on. */
export function createAuthRoutes(parts: AuthRouteParts): RouteDefinition[] {
  const posts = calls.map(
    (call): RouteDefinition => ({
      method: 'post',
      path: `/api/auth${call.path}`,
      access: { kind: call.access },
      ...(call.isCode ? { asks: true as const } : {}),
      body: 'json',
      maxBytes: 8_192,
      handle: (request, response, caller) => {
        if (call.path === '/change-password' && caller) checkNewPassword(request, [caller.label]);
        return passOn(call, { request, response, caller }, parts);
      },
    }),
  );
  return [
    ...posts,
    {
      method: 'get',
      path: '/api/auth/callback/oidc',
      access: { kind: 'public' },
      async handle(request, response) {
        const query = request.originalUrl.split('?')[1];
        const path = `/callback/oidc${query ? `?${query}` : ''}`;
        const answer = await parts.handle(request, { path, body: null, from: parts.clientAddress(request) });
        copyHead(answer, response);
        response.status(answer.status).end();
      },
    },
  ];
}

function checkNewPassword(request: Request, about: readonly string[]): void {
  const { newPassword } = request.body as { newPassword?: unknown };
  const fault = findPasswordFault(String(newPassword ?? ''), about);
  if (fault)
    throw new ProblemError('invalid', [{ pointer: '/newPassword', code: `password_${fault}`, params: {} }]);
}

interface Passing {
  readonly request: Request;
  readonly response: HttpResponse;
  readonly caller: Actor | null;
}

async function passOn(
  call: AuthCall,
  { request, response, caller }: Passing,
  parts: AuthRouteParts,
): Promise<void> {
  const parsed = call.body.safeParse(request.body);
  if (!parsed.success) throw new ProblemError('bad-request');
  const from = parts.clientAddress(request);
  const guessed = call.isCode ? (caller?.id ?? (await parts.findChallenged(request))) : undefined;
  // Nobody waits for a code: there is nothing to ask the library, which reads cookies more kindly than we do.
  if (guessed === null) throw new ProblemError('code');
  const account = guessed === undefined ? findAccount(call, parsed.data, caller) : `code:${guessed}`;
  const waitMs = account === undefined ? 0 : await parts.guard.enter(account, from);
  if (waitMs > 0) {
    response.set('Retry-After', String(Math.ceil(waitMs / 1_000)));
    throw new ProblemError('rate');
  }
  const ask = () => parts.handle(request, { path: call.path, body: toBody(call, parsed.data), from });
  const isSignInCode = call.path === '/two-factor/verify-totp' && guessed !== undefined && !caller;
  const answer = isSignInCode
    ? await askOnce(ask, { person: guessed, code: String(parsed.data['code']) }, parts.spentCodes)
    : await ask();
  if (!answer.ok) throw new ProblemError(await toProblem(answer));
  if (account !== undefined) await parts.guard.succeeded(account, from);
  copyHead(answer, response);
  response.set('Cache-Control', 'no-store').json(toAnswer(await answer.json()));
}

/** A code that was seen over a shoulder is worth nothing once it was used. */
async function askOnce(
  ask: () => Promise<Response>,
  { person, code }: { readonly person: string; readonly code: string },
  spentCodes: AuthRouteParts['spentCodes'],
): Promise<Response> {
  if (!(await spentCodes.spend(person, code))) throw new ProblemError('code');
  let isUsed = false;
  try {
    const answer = await ask();
    isUsed = answer.ok;
    return answer;
  } finally {
    if (!isUsed) await spentCodes.giveBack(person, code);
  }
}

/** What tries are counted by: never by anything that whoever tries can choose anew, such as a cookie or a new sign-in. */
function findAccount(
  { path, account }: AuthCall,
  body: Record<string, unknown>,
  caller: Actor | null,
): string | undefined {
  return caller && asksPassword.has(path) ? `user:${caller.id}` : account?.(body);
}

/** A changed password ends every other session. */
function toBody({ path }: AuthCall, body: Record<string, unknown>): Record<string, unknown> {
  return path === '/change-password' ? { ...body, revokeOtherSessions: true } : body;
}

/** Only what the screen needs: the library would also tell the session's token. */
function toAnswer(given: unknown): object {
  const { twoFactorRedirect, url, totpURI, backupCodes } = (given ?? {}) as Record<string, unknown>;
  return {
    ok: true,
    ...(twoFactorRedirect === true ? { twoFactorRedirect } : {}),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof totpURI === 'string' ? { totpURI } : {}),
    ...(Array.isArray(backupCodes) ? { backupCodes } : {}),
  };
}

function copyHead(answer: Response, response: HttpResponse): void {
  for (const cookie of answer.headers.getSetCookie()) response.append('Set-Cookie', cookie);
  const location = answer.headers.get('location');
  if (location) response.set('Location', location);
}

async function toProblem(answer: Response): Promise<ProblemName> {
  const body = (await answer.json().catch(() => null)) as { code?: unknown } | null;
  const given = typeof body?.code === 'string' ? body.code : '';
  if (answer.status === 429) return 'rate';
  // The library does not know the issuer for as long as it has not answered.
  if (given === 'PROVIDER_NOT_FOUND') return 'unavailable';
  if (/PASSWORD|EMAIL/.test(given)) return 'credentials';
  if (/CODE|TOTP|TWO_FACTOR|OTP/.test(given)) return 'code';
  if (answer.status === 401 || answer.status === 403) return 'sign-in';
  return answer.status >= 500 ? 'unavailable' : 'bad-request';
}
