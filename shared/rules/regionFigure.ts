import type { Area } from '../model/area.ts';
import type { FeedState } from '../model/feedState.ts';
import type { Indicator } from '../model/indicator.ts';
import type { LiveRecord } from '../model/reading.ts';
import { toSeriesKey } from '../model/seriesKey.ts';
import { type Figure, isCurrent, toFigure } from './figure.ts';

/** Looks up the present of a series. */
export type RecordOf = (key: string) => LiveRecord | undefined;

/** A figure for the whole regency; `from` says how it was made where no value of the regency itself exists. */
export interface RegionFigure {
  readonly figure: Figure;
  readonly from:
    | { readonly kind: 'own' }
    | { readonly kind: 'max'; readonly area: string }
    /** No rule adds areas up: the newest single area stands, and is named. */
    | { readonly kind: 'one'; readonly area: string }
    | { readonly kind: 'mean' | 'sum'; readonly count: number };
}

/** What a regional figure is read from. */
export interface RegionFigureInput {
  readonly indicator: Indicator;
  readonly region: string;
  readonly kecamatan: readonly Area[];
  readonly recordOf: RecordOf;
  readonly feeds: readonly FeedState[];
  readonly now: number;
  readonly zone: string;
}

const own = { kind: 'own' } as const;

/**
 * The regency's own value, or its aggregate over current kecamatan values by the indicator's rule. A sum is only made when every
 * kecamatan is current: half a sum is an untrue number.
 */
export function toRegionFigure(input: RegionFigureInput): RegionFigure {
  const { indicator, region, kecamatan, recordOf, feeds, now, zone } = input;
  const build = (area: string, record: LiveRecord | null) =>
    toFigure({ indicator, area, record, feeds, now, zone });
  const record = recordOf(toSeriesKey(indicator.id, region)) ?? null;
  const ownFigure = build(region, record);
  if (record || indicator.levels.includes('regency') || !indicator.levels.includes('kecamatan')) {
    return { figure: ownFigure, from: own };
  }
  const known = kecamatan.flatMap((area) => {
    const found = recordOf(toSeriesKey(indicator.id, area.code));
    return found ? [build(area.code, found)] : [];
  });
  const made = aggregate(input, known);
  if (made) return made;
  const single = newest(known);
  return single
    ? { figure: single, from: { kind: 'one', area: single.area } }
    : { figure: ownFigure, from: own };
}

function newest(figures: readonly Figure[]): Figure | null {
  let found: Figure | null = null;
  for (const figure of figures) {
    if (figure.value === null) continue;
    if (!found || (figure.record?.observedAt ?? 0) > (found.record?.observedAt ?? 0)) found = figure;
  }
  return found;
}

function aggregate(input: RegionFigureInput, known: readonly Figure[]): RegionFigure | null {
  const { indicator, kecamatan } = input;
  const current = known.filter(isCurrent);
  const oldest = current.reduce<Figure | null>(
    (found, figure) =>
      !found || (figure.record?.observedAt ?? 0) < (found.record?.observedAt ?? 0) ? figure : found,
    null,
  );
  if (!oldest?.record) return null;
  if (indicator.aggregation === 'max') {
    const top = current.reduce((a, b) => ((b.value ?? -Infinity) > (a.value ?? -Infinity) ? b : a));
    return { figure: top, from: { kind: 'max', area: top.area } };
  }
  const total = current.reduce((sum, figure) => sum + (figure.value ?? 0), 0);
  const isMean = indicator.aggregation === 'mean';
  if (!isMean && (indicator.aggregation !== 'sum' || current.length < kecamatan.length)) return null;
  const isSimulated = current.some((figure) => figure.record?.origin === 'simulated');
  const record: LiveRecord = {
    ...oldest.record,
    value: isMean ? total / current.length : total,
    origin: isSimulated ? 'simulated' : oldest.record.origin,
  };
  const figure = { ...toFigure({ ...input, area: input.region, record }), was: null };
  return { figure, from: { kind: isMean ? 'mean' : 'sum', count: current.length } };
}
