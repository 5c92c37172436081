import type { AgencyCode } from '#shared/model/ids.ts';
import type { Person, PersonChange } from '#shared/model/person.ts';
import type { Role } from '#shared/model/role.ts';
import { toNote } from '../audit/toNote.ts';
import type { RecordChange } from '../records/recordStore.ts';
import type { Actor } from './actor.ts';
import type { Turns } from './createTurns.ts';
import type { IdentityChange, IdentityDocument, IdentityStore } from './identityStore.ts';

/** A person to be. */
export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly agency: AgencyCode | null;
  readonly password: string;
}

/** Closed list of why a change of a person is refused. */
export type PersonFault = 'unknown' | 'last-admin' | 'agency-needed' | 'agency-not-needed';

/** Needs of `createPeople`. */
export interface PeopleParts {
  readonly store: IdentityStore;
  readonly now: () => number;
  readonly randomId: () => string;
  /** Slow on purpose. */
  readonly hashPassword: (password: string) => Promise<string>;
  /** Told of everyone whose rights or sessions changed. */
  readonly onChange: (userId: string) => void;
  /** Shared with whoever else changes the same documents. */
  readonly inTurn: Turns;
}

/** People with accounts. */
export interface People {
  list(): Promise<readonly Person[]>;
  find(id: string): Promise<Person | null>;
  findByEmail(email: string): Promise<Person | null>;
  hasAdmin(): Promise<boolean>;
  /** Throws `RecordConflictError` when the address is taken or a record is not as expected. */
  create(person: NewPerson, by: Actor, records?: readonly RecordChange[]): Promise<string>;
  /** A changed role, agency or access ends all sessions of the person. */
  change(id: string, change: PersonChange, by: Actor): Promise<PersonFault | null>;
  endSessions(id: string, by: Actor): Promise<void>;
  /** Puts another password in place of the old one and ends all sessions. False for someone without a password here. */
  setPassword(id: string, password: string, by: Actor): Promise<boolean>;
}

/** Builds the use case over the documents of the identity library. */
export function createPeople(parts: PeopleParts): People {
  const { store } = parts;
  const view = async (user: IdentityDocument | undefined): Promise<Person | null> =>
    user ? toPerson(user, await listSessions(store, user.id)) : null;
  return {
    async list() {
      const people: Person[] = [];
      for (const user of await store.findIdentities('user')) {
        const person = await view(user);
        if (person) people.push(person);
      }
      return people.sort((a, b) => a.name.localeCompare(b.name, 'id'));
    },
    find: async (id) => view(await findDocument(store, id)),
    async findByEmail(email) {
      const [user] = await store.findIdentities('user', { field: 'email', value: email.toLowerCase() });
      return view(user);
    },
    hasAdmin: async () => (await countAdmins(store)) > 0,
    async create(person, by, records = []) {
      const id = parts.randomId();
      const changes = await toDocuments(id, person, parts);
      const { password: _secret, ...known } = person;
      const note = toNote(by, { at: parts.now(), action: 'person.create', subject: id, after: known });
      await store.writeIdentities(changes, note, records);
      return id;
    },
    change: (id, change, by) => parts.inTurn(() => changePerson(id, change, { by, parts })),
    endSessions: (id, by) => parts.inTurn(() => endSessions(id, by, parts)),
    setPassword: (id, password, by) => parts.inTurn(() => setPassword(id, password, { by, parts })),
  };
}

async function endSessions(id: string, by: Actor, { store, now, onChange }: PeopleParts): Promise<void> {
  const ends = await listSessions(store, id);
  const after = { sessions: ends.length };
  const note = toNote(by, { at: now(), action: 'session.end-all', subject: id, after });
  await store.writeIdentities(ends.map(toRemoval), note);
  onChange(id);
}

async function setPassword(
  id: string,
  password: string,
  { by, parts }: { by: Actor; parts: PeopleParts },
): Promise<boolean> {
  const { store, now, hashPassword, onChange } = parts;
  const accounts = await store.findIdentities('account', { field: 'userId', value: id });
  const account = accounts.find((one) => one['providerId'] === 'credential');
  if (!account) return false;
  const at = now();
  const body = { ...account, password: await hashPassword(password), updatedAt: new Date(at).toISOString() };
  const ends = await listSessions(store, id);
  await store.writeIdentities(
    [{ model: 'account', id: account.id, body }, ...ends.map(toRemoval)],
    toNote(by, { at, action: 'person.password', subject: id }),
  );
  onChange(id);
  return true;
}

