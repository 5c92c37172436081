import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** One line of what just happened: an event, or figures of one source that came in the same minute. */
export type StreamEntry =
  | { readonly kind: 'event'; readonly key: string; readonly at: number; readonly event: RegionEvent }
  | {
      readonly kind: 'readings';
      readonly key: string;
      readonly at: number;
      readonly source: string;
      readonly indicators: readonly string[];
      readonly count: number;
      readonly isSimulated: boolean;
      readonly last: LiveRecord;
    };

const minuteMs = 60_000;

/** Merges events and recorded readings, newest first; readings of one source and minute are one line. */
export function toStream(
  records: Iterable<LiveRecord>,
  events: readonly RegionEvent[],
  count: number,
): StreamEntry[] {
  const groups = new Map<
    string,
    { last: LiveRecord; count: number; indicators: Set<string>; simulated: boolean }
  >();
  for (const record of records) {
    const key = `${record.source.key} ${Math.floor(record.recordedAt / minuteMs)}`;
    const group = groups.get(key);
    if (!group) {
      groups.set(key, {
        last: record,
        count: 1,
        indicators: new Set([record.indicator]),
        simulated: record.origin === 'simulated',
      });
      continue;
    }
    group.count += 1;
    group.indicators.add(record.indicator);
    group.simulated ||= record.origin === 'simulated';
    if (record.recordedAt > group.last.recordedAt) group.last = record;
  }
  const entries: StreamEntry[] = events.map((event) => ({
    kind: 'event',
    key: `event ${event.id}`,
    at: event.recordedAt,
    event,
  }));
  for (const [key, group] of groups) {
    entries.push({
      kind: 'readings',
      key,
      at: group.last.recordedAt,
      source: group.last.source.label,
      indicators: [...group.indicators],
      count: group.count,
      isSimulated: group.simulated,
      last: group.last,
    });
  }
  return entries.sort((a, b) => b.at - a.at || a.key.localeCompare(b.key)).slice(0, count);
}
