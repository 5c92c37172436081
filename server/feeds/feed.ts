import type { Polygon, Position } from '#shared/math/geometry.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Origin } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Source } from '#shared/model/text.ts';
import type { HttpClient } from './httpClient.ts';

/** Why a poll brought nothing, or not all; from the closed list of the link state. */
export type FeedFault = Extract<
  NonNullable<FeedState['lastError']>['code'],
  'unreachable' | 'timeout' | 'http' | 'too-large' | 'invalid' | 'partial'
>;

/** A feed could not be read; `detail` is safe to print and names no path of this machine. */
export class FeedError extends Error {
  readonly code: FeedFault;
  readonly detail: string;
  /** Status of the answer, where there was one. */
  readonly status: number | null;

  constructor(code: FeedFault, detail: string, status: number | null = null) {
    super(`${code}: ${detail}`);
    this.name = 'FeedError';
    this.code = code;
    this.detail = detail.slice(0, 300);
    this.status = status;
  }
}

/** One value a feed brings; `observedAt` is epoch milliseconds. */
export interface FeedReading {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly value: number | null;
  readonly observedAt: number;
  readonly origin: Origin;
  readonly period?: string;
  readonly note?: string;
}

/** Shape of one kecamatan, for "which areas does it touch". */
export interface AreaShape {
  readonly code: AreaCode;
  readonly name: string;
  readonly polygons: readonly Polygon[];
}

/** A village whose point stands for its kecamatan in forecasts. */
export interface FeedVillage {
  readonly code: AreaCode;
  readonly name: string;
  readonly parent: AreaCode;
}

/** What a feed may know of the region. */
export interface FeedRegion {
  readonly code: AreaCode;
  readonly name: string;
  /** Longitude, latitude from which distances are measured. */
  readonly point: Position;
  readonly zone: string;
  readonly zoneLabel: string;
  readonly kecamatan: readonly { code: AreaCode; name: string; point: Position | null }[];
  readonly villages: readonly FeedVillage[];
  readonly shapes: readonly AreaShape[];
  hasIndicator(id: string): boolean;
}

/** Everything one poll may use; time and network are given. */
export interface FeedContext {
  readonly region: FeedRegion;
  /** The feed's parameters of the region pack; the feed validates them itself. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly http: HttpClient;
  /** True behind a stand-in: exercises and tests of a warning feed are shown as well. */
  readonly acceptExercises: boolean;
  readonly signal: AbortSignal;
  now(): number;
  /** Instant of the newest value of a series, null where there is none: forecasts are never rewritten. */
  lastObservedAt(indicator: string, area: string): number | null;
  /** Events known so far, newest first, so that one that left its feed can still be ended. */
  knownEvents(): readonly RegionEvent[];
}

/** What one poll brought. `partial` says in plain words what was missing, null when all was there. */
export interface FeedBatch {
  readonly readings: readonly FeedReading[];
  readonly events: readonly RegionEvent[];
  readonly partial: string | null;
}

/** How often the hosts of a provider may be asked; feeds of one provider share one bucket. */
export interface HostLimit {
  /** End of the host name. */
  readonly host: string;
  /** Calls at once, then one every `refillMs`. */
  readonly burst: number;
  readonly refillMs: number;
}

/** One public source behind one interface. `poll` throws `FeedError` when it brought nothing. */
export interface Feed {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: FeedState['kind'];
  readonly pollMs: number;
  /** Indicators it fills. */
  readonly indicators: readonly string[];
  /** Printed beside every figure it brings. */
  readonly source: Source;
  readonly limit?: HostLimit;
  poll(context: FeedContext): Promise<FeedBatch>;
  /** True for an event of this feed that time alone has ended: asked also while the source is silent or switched off. */
  hasEnded?(event: RegionEvent, context: FeedContext): boolean;
}
