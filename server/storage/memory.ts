import { toSeriesKey } from '#shared/model/seriesKey.ts';
import { genesisHash } from '../domain/audit/hashEntry.ts';
import type { SeriesState } from './planAppend.ts';
import type { SqlReader } from './sql.ts';

/** What the single writer keeps in memory; bounded by the series of the catalogue. Thrown away and loaded anew after any failed commit. */
export interface WriterMemory {
  epoch: string;
  seq: number;
  recordedAt: number;
  nextSeriesId: number;
  /** End of the audit chain. */
  auditN: number;
  auditHash: string;
  readonly series: Table<SeriesState>;
  readonly sources: Table<number>;
  readonly actors: Table<number>;
  /** Indicator → readings up to this instant, inclusive, are locked. */
  readonly locks: Table<number>;
}

interface SeriesRow {
  id: number;
  indicator: string;
  area: string;
  observed_at: number | null;
  version: number | null;
  last_series_seq: number | null;
}

export async function loadMemory(sql: SqlReader): Promise<WriterMemory> {
  const [head] = await sql.all<{ epoch: string; seq: number; recorded_at: number }>(
    'SELECT epoch, seq, recorded_at FROM head',
  );
  if (!head) throw new Error('the store has no head row');
  const rows = await sql.all<SeriesRow>(
    `SELECT s.id, s.indicator, s.area, p.observed_at, p.version, p.last_series_seq
       FROM series s LEFT JOIN present p ON p.series_id = s.id ORDER BY s.id`,
  );
  const series = new Map<string, SeriesState>();
  for (const row of rows) {
    series.set(toSeriesKey(row.indicator, row.area), {
      id: row.id,
      lastSeriesSeq: row.last_series_seq ?? 0,
      presentAt: row.observed_at ?? Number.NEGATIVE_INFINITY,
      presentVersion: row.version ?? 0,
    });
  }
  const sources = await sql.all<{ id: number; body: string }>('SELECT id, body FROM source');
  const actors = await sql.all<{ id: number; name: string }>('SELECT id, name FROM actor');
  const [audit] = await sql.all<{ n: number; hash: string }>(
    'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1',
  );
  const locks = await sql.all<{ id: string; body: string }>(
    "SELECT id, body FROM record WHERE kind = 'lock'",
  );
  return {
    epoch: head.epoch,
    seq: head.seq,
    recordedAt: head.recorded_at,
    nextSeriesId: (rows.at(-1)?.id ?? 0) + 1,
    auditN: audit?.n ?? 0,
    auditHash: audit?.hash ?? genesisHash,
    locks: new Map(locks.map(({ id, body }) => [id, toLockedUntil(JSON.parse(body))])),
    series,
    sources: new Map(sources.map((row) => [row.body, row.id])),
    actors: new Map(actors.map((row) => [row.name, row.id])),
  };
}

/** End of a lock as its record says; nothing is locked by a record that was removed. */
export function toLockedUntil(body: unknown): number {
  const until = (body as { until?: unknown } | null)?.until;
  return typeof until === 'number' ? until : Number.NEGATIVE_INFINITY;
}

/** A layer over the memory for what a transaction did so far; `merge` hands it down after the commit. */
export function createOverlay(base: WriterMemory): WriterMemory & { merge(): void } {
  const series = new LayeredMap(base.series);
  const sources = new LayeredMap(base.sources);
  const actors = new LayeredMap(base.actors);
  const locks = new LayeredMap(base.locks);
  return {
    epoch: base.epoch,
    seq: base.seq,
    recordedAt: base.recordedAt,
    nextSeriesId: base.nextSeriesId,
    auditN: base.auditN,
    auditHash: base.auditHash,
    series,
    sources,
    actors,
    locks,
    merge(): void {
      base.seq = this.seq;
      base.recordedAt = this.recordedAt;
      base.nextSeriesId = this.nextSeriesId;
      base.auditN = this.auditN;
      base.auditHash = this.auditHash;
      for (const layer of [series, sources, actors, locks]) layer.merge();
    },
  };
}

/** What a map must do for the writer. */
export interface Table<V> {
  readonly size: number;
  get(key: string): V | undefined;
  set(key: string, value: V): unknown;
}

/** Reads through to the map below and keeps what is written until it is merged. */
class LayeredMap<V> implements Table<V> {
  readonly #below: Table<V>;
  readonly #top = new Map<string, V>();
  #added = 0;

  constructor(below: Table<V>) {
    this.#below = below;
  }

  get size(): number {
    return this.#below.size + this.#added;
  }

  get(key: string): V | undefined {
    return this.#top.get(key) ?? this.#below.get(key);
  }

  set(key: string, value: V): void {
    if (this.get(key) === undefined) this.#added += 1;
    this.#top.set(key, value);
  }

  merge(): void {
    for (const [key, value] of this.#top) this.#below.set(key, value);
  }
}
