import type { Feature, FeatureCollection, GeoJsonProperties } from 'geojson';
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from 'maplibre-gl';
import { buildEventMarks, buildEventName, buildEventShapes } from './eventLayers.ts';
import { mapPalette as colours, labelFamily, mixColours, quietFamily, waterFamily } from './mapPalette.ts';

/** How much of the map is drawn: the wall's middle, a pillar's scene, or the scene Peta with every layer. */
export type MapVariant = 'overview' | 'pillar' | 'full';

/** Input of `buildMapStyle`; addresses are absolute because the worker resolves them. */
export interface MapStyleInput {
  readonly kecamatan: string;
  readonly surroundings: string;
  readonly context: string;
  readonly variant: MapVariant;
  /** Page colour the map fades into at the end of its geometry. */
  readonly base: string;
  /** Smallest text in CSS pixels. */
  readonly textPx: number;
}

type Point = [number, number];

const labelAnchors = [
  'center',
  'top',
  'bottom',
  'right',
  'left',
  'top-right',
  'bottom-right',
  'top-left',
] as const;

/** End of the geometry at hand (facts/geo/PROVENANCE): west, south, east, north. Beyond it nothing is drawn. */
const extent = { west: 106.72, south: -6.78, east: 107.62, north: -5.7 } as const;

const waters: { readonly name: string; readonly at: Point; readonly scale: number }[] = [
  { name: 'Laut Jawa', at: [107.23, -5.955], scale: 1.75 },
  { name: 'Teluk Jakarta', at: [106.893, -6.035], scale: 1.2 },
];

const neighbours: { readonly name: string; readonly at: Point }[] = [
  { name: 'Jakarta', at: [106.92, -6.163] },
  { name: 'Kota Bekasi', at: [106.955, -6.275] },
  { name: 'Karawang', at: [107.335, -6.105] },
  { name: 'Bogor', at: [107.04, -6.462] },
];

/** Builds the whole style: sea, neighbours, choropleth, borders, names. No glyphs and no sprite, so no request leaves for them. */
export function buildMapStyle(input: MapStyleInput): StyleSpecification {
  return {
    version: 8,
    sources: {
      kecamatan: { type: 'geojson', data: input.kecamatan },
      labels: { type: 'geojson', data: emptyCollection() },
      surroundings: { type: 'geojson', data: input.surroundings },
      context: { type: 'geojson', data: input.context },
      places: { type: 'geojson', data: toPlaces() },
      sheet: { type: 'geojson', data: toSheet() },
      events: { type: 'geojson', data: emptyCollection() },
    },
    layers: [
      { id: 'base', type: 'background', paint: { 'background-color': input.base } },
      { id: 'sea', type: 'fill', source: 'sheet', paint: { 'fill-color': colours.seaFar } },
      ...buildWaterlines(),
      ...buildLand(),
      ...buildAreas(),
      ...buildContext(input),
      buildFade(input.base),
      ...buildEventShapes(),
      ...buildEventMarks(input.textPx),
      ...buildNames(input),
      ...(input.variant === 'full' ? [buildEventName(input.textPx)] : []),
    ],
  };
}

/** An empty collection, for sources filled later. */
export function emptyCollection(): FeatureCollection {
  return { type: 'FeatureCollection', features: [] };
}

function toPoint(at: Point, properties: GeoJsonProperties): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: at } };
}

function toPlaces(): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [
      ...waters.map(({ name, at, scale }) => toPoint(at, { kind: 'water', name, scale })),
      ...neighbours.map(({ name, at }) => toPoint(at, { kind: 'neighbour', name })),
    ],
  };
}

