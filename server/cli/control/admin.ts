import type { AgencyCode } from '#shared/model/ids.ts';
import { roles, tokenScopes } from '#shared/model/lists.ts';
import type { Person } from '#shared/model/person.ts';
import { findPasswordFault } from '#shared/rules/password.ts';
import type { AuditReport } from '../../domain/audit/verifyAudit.ts';
import { toSystemActor } from '../../domain/people/actor.ts';
import type { People } from '../../domain/people/createPeople.ts';
import { RecordConflictError } from '../../domain/storeErrors.ts';
import type { TokenService } from '../../domain/tokens/createTokenService.ts';
import type { ApiToken, TokenScope } from '../../domain/tokens/tokenStore.ts';

/** What an administrator may ask for; the same whether a server runs or not. */
export interface Admin {
  createToken(request: { agency: string; scopes: readonly string[]; name: string }): Promise<string>;
  listTokens(): Promise<readonly ApiToken[]>;
  revokeToken(id: string): Promise<boolean>;
  /** Makes an account. */
  createUser(request: NewUser): Promise<string>;
  listUsers(): Promise<readonly Person[]>;
  /** Ends an account's access; false when there is none. */
  disableUser(email: string): Promise<boolean>;
  /** Walks the audit chain beside its anchors. */
  verifyAudit(): Promise<AuditReport>;
  /** `file` is absolute. */
  backup(file: string): Promise<void>;
}

/** A person to be, as the command line names one. */
export interface NewUser {
  readonly email: string;
  readonly role: string;
  readonly agency: string | null;
  readonly name: string;
  readonly password: string;
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
  readonly people: Pick<People, 'create' | 'list' | 'findByEmail' | 'change'>;
}

/** Whoever may use the command line of this machine. */
const commandLine = toSystemActor('command-line');

/** Does what an administrator asks for on an open store. */
export function createAdmin({ tokens, isAgency, backup, verifyAudit, people }: AdminParts): Admin {
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
    createUser: (request) => createUser(request, { people, isAgency }),
    listUsers: () => people.list(),
    async disableUser(email) {
      const person = await people.findByEmail(email);
      if (!person) return false;
      const fault = await people.change(person.id, { disabled: true }, commandLine);
      if (fault) throw new AdminError(`${email}: ${fault}`);
      return true;
    },
  };
}

async function createUser(
  { email, role, agency, name, password }: NewUser,
  { people, isAgency }: Pick<AdminParts, 'people' | 'isAgency'>,
): Promise<string> {
  const known = roles.find((one) => one === role);
  if (!known) throw new AdminError(`there is no role "${role}" (${roles.join(', ')})`);
  if (agency !== null && !isAgency(agency)) throw new AdminError(`there is no agency "${agency}"`);
  if ((known === 'agency-operator') !== (agency !== null))
    throw new AdminError('agency-operator needs --agency, others have none');
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new AdminError(`"${email}" is no e-mail address`);
  const fault = findPasswordFault(password, [email, name]);
  if (fault) throw new AdminError(`the password is too weak (${fault})`);
  const person = { name, email, role: known, agency: agency as AgencyCode | null, password };
  try {
    return await people.create(person, commandLine);
  } catch (error) {
    if (error instanceof RecordConflictError) throw new AdminError(`${email} has an account already`);
    throw error;
  }
}

function toScopes(given: readonly string[]): TokenScope[] {
  if (given.length === 0) throw new AdminError(`give at least one --scope (${tokenScopes.join(', ')})`);
  return [...new Set(given)].map((scope) => {
    const known = tokenScopes.find((one) => one === scope);
    if (!known) throw new AdminError(`there is no scope "${scope}" (${tokenScopes.join(', ')})`);
    return known;
  });
}
