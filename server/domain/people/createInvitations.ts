import type { AgencyCode } from '#shared/model/ids.ts';
import type { Invitation } from '#shared/model/person.ts';
import type { Role } from '#shared/model/role.ts';
import { findPasswordFault, type PasswordFault } from '#shared/rules/password.ts';
import { toNote } from '../audit/toNote.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import { RecordConflictError } from '../storeErrors.ts';
import { type Actor, toSystemActor } from './actor.ts';
import type { People } from './createPeople.ts';

/** Body of an `invitation` record, kept under the hash of its token. Instants are epoch milliseconds. */
interface InvitationBody {
  readonly email: string;
  readonly role: Role;
  readonly agency: AgencyCode | null;
  readonly by: string;
  readonly at: number;
  readonly expiresAt: number;
}

/** Why a link lets nobody in: it is of nobody, used or over, or the address has an account by now. */
export type EntryFault = 'gone' | 'taken' | PasswordFault;

/** What someone gives who comes in by a link. */
export interface Entry {
  readonly token: string;
  readonly name: string;
  readonly password: string;
}

/** Needs of `createInvitations`. */
export interface InvitationParts {
  readonly store: RecordStore;
  readonly people: People;
  readonly now: () => number;
  /** 256 random bits, base64url. */
  readonly randomSecret: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Links that let people in: the first administrator's, and invitations. */
export interface Invitations {
  /** A new set-up link's token while there is no administrator; null once there is one. Older links end. */
  openSetup(): Promise<string | null>;
  setUp(entry: Entry & { readonly email: string }): Promise<EntryFault | null>;
  invite(
    invited: { email: string; role: Role; agency: AgencyCode | null },
    by: Actor,
  ): Promise<{ readonly token: string; readonly expiresAt: number } | 'taken'>;
  list(): Promise<readonly Invitation[]>;
  /** What a link says; null where it lets nobody in. */
  look(token: string): Promise<Invitation | null>;
  accept(entry: Entry): Promise<{ readonly fault: EntryFault } | { readonly email: string }>;
  revoke(id: string, by: Actor): Promise<boolean>;
}

const setupMs = 86_400_000;
const invitationMs = 7 * 86_400_000;

/** Builds the use case; tokens are kept as hashes only. */
export function createInvitations(parts: InvitationParts): Invitations {
  const { store, people, now, hash } = parts;
  const find = async (token: string): Promise<StoredRecord<InvitationBody> | null> => {
    const record = (await store.getRecord('invitation', hash(token))) as StoredRecord<InvitationBody> | null;
    return record && record.body.expiresAt > now() ? record : null;
  };
  return {
    openSetup: () => openSetup(parts),
    setUp: (entry) => setUp(entry, parts),
    async invite({ email, role, agency }, by) {
      if (await people.findByEmail(email)) return 'taken';
      const token = parts.randomSecret();
      const at = now();
      const body: InvitationBody = { email, role, agency, by: by.label, at, expiresAt: at + invitationMs };
      await store.changeRecords(
        [{ kind: 'invitation', id: hash(token), owner: agency, body, expect: 0 }],
        toNote(by, { at, action: 'invitation.create', subject: email, after: { role, agency } }),
      );
      return { token, expiresAt: body.expiresAt };
    },
    async list() {
      const records = (await store.listRecords('invitation')) as readonly StoredRecord<InvitationBody>[];
      return records.filter(({ body }) => body.expiresAt > now()).map(toInvitation);
    },
    async look(token) {
      const record = await find(token);
      return record && toInvitation(record);
    },
    async accept(entry) {
      const record = await find(entry.token);
      if (!record) return { fault: 'gone' };
      const { email, role, agency } = record.body;
      const fault = findPasswordFault(entry.password, [email, entry.name]);
      if (fault) return { fault };
      const person = { name: entry.name, email, role, agency, password: entry.password };
      const used = [{ kind: 'invitation', id: record.id, body: null, expect: record.version } as const];
      const isIn = await letIn(() => people.create(person, toGuest(email), used));
      return isIn ? { email } : { fault: 'taken' };
    },
    async revoke(id, by) {
      const record = await store.getRecord('invitation', id);
      if (!record) return false;
      const { email } = record.body as InvitationBody;
      await store.changeRecords(
        [{ kind: 'invitation', id, body: null }],
        toNote(by, { at: now(), action: 'invitation.revoke', subject: email }),
      );
      return true;
    },
  };
}

async function openSetup({
  store,
  people,
  now,
  hash,
  randomSecret,
}: InvitationParts): Promise<string | null> {
  if (await people.hasAdmin()) return null;
  const token = randomSecret();
  const at = now();
  const old = await store.listRecords('setup');
  await store.changeRecords(
    [
      ...old.map(({ id }) => ({ kind: 'setup', id, body: null }) as const),
      { kind: 'setup', id: hash(token), body: { expiresAt: at + setupMs } },
    ],
    toNote(toSystemActor('start'), { at, action: 'setup.open', subject: 'setup' }),
  );
  return token;
}

async function setUp(
  { token, name, email, password }: Entry & { readonly email: string },
  { store, people, now, hash }: InvitationParts,
): Promise<EntryFault | null> {
  const record = (await store.getRecord('setup', hash(token))) as StoredRecord<{ expiresAt: number }> | null;
  if (!record || record.body.expiresAt <= now() || (await people.hasAdmin())) return 'gone';
  const fault = findPasswordFault(password, [email, name]);
  if (fault) return fault;
  const person = { name, email, role: 'admin', agency: null, password } as const;
  const used = [{ kind: 'setup', id: record.id, body: null, expect: record.version } as const];
  return (await letIn(() => people.create(person, toGuest(email), used))) ? null : 'taken';
}

/** False where the link was used or the address taken at the same moment. */
async function letIn(create: () => Promise<string>): Promise<boolean> {
  try {
    await create();
    return true;
  } catch (error) {
    if (error instanceof RecordConflictError) return false;
    throw error;
  }
}

/** Whoever comes in by a link is nobody yet but its address. */
function toGuest(email: string): Actor {
  return { ...toSystemActor('link'), label: email };
}

function toInvitation({ id, body }: StoredRecord<InvitationBody>): Invitation {
  const { at, expiresAt, ...rest } = body;
  return { id, ...rest, at: new Date(at).toISOString(), expiresAt: new Date(expiresAt).toISOString() };
}
