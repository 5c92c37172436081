import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { type SeriesKey, toSeriesKey } from '#shared/model/seriesKey.ts';
import type { Localised } from '#shared/model/text.ts';
import { computeFreshnessWindow, toFreshness } from '#shared/rules/freshness.ts';
import { mapPalette, mixColours, sequence } from './mapPalette.ts';

/** More steps of one hue than this cannot be told apart on a wall. */
const maxBands = 7;

/** How much of its class's colour an old value keeps. */
const oldShare = 0.45;

/** What an area can be drawn as: a colour, an old colour with dots, or a hatch (never an empty or zero colour for absent data). */
export type AreaFill = 'value' | 'old' | 'none';

/** One area of the choropleth, ready to draw. */
export interface AreaState {
  readonly code: string;
  readonly fill: AreaFill;
  readonly colour: string;
  readonly value: number | null;
  /** Epoch milliseconds; null where there never was a value. */
  readonly observedAt: number | null;
  readonly record: LiveRecord | null;
}

/** One class of the scale: `min` inclusive, `max` exclusive but for the last; null is open. */
export interface ScaleClass {
  readonly min: number | null;
  readonly max: number | null;
  readonly colour: string;
  readonly label: Localised | null;
}

export type RecordLookup = (key: SeriesKey) => LiveRecord | undefined;

/** Kecamatan of the catalogue in code order. */
export function selectKecamatan(areas: readonly Area[]): Area[] {
  return areas.filter((area) => area.level === 'kecamatan').sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Colours spread evenly over the sequence, lowest first. */
export function spreadColours(count: number): string[] {
  if (count <= 1) return [sequence[3]];
  return Array.from({ length: count }, (_, index) => {
    const at = (index * (sequence.length - 1)) / (count - 1);
    const low = sequence[Math.floor(at)] ?? sequence[0];
    return mixColours(low, sequence[Math.ceil(at)] ?? low, at % 1).toUpperCase();
  });
}

/**
 * Classes of the scale: the bands of the indicator's threshold where it has between two and seven of them, else quantiles of the
 * values at hand, rounded down to two significant digits so that a legend can be read aloud.
 */
export function computeClasses(indicator: Indicator, values: readonly number[]): ScaleClass[] {
  const bands = indicator.thresholds?.bands ?? [];
  if (bands.length >= 2 && bands.length <= maxBands) {
    const colours = spreadColours(bands.length);
    return bands.map((band, index) => ({
      min: band.min,
      max: band.max,
      colour: colours[index] ?? sequence[0],
      label: band.label,
    }));
  }
  return computeQuantileClasses(values);
}

function computeQuantileClasses(values: readonly number[]): ScaleClass[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length === 0) return [];
  const count = Math.min(sequence.length, distinct.length);
  const cuts = new Set<number>();
  for (let index = 1; index < count; index += 1) {
    const at = sorted[Math.floor((index * sorted.length) / count)] ?? 0;
    const cut = floorToSignificant(at);
    if (cut > (sorted[0] ?? 0)) cuts.add(cut);
  }
  const limits = [sorted[0] ?? 0, ...[...cuts].sort((a, b) => a - b), sorted.at(-1) ?? 0];
  const colours = spreadColours(limits.length - 1);
  return colours.map((colour, index) => ({
    min: limits[index] ?? null,
    max: limits[index + 1] ?? null,
    colour,
    label: null,
  }));
}

/** Largest number of two significant digits that is not above `value`. */
export function floorToSignificant(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);
  const floored = Math.floor(value / step + 1e-9) * step;
  return Number(floored.toPrecision(12));
}

/** Class that a value falls in; values outside closed ends take the nearest end, so that nothing measured is left blank. */
export function findClass(classes: readonly ScaleClass[], value: number): ScaleClass | null {
  const found = classes.findLast((step) => step.min === null || value >= step.min);
  return found ?? classes[0] ?? null;
}

/** Input of `computeAreaStates`. */
export interface AreaStateInput {
  readonly areas: readonly Area[];
  readonly indicator: Indicator | null;
  readonly lookup: RecordLookup;
  /** Server time, epoch milliseconds. */
  readonly now: number;
  readonly zone: string;
}

