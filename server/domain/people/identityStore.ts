import type { AuditNote } from '../audit/auditStore.ts';
import type { RecordChange } from '../records/recordStore.ts';

/** Kinds of documents that the identity library keeps. */
export const identityModels = ['user', 'session', 'account', 'verification', 'twoFactor'] as const;
export type IdentityModel = (typeof identityModels)[number];

/** A document of the identity library: plain JSON, instants as ISO 8601 texts. */
export interface IdentityDocument {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** One change; `body: null` removes. */
export interface IdentityChange {
  readonly model: IdentityModel;
  readonly id: string;
  readonly body: IdentityDocument | null;
}

/** Fields that documents are looked up by; everything else is filtered by the caller. */
export const identityKeys: Readonly<Record<IdentityModel, readonly string[]>> = {
  user: ['email'],
  session: ['token', 'userId'],
  account: ['userId', 'accountId'],
  verification: ['identifier'],
  twoFactor: ['userId'],
};

/** People, their sessions and secrets. Holds hashes only. May throw `StoreUnavailableError`. */
export interface IdentityStore {
  /** All of a model, or those whose key field has this value; `id` is a key field too. */
  findIdentities(
    model: IdentityModel,
    key?: { readonly field: string; readonly value: string },
  ): Promise<readonly IdentityDocument[]>;
  /**
   * All or nothing, with the entry that tells of it and the records that change with it; a note of null is for what nobody did, e.g. a
   * session that is prolonged. Throws `RecordConflictError` for an e-mail address that someone else has, or a record of another version.
   */
  writeIdentities(
    changes: readonly IdentityChange[],
    note: AuditNote | null,
    records?: readonly RecordChange[],
  ): Promise<void>;
}
