import type { Session, SessionDecision, SessionLine, SessionList } from '#shared/model/session.ts';
import { applySessionLine, sessionAt } from '#shared/rules/sessionAt.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import { createHeldRecords } from '../records/createHeldRecords.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';

/** Body of a `session` record. */
export interface SessionBody {
  readonly log: readonly SessionLine[];
  /** Who made it by which key, and a hash of what it was made from, so that the same call again is known from another one. */
  readonly call: string;
  readonly request: string;
  /** Keys of the last entries with who sent them, newest last. */
  readonly keys: readonly string[];
  /** Link → SHA-256 of its secret, hex. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** A session as it is stored, with what its log says. */
export interface ShelvedSession {
  readonly session: Session;
  readonly body: SessionBody;
}

/** What lists tell of a session. */
export type SessionSummary = SessionList['items'][number];

/** A session that ended, as those who look for what was decided need it. */
export interface DecidedSession {
  readonly session: Pick<Session, 'id' | 'title' | 'simulated'>;
  readonly decisions: readonly SessionDecision[];
}

/** One line more, or the first one. */
export interface SessionWrite {
  readonly id: string;
  /** As it was; null for a new one. */
  readonly was: ShelvedSession | null;
  readonly line: SessionLine;
  readonly body: SessionBody;
  /** Whatever else changes in the same transaction. */
  readonly more?: readonly RecordChange[];
}

/**
 * Sessions in memory over their records: those that are planned or run whole, of those that ended what lists show. One server alone
 * writes to a database, so what is here is what is stored.
 */
export interface SessionShelf {
  /** Reads the records once; what failed is tried again with the next call. */
  load(): Promise<void>;
  /** One that is planned or runs; after `load`. */
  peek(id: string): ShelvedSession | undefined;
  /** Any one, from its record where it ended. */
  get(id: string): Promise<ShelvedSession | null>;
  /** The one that was made by this call; null for none. */
  findCall(call: string): Promise<ShelvedSession | null>;
  /** Those that run first, then planned ones by time, then ended ones, newest first. */
  list(): readonly SessionSummary[];
  listDecided(): readonly DecidedSession[];
  /** Adds a line with the entry that tells of it; listeners are told before it resolves. */
  write(change: SessionWrite, note: AuditNote): Promise<Session>;
  /** Told after each line, in the order of the log; returns its off. */
  onLine(listener: LineListener): () => void;
}

/** `before` is the session as it was, null where the line is its first. */
type LineListener = (session: Session, line: SessionLine, before: Session | null) => void;

interface BoardEntry {
  readonly version: number;
  readonly summary: SessionSummary;
  readonly call: string;
  readonly decided: DecidedSession | null;
}

type Stored = StoredRecord<SessionBody>;

/** Builds it over the records; bounded by `sessionLimits.sessions`. */
export function createSessionShelf(store: RecordStore): SessionShelf {
  const board = new Map<string, BoardEntry>();
  const live = new Map<string, ShelvedSession>();
  const { tell, onLine } = createLines();
  const put = (shelved: ShelvedSession): void => {
    const { session, body } = shelved;
    board.set(session.id, toBoardEntry(session, body.call));
    if (session.state === 'ended') live.delete(session.id);
    else live.set(session.id, shelved);
  };
  const read = async (id: string): Promise<ShelvedSession | null> =>
    toShelved((await store.getRecord('session', id)) as Stored | null);
  const { load, changeRecords } = createHeldRecords(store, {
    async read() {
      const records = (await store.listRecords('session')) as readonly Stored[];
      for (const shelved of records.flatMap((record) => toShelved(record) ?? []))
        if (!board.has(shelved.session.id)) put(shelved);
    },
    async reread(keys) {
      for (const { id } of keys.filter(({ kind }) => kind === 'session')) {
        const stored = await read(id);
        const line = stored?.body.log.at(-1);
        if (!stored || !line || stored.session.version <= (board.get(id)?.version ?? 0)) continue;
        put(stored);
        // Nothing else was written since, so that one line alone can be new.
        tell(stored.session, line, sessionAt({ id, log: stored.body.log.slice(0, -1) }));
      }
    },
  });
  const get = async (id: string): Promise<ShelvedSession | null> => {
    await load();
    const known = live.get(id);
    if (known || !board.has(id)) return known ?? null;
    return read(id);
  };
  return {
    load,
    get,
    peek: (id) => live.get(id),
    async findCall(call) {
      await load();
      const [id] = [...board].find(([, entry]) => entry.call === call) ?? [];
      return id === undefined ? null : get(id);
    },
    list: () => [...board.values()].map(({ summary }) => summary).sort(compare),
    listDecided: () => [...board.values()].flatMap(({ decided }) => decided ?? []),
    async write({ id, was, line, body, more = [] }, note) {
      const session = was ? applySessionLine(was.session, line) : sessionAt({ id, log: [line] });
      if (!session) throw new Error('a session begins with its plan');
      const expect = was?.session.version ?? 0;
      await changeRecords([{ kind: 'session', id, body, expect }, ...more], note);
      put({ session, body });
      tell(session, line, was?.session ?? null);
      return session;
    },
    onLine,
  };
}

function createLines(): { readonly tell: LineListener } & Pick<SessionShelf, 'onLine'> {
  const listeners = new Set<LineListener>();
  return {
    tell(...news) {
      for (const listener of listeners) listener(...news);
    },
    onLine(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function toShelved(record: Stored | null): ShelvedSession | null {
  const session = record && sessionAt({ id: record.id, log: record.body.log });
  return session && { session, body: record.body };
}

function toBoardEntry(session: Session, call: string): BoardEntry {
  const { id, title, purpose, startsAt, place, state, endedAt, pack, simulated } = session;
  const standing = session.decisions.filter(({ withdrawn }) => withdrawn === null);
  const facts = { id, title, purpose, startsAt, place, state, endedAt, pack, simulated };
  return {
    version: session.version,
    summary: { ...facts, decisions: standing.length },
    call,
    decided: state === 'ended' ? { session: { id, title, simulated }, decisions: standing } : null,
  };
}

const rank = { open: 0, planned: 1, ended: 2 } as const;

function compare(a: SessionSummary, b: SessionSummary): number {
  if (a.state !== b.state) return rank[a.state] - rank[b.state];
  return a.state === 'ended' ? (b.endedAt ?? 0) - (a.endedAt ?? 0) : a.startsAt - b.startsAt;
}
