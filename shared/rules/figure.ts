import type { FeedState } from '../model/feedState.ts';
import type { Indicator, Status } from '../model/indicator.ts';
import type { LiveRecord } from '../model/reading.ts';
import { toYear } from './calendar.ts';
import type { Freshness, FreshnessWindow } from './freshness.ts';
import { computeFreshnessWindow, toFreshness } from './freshness.ts';
import { toStatus } from './status.ts';

/** Everything a tile must say about one series at one moment. */
export interface Figure {
  readonly indicator: Indicator;
  readonly area: string;
  readonly record: LiveRecord | null;
  /** The value that may be printed as a figure: null for none, and for a rejected (bad) value. */
  readonly value: number | null;
  readonly freshness: Freshness;
  /** Status against sourced limits; a late value is not judged, colour stays with what is current. */
  readonly status: Status;
  /** The source of this series that is down, when it is. */
  readonly downFeed: FeedState | null;
  /** The value before a correction, while it is still to be printed. */
  readonly was: { readonly value: number | null } | null;
}

const windows = new WeakMap<LiveRecord, FreshnessWindow>();

function windowOf(record: LiveRecord, indicator: Indicator, zone: string): FreshnessWindow {
  const known = windows.get(record);
  if (known) return known;
  const made = computeFreshnessWindow(record.observedAt, indicator, zone);
  windows.set(record, made);
  return made;
}

/** Freshness of a record at `now`, its window computed once. */
export function freshnessOf(
  record: LiveRecord | null,
  indicator: Indicator,
  now: number,
  zone: string,
): Freshness {
  return toFreshness(record ? windowOf(record, indicator, zone) : null, now);
}

/** What a figure is built from. */
export interface FigureInput {
  readonly indicator: Indicator;
  readonly area: string;
  readonly record: LiveRecord | null;
  readonly feeds: readonly FeedState[];
  readonly now: number;
  readonly zone: string;
}

const kept = new WeakMap<LiveRecord, Figure>();

/** Derives all truth states of a series; while none of them changes the same object comes back. Time is given. */
export function toFigure(input: FigureInput): Figure {
  const made = buildFigure(input);
  if (!made.record) return made;
  const known = kept.get(made.record);
  if (known && isSameFigure(known, made)) return known;
  kept.set(made.record, made);
  return made;
}

function isSameFigure(a: Figure, b: Figure): boolean {
  return (
    a.indicator === b.indicator &&
    a.area === b.area &&
    a.freshness === b.freshness &&
    a.status === b.status &&
    a.downFeed === b.downFeed &&
    (a.was === null) === (b.was === null)
  );
}

/** True for the feed of an indicator, and for the machine that sent the very figure: what an agency typed does not hang on a sensor. */
function isFedBy({ id, kind }: FeedState, { feeds }: Indicator, record: LiveRecord | null): boolean {
  if (feeds.includes(id)) return true;
  return kind === 'push' && record?.source.key === `machine:${id}`;
}

function buildFigure({ indicator, area, record, feeds, now, zone }: FigureInput): Figure {
  const freshness = freshnessOf(record, indicator, now, zone);
  const isBad = record?.quality === 'bad';
  const value = record && !isBad ? record.value : null;
  const isCurrent = freshness === 'fresh' || freshness === 'due';
  const downFeed = feeds.find((feed) => feed.state === 'down' && isFedBy(feed, indicator, record)) ?? null;
  const was = record?.was && now < record.was.until ? { value: record.was.value } : null;
  return {
    indicator,
    area,
    record,
    value,
    freshness,
    status: record && isCurrent ? toStatus(indicator.thresholds, value, record.quality) : 'none',
    downFeed,
    was,
  };
}

/** True for a value that counts: there, not rejected, not late. */
export function isCurrent(figure: Figure): boolean {
  return figure.value !== null && (figure.freshness === 'fresh' || figure.freshness === 'due');
}

/** Calendar year that a record speaks of; the end of a period belongs to the period. */
export function toRecordYear(record: LiveRecord, indicator: Indicator, zone: string): number {
  return toYear(indicator.periodAnchor === 'end' ? record.observedAt - 1 : record.observedAt, zone);
}
