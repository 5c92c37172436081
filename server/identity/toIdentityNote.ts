import type { AuditNote } from '../domain/audit/auditStore.ts';
import type { IdentityDocument, IdentityModel } from '../domain/people/identityStore.ts';
import type { ToIdentityNote } from './identityAdapter.ts';

/** What is told of the library's own changes, by model and verb; what is left out nobody did. No secret is ever told. */
const actions: Readonly<
  Record<IdentityModel, Readonly<Partial<Record<'create' | 'update' | 'delete', string>>>>
> = {
  user: { create: 'person.create', update: 'person.update' },
  session: { create: 'session.start', delete: 'session.end' },
  account: { create: 'account.link', update: 'password.change', delete: 'account.unlink' },
  verification: {},
  twoFactor: { create: 'second-factor.begin', update: 'second-factor.set', delete: 'second-factor.remove' },
};

/** Fields that say what happened and hold no secret. */
const told: Readonly<Record<IdentityModel, readonly string[]>> = {
  user: ['name', 'email', 'twoFactorEnabled', 'emailVerified'],
  session: ['userAgent'],
  account: ['providerId'],
  verification: [],
  twoFactor: ['verified'],
};

/** Puts the library's changes down to the person whose they are. */
export function createToIdentityNote(parts: {
  readonly now: () => number;
  /** Address that the request under way came from. */
  readonly from: () => string | null;
}): ToIdentityNote {
  return ({ model, verb, before, after, owner }): AuditNote | null => {
    const action = actions[model][verb];
    const document = after ?? before;
    if (action === undefined || document === null) return null;
    // An account is also updated when it merely keeps fresh tokens of the single sign-on.
    if (model === 'account' && verb === 'update' && before?.['password'] === after?.['password']) return null;
    const userId = String(model === 'user' ? document.id : document['userId']);
    return {
      at: parts.now(),
      actor: `user:${userId}`,
      label: String(owner?.['name'] ?? userId),
      from: parts.from(),
      action,
      subject: userId,
      ...(after ? { after: pick(after, told[model]) } : {}),
    };
  };
}

function pick(document: IdentityDocument, fields: readonly string[]): object {
  return Object.fromEntries(fields.map((field) => [field, document[field]]));
}