/** The choropleth of one indicator at one instant: its classes and one state for every kecamatan. */
export interface Choropleth {
  readonly classes: ScaleClass[];
  readonly states: ReadonlyMap<string, AreaState>;
}

/** Computes the choropleth. Bad-quality and null values count as absent; `late` values are drawn as old. */
export function computeChoropleth(input: AreaStateInput): Choropleth {
  const { indicator, lookup, now, zone } = input;
  const areas = selectKecamatan(input.areas);
  const records = new Map<string, LiveRecord>();
  for (const area of indicator ? areas : []) {
    const record = indicator ? lookup(toSeriesKey(indicator.id, area.code)) : undefined;
    if (record && record.value !== null && record.quality !== 'bad') records.set(area.code, record);
  }
  const values = [...records.values()].map((record) => record.value ?? 0);
  const classes = indicator && values.length > 0 ? computeClasses(indicator, values) : [];
  const states = new Map<string, AreaState>();
  for (const { code } of areas) {
    const record = records.get(code) ?? null;
    const step = record ? findClass(classes, record.value ?? 0) : null;
    if (!indicator || !record || !step) {
      states.set(code, { code, fill: 'none', colour: '', value: null, observedAt: null, record: null });
      continue;
    }
    const freshness = toFreshness(computeFreshnessWindow(record.observedAt, indicator, zone), now);
    states.set(code, {
      code,
      fill: freshness === 'late' ? 'old' : 'value',
      colour: step.colour,
      value: record.value,
      observedAt: record.observedAt,
      record,
    });
  }
  return { classes, states };
}

/** Whether two choropleths are drawn and told alike, so that an unchanged second costs nothing. */
export function isSameChoropleth(first: Choropleth, second: Choropleth): boolean {
  if (first.states.size !== second.states.size || first.classes.length !== second.classes.length)
    return false;
  for (const [index, step] of first.classes.entries()) {
    const other = second.classes[index];
    if (step.min !== other?.min || step.max !== other.max || step.colour !== other.colour) return false;
  }
  for (const state of first.states.values()) {
    const other = second.states.get(state.code);
    if (state.record !== other?.record || state.fill !== other.fill || state.colour !== other.colour)
      return false;
  }
  return true;
}

/** Numeric feature id of a kecamatan code: `32.16.09` is 321609. */
export function toFeatureId(code: string): number {
  return Number(code.replaceAll('.', ''));
}

/** Kecamatan code of a feature id. */
export function toAreaCode(featureId: number): string {
  return String(featureId).replace(/^(\d{2})(\d{2})(\d{2})$/, '$1.$2.$3');
}

/** What the map keeps per feature; the paint expressions of `mapStyle` read these names. */
export interface FeatureState {
  readonly colour: string;
  readonly fill: AreaFill;
  readonly selected: boolean;
}

/** Feature states wanted on the map. With no indicator the areas are plain land, not hatched: nothing is claimed. */
export function toFeatureStates(
  states: ReadonlyMap<string, AreaState>,
  options: { readonly hasIndicator: boolean; readonly selected: string | null; readonly plainColour: string },
): Map<number, FeatureState> {
  const wanted = new Map<number, FeatureState>();
  for (const { code, fill, colour } of states.values()) {
    const drawn = options.hasIndicator ? fill : 'value';
    wanted.set(toFeatureId(code), {
      colour: toDrawnColour(colour, drawn, options.plainColour),
      fill: drawn,
      selected: code === options.selected,
    });
  }
  return wanted;
}

/** Old values keep the hue of their class and lose most of its light; nothing at all has the colour under the hatch. */
export function toDrawnColour(colour: string, fill: AreaFill, plainColour: string): string {
  if (fill === 'none') return mapPalette.noData;
  if (colour === '') return plainColour;
  return fill === 'old' ? mixColours(mapPalette.noData, colour, oldShare) : colour;
}

/** The smallest set of feature states that turns `before` into `after`. */
export function diffFeatureStates(
  before: ReadonlyMap<number, FeatureState>,
  after: ReadonlyMap<number, FeatureState>,
): [number, FeatureState][] {
  return [...after].filter(([id, state]) => {
    const known = before.get(id);
    return (
      !known ||
      known.colour !== state.colour ||
      known.fill !== state.fill ||
      known.selected !== state.selected
    );
  });
}
