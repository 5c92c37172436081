import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** Formats the short text beside a mark; given by the caller so that this file knows no language. */
export interface EventWords {
  quake(magnitude: number): string;
  floodDepth(depthCm: number): string;
}

/** What a mark stands for: an event, or an alarm at its place. */
export type MarkedEvent = Omit<RegionEvent, 'kind' | 'recordedAt' | 'severity' | 'state' | 'areas'> & {
  readonly kind: RegionEvent['kind'] | 'alarm';
};

/** An event of the map with the number that ties its mark to its line in the list. */
export interface EventMark {
  readonly event: MarkedEvent;
  /** From 1: the newest on the map first, then those beyond it. */
  readonly number: number;
  readonly label: string;
  /** Longitude and latitude of the mark; null where the event has neither a point nor an outline. */
  readonly at: readonly [number, number] | null;
  readonly isOnMap: boolean;
}

type Corners = readonly [west: number, south: number, east: number, north: number];

/** Events that are not over at `now`, newest first. Cancelled and ended ones are not on the map. */
export function selectActiveEvents(events: Iterable<RegionEvent>, now: number): RegionEvent[] {
  return [...events]
    .filter(({ state, endsAt }) => state === 'active' && (endsAt === null || endsAt > now))
    .sort((first, second) => second.startsAt - first.startsAt || (first.id < second.id ? -1 : 1));
}

/** Turns alarms and active events into numbered marks: warnings at the top of their outline, quakes and reports at their point. */
export function toEventMarks(
  events: Iterable<RegionEvent>,
  words: EventWords,
  {
    now,
    sheet,
    alarms = [],
  }: { readonly now: number; readonly sheet: Corners; readonly alarms?: readonly MarkedEvent[] },
): EventMark[] {
  const marks = [...alarms, ...selectActiveEvents(events, now)].map((event) => {
    const at = event.point ?? toTop(event);
    return { event, label: toLabel(event, words), at, isOnMap: at !== null && isWithin(at, sheet) };
  });
  return [...marks.filter(({ isOnMap }) => isOnMap), ...marks.filter(({ isOnMap }) => !isOnMap)].map(
    (mark, index) => ({ ...mark, number: index + 1 }),
  );
}

function toLabel({ kind, magnitude, floodDepthCm }: MarkedEvent, words: EventWords): string {
  if (kind === 'quake') return magnitude === undefined ? '' : words.quake(magnitude);
  return kind === 'flood-report' && floodDepthCm !== undefined ? words.floodDepth(floodDepthCm) : '';
}

/** Middle of the northern edge of the largest outline: a mark there does not hide what the outline holds. */
function toTop({ polygons }: MarkedEvent): readonly [number, number] | null {
  const ring = polygons.toSorted((first, second) => toSpan(second) - toSpan(first))[0];
  if (!ring) return null;
  const north = Math.max(...ring.map(([, latitude]) => latitude));
  const reach = toSpan(ring) * 0.02;
  const top = ring.filter(([, latitude]) => latitude >= north - reach).map(([longitude]) => longitude);
  return [(Math.min(...top) + Math.max(...top)) / 2, north];
}

function toSpan(ring: readonly (readonly [number, number])[]): number {
  const latitudes = ring.map(([, latitude]) => latitude);
  const longitudes = ring.map(([longitude]) => longitude);
  return Math.max(...latitudes) - Math.min(...latitudes) + Math.max(...longitudes) - Math.min(...longitudes);
}

/** Whether a point lies in the box of west, south, east and north. */
export function isWithin(
  [longitude, latitude]: readonly [number, number],
  [west, south, east, north]: Corners,
): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
