import { type GeoJSONSource, Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { type FeatureState, toAreaCode } from './choropleth.ts';
import type { CreateEngine, Insets, MapEngine, MapSpec } from './mapHost.ts';
import { buildDotsTile, buildHatchTile } from './mapImages.ts';
import { areaMarks, buildMapStyle, isAnyArea } from './mapStyle.ts';
import { toPixelRatio } from './pixelRatio.ts';

setWorkerUrl(workerUrl);

/** Makes the MapLibre map of a page. Throws where there is no WebGL. */
export const createMapLibreEngine: CreateEngine = (element, spec, events) => {
  const map = createMap(element, spec);
  map.once('style.load', () => {
    const pixelRatio = 1 / spec.style.scale;
    map.addImage('hatch', buildHatchTile(), { pixelRatio });
    map.addImage('dots', buildDotsTile(), { pixelRatio });
    events.onStyle();
  });
  map.on('idle', () => events.onIdle());
  // The frames of a zoom by wheel do not name what began it.
  let isWheeled = false;
  map.on('wheel', () => {
    isWheeled = map.scrollZoom.isEnabled();
  });
  map.on('moveend', () => {
    isWheeled = false;
  });
  map.on('move', (event) =>
    events.onMove(isWheeled || ('originalEvent' in event && event.originalEvent !== undefined)),
  );
  map.on('click', 'area', (event) => {
    const id = event.features?.[0]?.id;
    if (typeof id === 'number') events.onClick(toAreaCode(id));
  });
  map.on('webglcontextlost', () => events.onLost());
  const stopRetries = retrySources(map, spec);
  return toEngine(map, spec, stopRetries);
};

function toEngine(map: MapLibre, { bounds }: MapSpec, stopRetries: () => void): MapEngine {
  const states = new Map<number, FeatureState>();
  const marked = new Map<string, string>();
  const mark = (layer: string, ids: readonly number[]): void => {
    const key = ids.join();
    if (marked.get(layer) === key) return;
    marked.set(layer, key);
    map.setFilter(layer, isAnyArea(ids));
  };
  return {
    setAreaStates: (changes) => {
      for (const [id, state] of changes) {
        states.set(id, state);
        map.setFeatureState({ source: 'kecamatan', id }, { colour: state.colour });
      }
      for (const { layer, isMarked } of areaMarks)
        mark(
          layer,
          [...states].flatMap(([id, state]) => (isMarked(state) ? [id] : [])),
        );
    },
    project: ([longitude, latitude]) => {
      const { x, y } = map.project([longitude, latitude]);
      return [x, y];
    },
    showAll: ({ top, right, bottom, left }: Insets) => {
      const { clientWidth: width, clientHeight: height } = map.getContainer();
      map.setPixelRatio(toPixelRatio(width, height, window.devicePixelRatio));
      map.resize();
      map.fitBounds([...bounds], {
        padding: { top: height * top, bottom: height * bottom, left: width * left, right: width * right },
        animate: false,
      });
    },
    readPlace: () => {
      const { lng, lat } = map.getCenter();
      return { center: [lng, lat], zoom: map.getZoom() };
    },
    showPlace: ({ center, zoom }) => void map.jumpTo({ center: [...center], zoom }),
    setFree: (isFree) => {
      for (const handler of [map.dragPan, map.scrollZoom, map.doubleClickZoom, map.touchZoomRotate]) {
        if (isFree) handler.enable();
        else handler.disable();
      }
    },
    remove: () => {
      stopRetries();
      map.remove();
    },
  };
}

const retryMs = 5_000;

/** Asks again for the file of a source that did not come; the library itself gives up. Returns its stop function. */
function retrySources(map: MapLibre, { style }: MapSpec): () => void {
  const files: Readonly<Record<string, string>> = {
    kecamatan: style.kecamatan,
    surroundings: style.surroundings,
    context: style.context,
  };
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  map.on('error', (event) => {
    const id = 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : '';
    const file = files[id];
    if (file === undefined) {
      console.warn('map', event.error.message);
      return;
    }
    clearTimeout(timers.get(id));
    timers.set(
      id,
      setTimeout(() => map.getSource<GeoJSONSource>(id)?.setData(file), retryMs * (0.5 + Math.random())),
    );
  });
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

function createMap(element: HTMLElement, { bounds, style }: MapSpec): MapLibre {
  const [west, south, east, north] = bounds;
  const map = new MapLibre({
    container: element,
    style: buildMapStyle(style),
    center: [(west + east) / 2, (south + north) / 2],
    zoom: 9,
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    boxZoom: false,
    keyboard: false,
    fadeDuration: 0,
    minZoom: 7,
    maxZoom: 14,
    trackResize: false,
    crossSourceCollisions: false,
  });
  // The names above the canvas are the keyboard's way in; the canvas itself has nothing to say to it.
  map.getCanvas().tabIndex = -1;
  return map;
}
