import type { FeedState } from '#shared/model/feedState.ts';
import { areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { SeriesChange } from '../../server/domain/readings/readingStore.ts';

const startedAt = Date.UTC(2026, 10, 23);

/** A record as a feed could have brought it. */
export function buildRecord(patch: Partial<LiveRecord> = {}): LiveRecord {
  return {
    indicator: indicatorIdSchema.parse('environment-pm25'),
    area: areaCodeSchema.parse('32.16'),
    value: 12.5,
    origin: 'measured',
    quality: 'good',
    verification: 'provisional',
    source: { key: 'test', label: 'Test' },
    observedAt: startedAt,
    recordedAt: startedAt + 10,
    ...patch,
  };
}

/** A change of the series with this number; its indicator carries the number. */
export function buildChange(
  seriesNumber: number,
  seq: number,
  patch: Partial<LiveRecord> = {},
): SeriesChange {
  const indicator = indicatorIdSchema.parse(`environment-s${seriesNumber}`);
  const observedAt = startedAt + seq * 1_000;
  return {
    seriesNumber,
    seq,
    record: buildRecord({ indicator, value: seq, observedAt, recordedAt: observedAt + 10, ...patch }),
  };
}

/** An active warning. */
export function buildEvent(id: string, patch: Partial<RegionEvent> = {}): RegionEvent {
  return {
    id,
    kind: 'warning',
    severity: 'moderate',
    state: 'active',
    title: 'Hujan lebat',
    startsAt: startedAt,
    endsAt: null,
    recordedAt: startedAt,
    origin: 'published',
    source: { key: 'test', label: 'Test' },
    point: null,
    polygons: [],
    areas: [],
    ...patch,
  };
}

/** A link that answers. */
export function buildFeed(id: string, patch: Partial<FeedState> = {}): FeedState {
  return {
    id,
    name: id,
    provider: 'Test',
    kind: 'public',
    state: 'up',
    since: startedAt,
    lastInAt: startedAt,
    lastError: null,
    indicators: [],
    ...patch,
  };
}