function toSheet(): FeatureCollection {
  const { west, south, east, north } = extent;
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
 * Lines of equal distance from the coast, widest first: each is a hairline with a lighter sea laid over all but its rim. The land,
 * drawn above, hides the inland half. They claim nothing about depth.
 */
function buildWaterlines(): LayerSpecification[] {
  const steps = 6;
  return Array.from({ length: steps }, (_, index) => index).flatMap((index) => {
    const near = index / (steps - 1);
    const reachPx = (steps - index) * 12 + (steps - index) ** 2 * 2;
    const sea = mixColours(colours.seaFar, colours.seaNear, near);
    const rim = mixColours(sea, colours.waterline, 0.25 + 0.6 * near);
    return [
      buildCoastLine(`waterline-${index}`, rim, reachPx * 2 + 2.2),
      buildCoastLine(`shallow-${index}`, sea, reachPx * 2),
    ];
  });
}

function buildCoastLine(id: string, colour: string, widthPx: number): LineLayerSpecification {
  return {
    id,
    type: 'line',
    source: 'surroundings',
    filter: isRole('coastline'),
    layout: { 'line-join': 'round', 'line-cap': 'butt' },
    paint: {
      'line-color': colour,
      'line-width': [
        'interpolate',
        ['exponential', 2],
        ['zoom'],
        8,
        widthPx / 4,
        10,
        widthPx,
        13,
        widthPx * 8,
      ],
    },
  };
}

function isRole(role: string): FilterSpecification {
  return ['==', ['get', 'role'], role];
}

function isKind(kind: string): FilterSpecification {
  return ['==', ['get', 'kind'], kind];
}

function buildLand(): LayerSpecification[] {
  const source = 'surroundings';
  return [
    { id: 'land', type: 'fill', source, filter: isRole('land'), paint: { 'fill-color': colours.land } },
    {
      id: 'neighbour-line',
      type: 'line',
      source,
      filter: isRole('neighbour'),
      paint: { 'line-color': colours.landLine, 'line-width': 1, 'line-dasharray': [1, 3] },
    },
    {
      id: 'coast',
      type: 'line',
      source,
      filter: isRole('coastline'),
      paint: { 'line-color': colours.waterline, 'line-width': 1.2 },
    },
    {
      id: 'regency-glow',
      type: 'line',
      source,
      filter: isRole('regency'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.glow, 'line-width': 13, 'line-blur': 11, 'line-opacity': 0.5 },
    },
  ];
}

const isOld: ExpressionSpecification = ['==', ['feature-state', 'fill'], 'old'];
const isNone: ExpressionSpecification = ['==', ['feature-state', 'fill'], 'none'];
const isSelected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];

function buildAreas(): LayerSpecification[] {
  const source = 'kecamatan';
  return [
    { id: 'area-ground', type: 'fill', source, paint: { 'fill-color': colours.noData } },
    {
      id: 'area',
      type: 'fill',
      source,
      paint: {
        'fill-color': ['to-color', ['feature-state', 'colour'], colours.noData],
        'fill-opacity': ['case', isNone, 0, isOld, 0.42, 1],
      },
    },
    {
      id: 'area-hatch',
      type: 'fill',
      source,
      paint: { 'fill-pattern': 'hatch', 'fill-opacity': ['case', isNone, 1, 0] },
    },
    {
      id: 'area-dots',
      type: 'fill',
      source,
      paint: { 'fill-pattern': 'dots', 'fill-opacity': ['case', isOld, 1, 0] },
    },
    {
      id: 'area-line',
      type: 'line',
      source,
      paint: { 'line-color': colours.hairline, 'line-width': 1.5 },
    },
    {
      id: 'regency-edge',
      type: 'line',
      source: 'surroundings',
      filter: isRole('regency'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.edge, 'line-width': 1.75, 'line-opacity': 0.9 },
    },
    {
      id: 'selected-casing',
      type: 'line',
      source,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.base, 'line-width': 7, 'line-opacity': ['case', isSelected, 1, 0] },
    },
    {
      id: 'selected',
      type: 'line',
      source,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.selected, 'line-width': 3, 'line-opacity': ['case', isSelected, 1, 0] },
    },
  ];
}

/** Rim of page colour that hides where the geometry was cut. */
function buildFade(base: string): LineLayerSpecification {
  return {
    id: 'fade',
    type: 'line',
    source: 'sheet',
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': base,
      'line-width': ['interpolate', ['exponential', 2], ['zoom'], 8, 60, 10, 240, 13, 1_920],
      'line-blur': ['interpolate', ['exponential', 2], ['zoom'], 8, 45, 10, 180, 13, 1_440],
    },
  };
}

