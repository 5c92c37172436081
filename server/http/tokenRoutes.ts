import type { Agency } from '#shared/model/agency.ts';
import { type ApiTokenView, tokenRequestSchema } from '#shared/model/apiToken.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Actor } from '../domain/people/actor.ts';
import type { CreatedToken, TokenService } from '../domain/tokens/createTokenService.ts';
import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import { ProblemError } from './answers.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the token routes. */
export interface TokenRouteParts {
  readonly tokens: TokenService;
  readonly now: () => number;
  readonly agency: (code: string) => Agency | undefined;
  readonly indicator: (id: string) => Indicator | undefined;
}

const access = { kind: 'roles', roles: ['admin'] } as const;
const path = '/api/v1/admin/tokens';
const dayMs = 86_400_000;

/** Tokens of machines: made, rotated and revoked by the admin. */
export function createTokenRoutes(parts: TokenRouteParts): RouteDefinition[] {
  const { tokens } = parts;
  return [
    {
      method: 'get',
      path,
      access,
      async handle(_request, response) {
        const items = (await tokens.list()).map(toView);
        response.set('Cache-Control', 'no-store').json({ items });
      },
    },
    {
      method: 'post',
      path,
      access,
      body: 'json',
      async handle(request, response, caller) {
        const { expiresInDays, indicators, ...wanted } = readBody(request, tokenRequestSchema);
        assertKnown({ agency: wanted.agency, indicators }, parts);
        const made = await tokens.create(
          {
            ...wanted,
            ...(indicators ? { indicators } : {}),
            ...(expiresInDays === null ? {} : { expiresAt: parts.now() + expiresInDays * dayMs }),
          },
          toKnown(caller),
        );
        response.status(201).set('Cache-Control', 'no-store').json(toSecret(made));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/rotate`,
      access,
      body: 'json',
      async handle(request, response, caller) {
        const made = await tokens.rotate(String(request.params['id']), toKnown(caller));
        if (!made) throw new ProblemError('not-found');
        response.status(201).set('Cache-Control', 'no-store').json(toSecret(made));
      },
    },
    {
      method: 'delete',
      path: `${path}/:id`,
      access,
      async handle(request, response, caller) {
        if (!(await tokens.revoke(String(request.params['id']), toKnown(caller))))
          throw new ProblemError('not-found');
        response.status(204).end();
      },
    },
  ];
}

function assertKnown(
  { agency, indicators }: { agency: string; indicators: readonly string[] | null },
  parts: TokenRouteParts,
): void {
  if (!parts.agency(agency)) {
    throw new ProblemError('invalid', [
      { pointer: '/agency', code: 'unknown_agency', params: { given: agency } },
    ]);
  }
  const faults = (indicators ?? []).flatMap((id, index) => {
    const indicator = parts.indicator(id);
    if (indicator?.agency === agency) return [];
    const code = indicator ? 'forbidden' : 'unknown_indicator';
    return [{ pointer: `/indicators/${index}`, code, params: { given: id } }];
  });
  if (faults.length > 0) throw new ProblemError('invalid', faults);
}

function toKnown(caller: Actor | null): Actor {
  if (!caller) throw new ProblemError('sign-in');
  return caller;
}

function toSecret({ token, secret }: CreatedToken): object {
  return { token: toView(token), secret };
}

function toView(token: ApiToken): ApiTokenView {
  const toIso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  const { id, name, agency, scopes, indicators } = token;
  return {
    id,
    name,
    agency,
    scopes: [...scopes],
    indicators: indicators ? [...indicators] : null,
    createdAt: new Date(token.createdAt).toISOString(),
    lastUsedAt: toIso(token.lastUsedAt),
    expiresAt: toIso(token.expiresAt),
    revokedAt: toIso(token.revokedAt),
  };
}
