import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { toDurationWords } from '../../lib/age.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { AreaState } from './choropleth.ts';

/** Label points, moved by their `offset`, with a second line where the value is old: its age in words. */
export function toLabels(
  points: FeatureCollection,
  states: ReadonlyMap<string, AreaState>,
  options: {
    readonly now: number;
    readonly language: Language;
    /** Degrees that an em of a name covers where the whole region is in view. */
    readonly emDegrees: number;
  },
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.features.map((point) => {
      const state = states.get(String(point.properties?.['code']));
      const isOld = state?.fill === 'old' && state.observedAt !== null;
      const age = isOld ? toDurationWords(options.now - (state.observedAt ?? 0), options.language) : '';
      return {
        ...point,
        geometry: toShifted(point, options.emDegrees),
        properties: { ...point.properties, note: age ? `\n${age}` : '' },
      };
    }),
  };
}

/** The pack nudges names that would collide: `offset` is ems to the right and down. */
function toShifted({ geometry, properties }: Feature, emDegrees: number): Geometry {
  const offset: unknown = properties?.['offset'];
  if (geometry.type !== 'Point' || !Array.isArray(offset)) return geometry;
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  const [right, down] = [Number(offset[0] ?? 0), Number(offset[1] ?? 0)];
  return { type: 'Point', coordinates: [longitude + right * emDegrees, latitude - down * emDegrees] };
}

/** Whether two label sets print the same, so that an unchanged minute sends nothing to the map. */
export function toLabelKey(labels: FeatureCollection): string {
  return labels.features.map(({ properties }) => String(properties?.['note'] ?? '')).join('|');
}

/** Value of an area in words for titles: null when it has none. */
export function toValueWords(
  state: AreaState,
  indicator: Indicator | null,
  language: Language,
): string | null {
  return state.value === null || !indicator ? null : formatWithUnit(state.value, indicator, language);
}