function buildContext({ variant, textPx }: MapStyleInput): LayerSpecification[] {
  const source = 'context';
  const river: LayerSpecification = {
    id: 'river',
    type: 'line',
    source,
    filter: isKind('river'),
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colours.river, 'line-width': variant === 'full' ? 3 : 2, 'line-opacity': 0.8 },
  };
  if (variant !== 'full') return [river];
  const point = (id: string, kind: string, colour: string): LayerSpecification => ({
    id,
    type: 'circle',
    source,
    filter: isKind(kind),
    paint: {
      'circle-radius': textPx * 0.26,
      'circle-color': colour,
      'circle-stroke-color': colours.halo,
      'circle-stroke-width': 1.5,
    },
  });
  return [
    river,
    point('station', 'station', colours.station),
    point('toll-gate', 'toll_gate', colours.toll),
    point('estate', 'industrial_point', colours.estate),
  ];
}

function buildNames({ variant, textPx }: MapStyleInput): LayerSpecification[] {
  const names: LayerSpecification[] = [
    buildName({
      id: 'neighbour-name',
      filter: isKind('neighbour'),
      family: quietFamily,
      colour: colours.textQuiet,
      size: textPx,
      spacing: 0.12,
    }),
    buildName({
      id: 'water-name',
      filter: isKind('water'),
      family: waterFamily,
      colour: colours.water,
      size: ['*', textPx, ['get', 'scale']],
      spacing: 0.14,
    }),
    {
      id: 'label',
      type: 'symbol',
      source: 'labels',
      layout: {
        'text-field': ['format', ['get', 'name'], {}, ['get', 'note'], { 'font-scale': 0.9 }],
        'text-font': [labelFamily, 'sans-serif'],
        'text-size': textPx,
        'text-max-width': 6,
        'text-line-height': 1.05,
        // Small areas have the fewest free places, so they choose first.
        'symbol-sort-key': ['get', 'area_km2'],
        'text-variable-anchor': [...labelAnchors],
        'text-radial-offset': 0.3,
        'text-padding': 1,
        // The smallest map may have no free place left: then names overlap, but none is lost (STACK pitfall 3).
        'text-overlap': 'always',
      },
      paint: {
        'text-color': colours.text,
        'text-halo-color': colours.halo,
        'text-halo-width': 2,
        'text-halo-blur': 0.5,
      },
    },
  ];
  // The highest layer chooses its places first: names of areas come before those of stations and gates.
  return variant === 'full' ? [buildContextNames(textPx), ...names] : names;
}

function buildContextNames(textPx: number): SymbolLayerSpecification {
  return {
    id: 'context-name',
    type: 'symbol',
    source: 'context',
    layout: {
      'symbol-placement': 'point',
      'text-field': ['get', 'name'],
      'text-font': [quietFamily, 'sans-serif'],
      'text-size': textPx,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 0.5,
      'text-max-width': 9,
    },
    filter: ['!=', ['get', 'kind'], 'river'],
    paint: { 'text-color': colours.textQuiet, 'text-halo-color': colours.halo, 'text-halo-width': 1.5 },
  };
}

interface NameInput {
  readonly id: string;
  readonly filter: FilterSpecification;
  readonly family: string;
  readonly colour: string;
  readonly size: number | ExpressionSpecification;
  readonly spacing: number;
}

function buildName({ id, filter, family, colour, size, spacing }: NameInput): SymbolLayerSpecification {
  return {
    id,
    type: 'symbol',
    source: 'places',
    filter,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [family, 'serif'],
      'text-size': size,
      'text-letter-spacing': spacing,
      'text-max-width': 20,
      'text-overlap': 'always',
      'text-ignore-placement': true,
    },
    paint: { 'text-color': colour, 'text-halo-color': colours.halo, 'text-halo-width': 1 },
  };
}
