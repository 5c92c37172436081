import { type Session, type SessionLink, type SessionWho, sessionLimits } from '#shared/model/session.ts';
import type { ReviewLeft } from '#shared/protocol/review.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { TurnsOf } from '../people/createTurns.ts';
import { createOnce } from '../records/createOnce.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { SessionShelf } from './sessionShelf.ts';

/** Body of a `session-guest` record, kept under the hash of what the guest's cookie holds. */
interface GuestBody {
  readonly session: string;
  readonly link: string;
  /** Without its kind: `LINK.random`. */
  readonly guest: string;
  readonly name: string;
}

/** Needs of `createGuests`. */
export interface GuestParts {
  readonly store: RecordStore;
  readonly shelf: SessionShelf;
  readonly now: () => number;
  /** 256 random bits, base64url. */
  readonly randomSecret: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
  /** By session; shared with whoever else changes sessions. */
  readonly inTurn: TurnsOf;
}

/** Someone who wants in. */
export interface Joining {
  readonly session: string;
  readonly secret: string;
  readonly name: string;
  /** What the browser holds of an earlier time; null for nothing. */
  readonly credential: string | null;
  readonly from: string | null;
}

/** Guests of sessions, by links. */
export interface Guests {
  /** The guest with this credential as long as what it came by holds; null for nobody. */
  find(credential: string, from: string): Promise<Actor | null>;
  /** True where the secret of a link opens this session now. */
  opens(session: string, secret: string): Promise<boolean>;
  /** Lets someone in by the secret of a link: `credential` is told this once. Null where the secret opens nothing, whatever the reason. */
  join(joining: Joining): Promise<{ readonly credential: string; readonly you: SessionWho } | null>;
  /** Why a guest may no longer be there. */
  whyOver(guest: Actor): ReviewLeft['reason'];
  /** Everyone who came into a session, to be removed with its end, or by one link, with its revocation. */
  removals(session: string, link?: string): Promise<RecordChange[]>;
  /** Told of the id of every guest whose session or link changed; returns its off. */
  onChange(listener: (actorId: string) => void): () => void;
}

/** Builds the use case; records are read with the first use. Bounded by `sessionLimits.attendance` and `guestsOfLink`. */
export function createGuests(parts: GuestParts): Guests {
  const { store, shelf } = parts;
  const guests = new Map<string, GuestBody>();
  const load = createOnce(async () => {
    await shelf.load();
    const records = (await store.listRecords('session-guest')) as readonly StoredRecord<GuestBody>[];
    for (const { id, body } of records) guests.set(id, body);
  });
  const listOf = (session: string, link?: string): [string, GuestBody][] =>
    [...guests].filter(([, body]) => body.session === session && (link ?? body.link) === body.link);
  const listeners = new Set<(actorId: string) => void>();
  shelf.onLine((session, { deed }) => {
    if (deed.kind !== 'link-revoked' && deed.kind !== 'ended') return;
    for (const [hash, { guest }] of listOf(session.id, deed.kind === 'ended' ? undefined : deed.id)) {
      guests.delete(hash);
      for (const listener of listeners) listener(guest);
    }
  });
  return {
    async find(credential, from) {
      await load();
      const body = guests.get(parts.hash(credential));
      const session = body && shelf.peek(body.session)?.session;
      if (!session || !findHolding(session, body.link, parts.now())) return null;
      return toGuestActor(body, session.state === 'open', from);
    },
    async opens(session, secret) {
      await load();
      return findLink(session, secret, parts) !== undefined;
    },
    join: (joining) =>
      parts.inTurn(joining.session, async () => {
        await load();
        return join(joining, { ...parts, guests, listOf });
      }),
    whyOver({ guest }) {
      const link = guest && shelf.peek(guest.session)?.session.links.find(({ id }) => id === guest.link);
      if (!link) return 'ended';
      if (link.revokedAt !== null) return 'revoked';
      return link.expiresAt <= parts.now() ? 'expired' : 'session';
    },
    async removals(session, link) {
      await load();
      return listOf(session, link).map(([id]) => ({ kind: 'session-guest', id, body: null }));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A link as long as it holds. Pure. */
export function findHolding(
  { links }: Pick<Session, 'links'>,
  id: string,
  now: number,
): SessionLink | undefined {
  return links.find((link) => link.id === id && link.revokedAt === null && link.expiresAt > now);
}

/** The link of a secret, as long as it holds. */
function findLink(
  session: string,
  secret: string,
  { shelf, hash, now }: Pick<GuestParts, 'shelf' | 'hash' | 'now'>,
): SessionLink | undefined {
  const shelved = shelf.peek(session);
  const wanted = hash(secret);
  const [link] = Object.entries(shelved?.body.secrets ?? {}).find(([, one]) => one === wanted) ?? [];
  return shelved && link !== undefined ? findHolding(shelved.session, link, now()) : undefined;
}

function toGuestActor(
  { session, link, guest, name }: GuestBody,
  isOpen: boolean,
  from: string | null,
): Actor {
  const pass = { session, link, isOpen };
  return { kind: 'guest', id: guest, label: name, role: null, agency: null, from, guest: pass };
}

interface JoinContext extends GuestParts {
  readonly guests: Map<string, GuestBody>;
  readonly listOf: (session: string) => readonly [string, GuestBody][];
}

/** Guests of links that are over take up no room. */
function isFull(
  session: Session,
  link: string,
  { now, came }: { readonly now: number; readonly came: readonly [string, GuestBody][] },
): boolean {
  const holding = new Set(
    session.links.filter(({ id }) => findHolding(session, id, now)).map(({ id }) => id),
  );
  const there = came.filter(([, body]) => holding.has(body.link));
  const ofLink = there.filter(([, body]) => body.link === link);
  return there.length >= sessionLimits.attendance || ofLink.length >= sessionLimits.guestsOfLink;
}

async function join(
  { session: id, secret, name, credential, from }: Joining,
  { store, shelf, now, randomSecret, hash, guests, listOf }: JoinContext,
): ReturnType<Guests['join']> {
  const shelved = shelf.peek(id);
  const link = findLink(id, secret, { shelf, hash, now })?.id;
  if (!shelved || link === undefined) return null;
  const heldHash = credential === null ? null : hash(credential);
  const held = heldHash === null ? undefined : guests.get(heldHash);
  const isSame = held?.session === id && held.link === link;
  if (!isSame && isFull(shelved.session, link, { now: now(), came: listOf(id) })) return null;
  const body: GuestBody = {
    session: id,
    link,
    guest: isSame ? held.guest : `${link}.${hash(randomSecret()).slice(0, 16)}`,
    name,
  };
  const you = { id: `guest:${body.guest}`, name };
  if (isSame && credential !== null && held.name === name) return { credential, you };
  const fresh = randomSecret();
  const changes: RecordChange[] = [{ kind: 'session-guest', id: hash(fresh), owner: id, body, expect: 0 }];
  if (isSame && heldHash !== null) changes.push({ kind: 'session-guest', id: heldHash, body: null });
  const actor = toGuestActor(body, shelved.session.state === 'open', from);
  await store.changeRecords(
    changes,
    toNote(actor, { at: now(), action: 'session.join', subject: id, after: { link, name } }),
  );
  if (isSame && heldHash !== null) guests.delete(heldHash);
  guests.set(hash(fresh), body);
  return { credential: fresh, you };
}
