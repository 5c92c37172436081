import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { mapPalette as colours, labelFamily } from './mapPalette.ts';

function isKind(kind: string): FilterSpecification {
  return ['==', ['get', 'kind'], kind];
}

/** Outlines of warnings, under the names. */
export function buildEventShapes(): LayerSpecification[] {
  return [
    {
      id: 'warning-fill',
      type: 'fill',
      source: 'events',
      filter: isKind('warning'),
      paint: { 'fill-color': colours.watch, 'fill-opacity': 0.06 },
    },
    {
      id: 'warning-line',
      type: 'line',
      source: 'events',
      filter: isKind('warning'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.watch, 'line-width': 2.5 },
    },
  ];
}

/** Marks of quakes and flood reports, under the names. `textPx` is the smallest text in CSS pixels. */
export function buildEventMarks(textPx: number): LayerSpecification[] {
  const ring = (id: string, radius: ExpressionSpecification, opacity: number): LayerSpecification => ({
    id,
    type: 'circle',
    source: 'events',
    filter: isKind('quake'),
    paint: {
      'circle-radius': radius,
      'circle-color': 'rgba(0,0,0,0)',
      'circle-stroke-color': colours.text,
      'circle-stroke-width': 2,
      'circle-stroke-opacity': opacity,
    },
  });
  return [
    ring('quake-inner', ['*', textPx * 0.12, ['get', 'size']], 0.95),
    ring('quake-outer', ['*', textPx * 0.24, ['get', 'size']], 0.5),
    {
      id: 'flood',
      type: 'circle',
      source: 'events',
      filter: isKind('flood-report'),
      paint: {
        'circle-radius': textPx * 0.45,
        'circle-color': colours.halo,
        'circle-stroke-color': colours.watch,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

/** Names of events, for a map that is large enough for them beside 23 names of kecamatan. */
export function buildEventName(textPx: number): LayerSpecification {
  return {
    id: 'event-name',
    type: 'symbol',
    source: 'events',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': ['get', 'label'],
      'text-font': [labelFamily, 'sans-serif'],
      'text-size': textPx,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
      'text-radial-offset': 1.1,
    },
    paint: { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 2 },
  };
}
