import type { FeedState } from '#shared/model/feedState.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import type { StoredEvent } from '../domain/events/eventStore.ts';
import { outboxKind } from './codes.ts';
import type { WriterMemory } from './memory.ts';
import type { Sql, SqlReader } from './sql.ts';

/** The order in which a feed builds an object never looks like a change. */
function isSameEvent(a: RegionEvent, b: RegionEvent): boolean {
  return toCanonical({ ...a, recordedAt: 0 }) === toCanonical({ ...b, recordedAt: 0 });
}

/** Takes the next number of the stream inside the running transaction. */
export async function advance(sql: Sql, memory: WriterMemory, kind: number, at: number): Promise<number> {
  memory.seq += 1;
  memory.recordedAt = Math.max(memory.recordedAt, at);
  await sql.run('INSERT INTO outbox (seq, kind, recorded_at) VALUES (?, ?, ?)', [
    memory.seq,
    kind,
    memory.recordedAt,
  ]);
  await sql.run('UPDATE head SET seq = ?, recorded_at = ? WHERE one = 1', [memory.seq, memory.recordedAt]);
  return memory.seq;
}

export async function putEvents(sql: Sql, memory: WriterMemory, events: readonly RegionEvent[], now: number) {
  const stored: StoredEvent[] = [];
  for (const event of events) {
    const [known] = await sql.all<{ body: string }>('SELECT body FROM event WHERE id = ? AND newest = 1', [
      event.id,
    ]);
    if (known && isSameEvent(JSON.parse(known.body) as RegionEvent, event)) continue;
    const seq = await advance(sql, memory, outboxKind.event, now);
    await sql.run('UPDATE event SET newest = 0 WHERE id = ? AND newest = 1', [event.id]);
    await sql.run(
      'INSERT INTO event (seq, id, newest, starts_at, ends_at, body, known_at) VALUES (?, ?, 1, ?, ?, ?, ?)',
      [
        seq,
        event.id,
        event.startsAt,
        event.endsAt ?? event.startsAt,
        JSON.stringify(event),
        memory.recordedAt,
      ],
    );
    stored.push({ seq, event });
  }
  return stored;
}

export async function listRecent(sql: SqlReader, limit: number): Promise<StoredEvent[]> {
  const rows = await sql.all<{ seq: number; body: string }>(
    'SELECT seq, body FROM event WHERE newest = 1 ORDER BY starts_at DESC, seq DESC LIMIT ?',
    [limit],
  );
  return rows.map(({ seq, body }) => ({ seq, event: JSON.parse(body) as RegionEvent }));
}

export async function listBetween(
  sql: SqlReader,
  from: number,
  to: number,
  limit: number,
): Promise<RegionEvent[]> {
  const rows = await sql.all<{ body: string }>(
    'SELECT body FROM event WHERE newest = 1 AND starts_at <= ? AND ends_at >= ? ORDER BY starts_at, seq LIMIT ?',
    [to, from, limit],
  );
  return rows.map(({ body }) => JSON.parse(body) as RegionEvent);
}

export async function putLinks(sql: Sql, memory: WriterMemory, states: readonly FeedState[], now: number) {
  for (const state of states) {
    const seq = await advance(sql, memory, outboxKind.link, now);
    await sql.run(
      'INSERT INTO link (id, seq, body) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, body = excluded.body',
      [state.id, seq, JSON.stringify(state)],
    );
    await keepLinkVersion(sql, { seq, state, at: memory.recordedAt });
  }
  return memory.seq;
}

/** What of a link a screen shows; that it brought something once more is no new version. */
const toShown = ({ name, provider, kind, state, indicators }: FeedState): string =>
  toCanonical([name, provider, kind, state, indicators]);

/** A version of a link for each state that it was in. */
async function keepLinkVersion(
  sql: Sql,
  { seq, state, at }: { readonly seq: number; readonly state: FeedState; readonly at: number },
): Promise<void> {
  const [known] = await sql.all<{ body: string }>(
    'SELECT body FROM link_version WHERE id = ? AND to_at IS NULL',
    [state.id],
  );
  if (known && toShown(JSON.parse(known.body) as FeedState) === toShown(state)) return;
  await sql.run('UPDATE link_version SET to_at = ? WHERE id = ? AND to_at IS NULL', [at, state.id]);
  await sql.run('INSERT INTO link_version (seq, id, from_at, to_at, body) VALUES (?, ?, ?, NULL, ?)', [
    seq,
    state.id,
    at,
    JSON.stringify(state),
  ]);
}

/** When the first version of a link began. */
export async function findPastSince(sql: SqlReader): Promise<number | null> {
  const [row] = await sql.all<{ at: number | null }>('SELECT min(from_at) AS at FROM link_version');
  return row?.at ?? null;
}

export async function loadLinks(sql: SqlReader): Promise<FeedState[]> {
  const rows = await sql.all<{ body: string }>('SELECT body FROM link ORDER BY id');
  return rows.map(({ body }) => JSON.parse(body) as FeedState);
}
