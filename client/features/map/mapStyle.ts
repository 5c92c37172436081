import type { FeatureCollection } from 'geojson';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { FeatureState } from './choropleth.ts';
import { mapPalette as colours, mixColours } from './mapPalette.ts';

/** Input of `buildMapStyle`; addresses are absolute because the worker resolves them. */
export interface MapStyleInput {
  readonly kecamatan: string;
  readonly surroundings: string;
  readonly context: string;
  /** Page colour the map fades into at the end of its geometry. */
  readonly base: string;
  /** End of the geometry at hand: west, south, east, north. Beyond it nothing is drawn. */
  readonly sheet: readonly [number, number, number, number];
  /** Widths of lines against those of a wall of 1,080 pixels: 2 on one of 2,160. */
  readonly scale: number;
}

/** Steps of equal distance from the coast that the surroundings hold, farthest first. */
const waterlineSteps = 6;

/**
 * Builds the geometry of the map: sea, neighbours, choropleth, borders. Names and marks are not part of it (`MapOverlay`), so no
 * glyphs, no sprite and no symbol layer: no request leaves for them and no frame waits for them.
 */
export function buildMapStyle(input: MapStyleInput): StyleSpecification {
  const source = { type: 'geojson', tolerance: 0.5, buffer: 64, maxzoom: 12 } as const;
  return {
    version: 8,
    sources: {
      kecamatan: { ...source, data: input.kecamatan },
      surroundings: { ...source, data: input.surroundings },
      context: { ...source, data: input.context },
      sheet: { ...source, data: toSheet(input.sheet) },
    },
    layers: [
      { id: 'base', type: 'background', paint: { 'background-color': input.base } },
      { id: 'sea', type: 'fill', source: 'sheet', paint: { 'fill-color': colours.seaFar } },
      ...buildWaterlines(input.scale),
      ...buildLand(input.scale),
      ...buildAreas(input.scale),
      {
        id: 'river',
        type: 'line',
        source: 'context',
        filter: isKind('river'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': colours.river, 'line-width': 2 * input.scale, 'line-opacity': 0.8 },
      },
      ...buildSelection(input.scale),
    ],
  };
}

function toSheet([west, south, east, north]: MapStyleInput['sheet']): FeatureCollection {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }],
  };
}

/**
 * Bands of equal distance from the coast, farthest first, as the pack holds them. Drawn as strokes as wide as the distance they
 * cost most of a frame without a graphics card; as plain areas nearly nothing. They say nothing about depth.
 */
function buildWaterlines(scale: number): LayerSpecification[] {
  const sea = (near: number): string => mixColours(colours.seaFar, colours.seaNear, near);
  const source = 'surroundings';
  const filter = isRole('waterline');
  return [
    {
      id: 'shallow',
      type: 'fill',
      source,
      filter,
      layout: { 'fill-sort-key': ['get', 'step'] },
      paint: { 'fill-color': byStep(sea(0.12), sea(1)), 'fill-antialias': false },
    },
    {
      id: 'waterline',
      type: 'line',
      source,
      filter,
      paint: {
        'line-color': byStep(
          mixColours(colours.seaFar, colours.waterline, 0.3),
          mixColours(colours.seaNear, colours.waterline, 0.8),
        ),
        'line-width': 1.1 * scale,
      },
    },
  ];
}

function byStep(first: string, last: string): ExpressionSpecification {
  return ['interpolate', ['linear'], ['get', 'step'], 0, first, waterlineSteps - 1, last];
}

function isRole(role: string): FilterSpecification {
  return ['==', ['get', 'role'], role];
}

function isKind(kind: string): FilterSpecification {
  return ['==', ['get', 'kind'], kind];
}

function buildLand(scale: number): LayerSpecification[] {
  const source = 'surroundings';
  return [
    { id: 'land', type: 'fill', source, filter: isRole('land'), paint: { 'fill-color': colours.land } },
    {
      id: 'neighbour-line',
      type: 'line',
      source,
      filter: isRole('neighbour'),
      paint: { 'line-color': colours.landLine, 'line-width': 1 * scale, 'line-dasharray': [1, 3] },
    },
    {
      id: 'coast',
      type: 'line',
      source,
      filter: isRole('coastline'),
      paint: { 'line-color': colours.waterline, 'line-width': 1.2 * scale },
    },
    {
      id: 'regency-glow',
      type: 'line',
      source,
      filter: isRole('regency'),
      paint: {
        'line-color': colours.glow,
        'line-width': 11 * scale,
        'line-blur': 9 * scale,
        'line-opacity': 0.5,
      },
    },
  ];
}

function buildAreas(scale: number): LayerSpecification[] {
  const source = 'kecamatan';
  return [
    {
      id: 'area',
      type: 'fill',
      source,
      paint: { 'fill-color': ['to-color', ['feature-state', 'colour'], colours.noData] },
    },
    {
      id: 'area-hatch',
      type: 'fill',
      source,
      filter: isAnyArea([]),
      paint: { 'fill-pattern': 'hatch' },
    },
    {
      id: 'area-dots',
      type: 'fill',
      source,
      filter: isAnyArea([]),
      paint: { 'fill-pattern': 'dots' },
    },
    {
      id: 'area-line',
      type: 'line',
      source,
      paint: { 'line-color': colours.hairline, 'line-width': 1.5 * scale },
    },
    {
      id: 'regency-edge',
      type: 'line',
      source: 'surroundings',
      filter: isRole('regency'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.edge, 'line-width': 1.75 * scale, 'line-opacity': 0.9 },
    },
  ];
}

/**
 * Layers that draw some areas only, and which. By filter, because every layer that reads feature states is computed anew with each
 * colour of each area, and drawn even where all of it is transparent; marks change seldom, colours with every value.
 */
export const areaMarks: readonly {
  readonly layer: string;
  readonly isMarked: (state: FeatureState) => boolean;
}[] = [
  { layer: 'area-hatch', isMarked: ({ fill }) => fill === 'none' },
  { layer: 'area-dots', isMarked: ({ fill }) => fill === 'old' },
  { layer: 'selected-casing', isMarked: ({ selected }) => selected },
  { layer: 'selected', isMarked: ({ selected }) => selected },
];

/** Areas by their feature ids. */
export function isAnyArea(ids: readonly number[]): FilterSpecification {
  return ['in', ['id'], ['literal', [...ids]]];
}

function buildSelection(scale: number): LayerSpecification[] {
  const line = (id: string, colour: string, widthPx: number): LayerSpecification => ({
    id,
    type: 'line',
    source: 'kecamatan',
    filter: isAnyArea([]),
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': colour,
      'line-width': widthPx * scale,
    },
  });
  return [line('selected-casing', colours.base, 8), line('selected', colours.selected, 3.5)];
}
