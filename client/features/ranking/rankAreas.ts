import type { Area } from '#shared/model/area.ts';
import type { Indicator, Status } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import { computeFreshnessWindow, toFreshness } from '#shared/rules/freshness.ts';
import { toStatus } from '#shared/rules/status.ts';

/** One row of the ranking. */
export interface RankedArea {
  readonly code: string;
  /** Place from the highest; equal values share one. */
  readonly place: number;
  readonly name: string;
  readonly value: number;
  readonly status: Status;
  /** Length of the bar, 0 to 1. */
  readonly share: number;
}

/** A kecamatan that has no place in the ranking: its value is old, or there is none. */
export interface UnrankedArea {
  readonly code: string;
  readonly name: string;
  readonly value: number | null;
  /** Epoch milliseconds; null where there is no value. */
  readonly observedAt: number | null;
}

/** Ranking of the kecamatan with a current value, and those that have an old one (newest first) or none. */
export interface AreaRanking {
  readonly rows: readonly RankedArea[];
  readonly old: readonly UnrankedArea[];
  readonly none: readonly UnrankedArea[];
  /** Limit at which the status begins, and where it stands on the bars; null without one in reach. */
  readonly limit: { readonly value: number; readonly share: number } | null;
}

/** Input of `rankAreas`. */
export interface RankInput {
  readonly areas: readonly Area[];
  readonly indicator: Indicator;
  readonly lookup: (key: SeriesKey) => LiveRecord | undefined;
  /** Server time, epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
}

/** Ranks kecamatan, highest value first. Old values are listed and not ranked: a place among current ones would be untrue. */
export function rankAreas({ areas, indicator, lookup, now, zone }: RankInput): AreaRanking {
  const kecamatan = areas.filter((area) => area.level === 'kecamatan');
  const found: { code: string; name: string; value: number; status: Status }[] = [];
  const old: UnrankedArea[] = [];
  const none: UnrankedArea[] = [];
  for (const { code, name } of kecamatan) {
    const record = lookup(toSeriesKey(indicator.id, code));
    if (!record || record.value === null || record.quality === 'bad') {
      none.push({ code, name, value: null, observedAt: null });
      continue;
    }
    if (toFreshness(computeFreshnessWindow(record.observedAt, indicator, zone), now) === 'late') {
      old.push({ code, name, value: record.value, observedAt: record.observedAt });
      continue;
    }
    const status = toStatus(indicator.thresholds, record.value, record.quality);
    found.push({ code, name, value: record.value, status });
  }
  found.sort((a, b) => b.value - a.value || (a.code < b.code ? -1 : 1));
  const limit = findLimit(indicator);
  const values = found.map(({ value }) => value);
  const floor = Math.min(0, ...values);
  const top = Math.max(...values, 0);
  const reach = top - floor || 1;
  const toShare = (value: number): number => (value - floor) / reach;
  return {
    rows: found.map((row) => ({
      ...row,
      place: found.findIndex(({ value }) => value === row.value) + 1,
      share: toShare(row.value),
    })),
    old: old.toSorted((a, b) => (b.observedAt ?? 0) - (a.observedAt ?? 0) || (a.code < b.code ? -1 : 1)),
    none,
    limit: limit !== null && limit > floor && limit <= top ? { value: limit, share: toShare(limit) } : null,
  };
}

/** Nearest limit between what is normal and what is not. Limits of low confidence are not drawn. */
function findLimit({ thresholds }: Indicator): number | null {
  if (!thresholds || thresholds.confidence === 'low') return null;
  const { bands } = thresholds;
  for (const [index, band] of bands.entries()) {
    const before = bands[index - 1];
    if (!before || band.min === null) continue;
    if (isAbnormal(band.status) !== isAbnormal(before.status)) return band.min;
  }
  return null;
}

function isAbnormal(status: Status): boolean {
  return status === 'watch' || status === 'bad';
}
