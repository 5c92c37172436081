import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { SeriesState } from './planAppend.ts';
import type { SqlReader } from './sql.ts';

/** What the single writer keeps in memory; bounded by the series of the catalogue. Thrown away and loaded anew after any failed commit. */
export interface WriterMemory {
  epoch: string;
  seq: number;
  recordedAt: number;
  nextSeriesId: number;
  readonly series: Map<string, SeriesState>;
  readonly sources: Map<string, number>;
  readonly actors: Map<string, number>;
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
  const series = new Map<string, SeriesState>();
  const sources = new Map<string, number>();
  const actors = new Map<string, number>();
  const overlay = {
    epoch: base.epoch,
    seq: base.seq,
    recordedAt: base.recordedAt,
    nextSeriesId: base.nextSeriesId,
    series: layered(series, base.series),
    sources: layered(sources, base.sources),
    actors: layered(actors, base.actors),
    merge(): void {
      base.seq = overlay.seq;
      base.recordedAt = overlay.recordedAt;
      base.nextSeriesId = overlay.nextSeriesId;
      for (const [key, state] of series) base.series.set(key, state);
      for (const [key, id] of sources) base.sources.set(key, id);
      for (const [key, id] of actors) base.actors.set(key, id);
    },
  };
  return overlay;
}

/** A map that reads through to `below` and writes into `top` only; `size` counts both. */
function layered<V>(top: Map<string, V>, below: Map<string, V>): Map<string, V> {
  return new Proxy(top, {
    get(target, name) {
      if (name === 'get') return (key: string) => target.get(key) ?? below.get(key);
      if (name === 'size') return target.size + below.size;
      if (name === 'set') return (key: string, value: V) => target.set(key, value);
      return Reflect.get(target, name);
    },
  });
}