async function findDocument(store: IdentityStore, id: string): Promise<IdentityDocument | undefined> {
  return (await store.findIdentities('user', { field: 'id', value: id }))[0];
}

async function countAdmins(store: IdentityStore): Promise<number> {
  const users = await store.findIdentities('user');
  return users.filter((user) => user['role'] === 'admin' && user['disabled'] !== true).length;
}

function listSessions(store: IdentityStore, userId: string): Promise<readonly IdentityDocument[]> {
  return store.findIdentities('session', { field: 'userId', value: userId });
}

async function changePerson(
  id: string,
  change: PersonChange,
  { by, parts }: { by: Actor; parts: PeopleParts },
): Promise<PersonFault | null> {
  const { store } = parts;
  const user = await findDocument(store, id);
  if (!user) return 'unknown';
  const fault = await findFault(user, change, () => countAdmins(store));
  if (fault) return fault;
  const at = parts.now();
  const after = { ...user, ...change, updatedAt: new Date(at).toISOString() };
  const { name: _name, ...rights } = change;
  const ends = Object.keys(rights).length > 0 ? await listSessions(store, id) : [];
  const told = { before: toRights(user), after: toRights(after) };
  await store.writeIdentities(
    [{ model: 'user', id, body: after }, ...ends.map(toRemoval)],
    toNote(by, { at, action: 'person.change', subject: id, ...told }),
  );
  parts.onChange(id);
  return null;
}

function toRemoval({ id }: IdentityDocument): IdentityChange {
  return { model: 'session', id, body: null };
}

function toRights(user: IdentityDocument): object {
  const { name, email, role, agency, disabled } = user as Readonly<Record<string, unknown>>;
  return { name, email, role, agency, disabled };
}

async function toDocuments(
  id: string,
  { password, ...person }: NewPerson,
  { hashPassword, now, randomId }: PeopleParts,
): Promise<IdentityChange[]> {
  const at = new Date(now()).toISOString();
  const email = person.email.toLowerCase();
  const times = { createdAt: at, updatedAt: at };
  const user = {
    id,
    ...person,
    email,
    emailVerified: true,
    image: null,
    disabled: false,
    twoFactorEnabled: false,
    ...times,
  };
  const accountId = randomId();
  const secret = {
    providerId: 'credential',
    accountId: id,
    userId: id,
    password: await hashPassword(password),
  };
  return [
    { model: 'user', id, body: user },
    { model: 'account', id: accountId, body: { id: accountId, ...secret, ...times } },
  ];
}

async function findFault(
  user: IdentityDocument,
  change: PersonChange,
  countAdmins: () => Promise<number>,
): Promise<PersonFault | null> {
  const role = change.role ?? user['role'];
  const agency = change.agency === undefined ? user['agency'] : change.agency;
  if (role === 'agency-operator' && !agency) return 'agency-needed';
  if (role !== 'agency-operator' && agency) return 'agency-not-needed';
  const wasAdmin = user['role'] === 'admin' && user['disabled'] !== true;
  const staysAdmin = role === 'admin' && (change.disabled ?? user['disabled']) !== true;
  // Without an administrator nobody could ever let anyone in again.
  return wasAdmin && !staysAdmin && (await countAdmins()) <= 1 ? 'last-admin' : null;
}

function toPerson(user: IdentityDocument, sessions: readonly IdentityDocument[]): Person {
  const starts = sessions.map((session) => String(session['createdAt'])).sort();
  return {
    id: user.id,
    name: String(user['name']),
    email: String(user['email']),
    role: user['role'] as Role,
    agency: (user['agency'] as AgencyCode | null | undefined) ?? null,
    disabled: user['disabled'] === true,
    hasTwoFactor: user['twoFactorEnabled'] === true,
    createdAt: String(user['createdAt']),
    lastSignInAt: starts.at(-1) ?? null,
    sessions: sessions.length,
  };
}
