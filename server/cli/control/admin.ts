import type { AgencyCode } from '#shared/model/ids.ts';
import type { AuditReport } from '../../domain/audit/verifyAudit.ts';
import { toSystemActor } from '../../domain/people/actor.ts';
import type { TokenService } from '../../domain/tokens/createTokenService.ts';
import { type ApiToken, type TokenScope, tokenScopes } from '../../domain/tokens/tokenStore.ts';

/** What an administrator may ask for; the same whether a server runs or not. */
export interface Admin {
  createToken(request: { agency: string; scopes: readonly string[]; name: string }): Promise<string>;
  listTokens(): Promise<readonly ApiToken[]>;
  revokeToken(id: string): Promise<boolean>;
  /** Walks the audit chain beside its anchors. */
  verifyAudit(): Promise<AuditReport>;
  /** `file` is absolute. */
  backup(file: string): Promise<void>;
}

/** What was asked for cannot be done; the message is one line for the administrator. */
export class AdminError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AdminError';
  }
}

/** Needs of `createAdmin`. */
export interface AdminParts {
  readonly tokens: Pick<TokenService, 'create' | 'list' | 'revoke'>;
  readonly isAgency: (code: string) => boolean;
  readonly backup: (file: string) => Promise<void>;
  readonly verifyAudit: () => Promise<AuditReport>;
}

/** Whoever may use the command line of this machine. */
const commandLine = toSystemActor('command-line');

/** Does what an administrator asks for on an open store. */
export function createAdmin({ tokens, isAgency, backup, verifyAudit }: AdminParts): Admin {
  return {
    async createToken({ agency, scopes, name }) {
      if (!isAgency(agency)) throw new AdminError(`there is no agency "${agency}" (see /api/v1/agencies)`);
      const { secret } = await tokens.create(
        {
          agency: agency as AgencyCode,
          scopes: toScopes(scopes),
          name: name.slice(0, 120),
        },
        commandLine,
      );
      return secret;
    },
    listTokens: () => tokens.list(),
    revokeToken: (id) => tokens.revoke(id, commandLine),
    backup,
    verifyAudit,
  };
}

function toScopes(given: readonly string[]): TokenScope[] {
  if (given.length === 0) throw new AdminError(`give at least one --scope (${tokenScopes.join(', ')})`);
  return [...new Set(given)].map((scope) => {
    const known = tokenScopes.find((one) => one === scope);
    if (!known) throw new AdminError(`there is no scope "${scope}" (${tokenScopes.join(', ')})`);
    return known;
  });
}
