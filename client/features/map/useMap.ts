import type { FeatureCollection } from 'geojson';
import { type GeoJSONSource, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { diffFeatureStates, type FeatureState, toAreaCode } from './choropleth.ts';
import { loadMapFonts } from './mapFonts.ts';
import { buildDotsTile, buildHatchTile } from './mapImages.ts';
import { mapPalette } from './mapPalette.ts';
import { buildMapStyle, type MapVariant } from './mapStyle.ts';

setWorkerUrl(workerUrl);

/** What a map is made from; a change of any part makes a new map. */
export interface MapInput {
  readonly kecamatan: string;
  readonly surroundings: string;
  readonly context: string;
  readonly variant: MapVariant;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** What changes on a living map. */
export interface MapContent {
  readonly states: ReadonlyMap<number, FeatureState>;
  readonly labels: FeatureCollection | null;
  readonly events: FeatureCollection;
}

/** `ready` once the first picture stands; `unsupported` without WebGL; `recovering` after a lost graphics context. */
export type MapPhase = 'starting' | 'ready' | 'recovering' | 'unsupported';

const rebuildMs = 1_500;
const padding: Record<
  MapVariant,
  { readonly top: number; readonly left: number; readonly right: number; readonly bottom: number }
> = {
  overview: { top: 0.05, left: 0.03, right: 0.03, bottom: 0.05 },
  pillar: { top: 0.04, left: 0.2, right: 0.01, bottom: 0.05 },
  full: { top: 0.06, left: 0.05, right: 0.05, bottom: 0.06 },
};

/** One map for the life of the panel: built, fed by difference, rebuilt when the graphics context is lost, removed at the end. */
export function useMap(
  container: RefObject<HTMLDivElement | null>,
  input: MapInput,
  content: MapContent,
  onSelect: (code: string) => void,
): MapPhase {
  const [phase, setPhase] = useState<MapPhase>('starting');
  const [map, setMap] = useState<MapLibre | null>(null);
  const [generation, setGeneration] = useState(0);
  const applied = useRef<Map<number, FeatureState>>(new Map());
  const select = useRef(onSelect);
  select.current = onSelect;
  const { kecamatan, surroundings, context, variant, west, south, east, north } = input;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new generation rebuilds the map
  useEffect(() => {
    const element = container.current;
    if (!element) return;
    return startMap({
      element,
      input: { kecamatan, surroundings, context, variant, west, south, east, north },
      onStyle: (made) => {
        applied.current = new Map();
        setMap(made);
      },
      onPhase: setPhase,
      onGone: () => setMap(null),
      onRebuild: () => setGeneration((count) => count + 1),
      onSelect: (code) => select.current(code),
    });
  }, [container, kecamatan, surroundings, context, variant, west, south, east, north, generation]);

  useEffect(() => {
    if (!map) return;
    for (const [id, state] of diffFeatureStates(applied.current, content.states)) {
      map.setFeatureState({ source: 'kecamatan', id }, state);
      applied.current.set(id, state);
    }
  }, [map, content.states]);
  useEffect(() => {
    if (map && content.labels) setData(map, 'labels', content.labels);
  }, [map, content.labels]);
  useEffect(() => {
    if (map) setData(map, 'events', content.events);
  }, [map, content.events]);
  return phase;
}

function setData(map: MapLibre, id: string, data: FeatureCollection): void {
  map.getSource<GeoJSONSource>(id)?.setData(data);
}

interface StartInput {
  readonly element: HTMLDivElement;
  readonly input: MapInput;
  onStyle(map: MapLibre): void;
  onPhase(phase: MapPhase): void;
  onGone(): void;
  onRebuild(): void;
  onSelect(code: string): void;
}

/** Starts a map in an element; returns its stop function. */
function startMap(start: StartInput): () => void {
  let map: MapLibre | null = null;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  markPage('busy');
  void loadMapFonts().then(() => {
    if (isStopped) return;
    try {
      map = createMap(start.element, start.input);
    } catch (error) {
      console.warn('no WebGL map on this screen', error);
      start.onPhase('unsupported');
      markPage('idle');
      return;
    }
    const made = map;
    const refit = (): void => fitRegion(made, start.input);
    made.on('load', () => {
      refit();
      start.onStyle(made);
    });
    made.on('resize', refit);
    made.on('idle', () => {
      start.onPhase('ready');
      const names = countNames(made);
      start.element.dataset['names'] = String(names);
      markPage(names > 0 ? 'idle' : 'busy');
    });
    made.on('click', 'area-ground', (event) => {
      const id = event.features?.[0]?.id;
      if (typeof id === 'number') start.onSelect(toAreaCode(id));
    });
    made.on('webglcontextlost', () => {
      start.onPhase('recovering');
      markPage('busy');
      timer = setTimeout(start.onRebuild, rebuildMs);
    });
  });
  return () => {
    isStopped = true;
    clearTimeout(timer);
    start.onGone();
    map?.remove();
    delete document.documentElement.dataset['map'];
  };
}

/** The page says when the map stands still, for pictures and tests. */
function markPage(state: 'busy' | 'idle'): void {
  document.documentElement.dataset['map'] = state;
}

function countNames(map: MapLibre): number {
  return map.queryRenderedFeatures({ layers: ['label'] }).length;
}

function createMap(element: HTMLDivElement, input: MapInput): MapLibre {
  const computed = getComputedStyle(element);
  const base = computed.getPropertyValue('--base').trim() || mapPalette.base;
  const textPx = Number.parseFloat(computed.fontSize) || 17;
  const map = new MapLibre({
    container: element,
    style: buildMapStyle({ ...input, base, textPx }),
    center: [(input.west + input.east) / 2, (input.south + input.north) / 2],
    zoom: 9,
    interactive: input.variant === 'full',
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    minZoom: 7,
    maxZoom: 14,
  });
  map.once('style.load', () => {
    map.addImage('hatch', buildHatchTile());
    map.addImage('dots', buildDotsTile());
  });
  return map;
}

function fitRegion(map: MapLibre, { west, south, east, north, variant }: MapInput): void {
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  // A panel without an area (hidden, or between two layouts) has no fit: MapLibre would compute NaN.
  if (width < 16 || height < 16) return;
  const { top, left, right, bottom } = padding[variant];
  map.fitBounds([west, south, east, north], {
    padding: { top: height * top, bottom: height * bottom, left: width * left, right: width * right },
    animate: false,
  });
}
