import type { Feature, FeatureCollection } from 'geojson';
import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** Formats the short text beside a mark; given by the caller so that this file knows no language. */
export interface EventLabels {
  quake(magnitude: number): string;
  floodDepth(depthCm: number): string;
}

/** Turns active events into map features: warnings as outlines, quakes as rings, flood reports as points with their depth. */
export function toEventFeatures(
  events: Iterable<RegionEvent>,
  labels: EventLabels,
  now: number,
): FeatureCollection {
  const features: Feature[] = [];
  for (const event of events) {
    if (event.state !== 'active' || (event.endsAt !== null && event.endsAt <= now)) continue;
    if (event.kind === 'warning') features.push(...toOutlines(event));
    else if (event.point) features.push(toMark(event, event.point, labels));
  }
  return { type: 'FeatureCollection', features };
}

function toOutlines(event: RegionEvent): Feature[] {
  return event.polygons.map((ring) => ({
    type: 'Feature',
    properties: { kind: event.kind, key: event.id },
    geometry: { type: 'Polygon', coordinates: [ring] },
  }));
}

function toMark(event: RegionEvent, point: [number, number], labels: EventLabels): Feature {
  const { kind, id, magnitude, floodDepthCm } = event;
  const label =
    kind === 'quake'
      ? magnitude === undefined
        ? ''
        : labels.quake(magnitude)
      : floodDepthCm === undefined
        ? ''
        : labels.floodDepth(floodDepthCm);
  return {
    type: 'Feature',
    properties: { kind, key: id, label, size: Math.max(1, magnitude ?? 1) },
    geometry: { type: 'Point', coordinates: point },
  };
}
