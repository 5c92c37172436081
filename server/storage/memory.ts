import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { SeriesState } from './planAppend.ts';
import type { SqlReader } from './sql.ts';

/** What the single writer keeps in memory; bounded by the series of the catalogue. Thrown away and loaded anew after any failed commit. */
export interface WriterMemory {
  epoch: string;
  seq: number;
  recordedAt: number;
  nextSeriesId: number;
  readonly series: Table<SeriesState>;
  readonly sources: Table<number>;
  readonly actors: Table<number>;
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
  return {
    epoch: head.epoch,
    seq: head.seq,
    recordedAt: head.recorded_at,
    nextSeriesId: (rows.at(-1)?.id ?? 0) + 1,
    series,
    sources: new Map(sources.map((row) => [row.body, row.id])),
    actors: new Map(actors.map((row) => [row.name, row.id])),
  };
}

/** A layer over the memory for what a transaction did so far; `merge` hands it down after the commit. */
export function createOverlay(base: WriterMemory): WriterMemory & { merge(): void } {
  const series = new LayeredMap(base.series);
  const sources = new LayeredMap(base.sources);
  const actors = new LayeredMap(base.actors);
  return {
    epoch: base.epoch,
    seq: base.seq,
    recordedAt: base.recordedAt,
    nextSeriesId: base.nextSeriesId,
    series,
    sources,
    actors,
    merge(): void {
      base.seq = this.seq;
      base.recordedAt = this.recordedAt;
      base.nextSeriesId = this.nextSeriesId;
      for (const layer of [series, sources, actors]) layer.merge();
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
