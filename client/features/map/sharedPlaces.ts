import { toPanelZoom, toSharedZoom } from '../../lib/review/sessionView.ts';
import { mapStore } from '../../stores/mapStore.ts';
import type { PlaceMemory } from './placeMemory.ts';

/** The place that a session shares, for a panel of any width; `own`, the screen's memory, where there is no session. */
export function sharedPlaces(panel: HTMLElement, own: PlaceMemory): PlaceMemory {
  if (!mapStore.getState().isLed) return own;
  return {
    recall() {
      const { place } = mapStore.getState();
      return place && { center: [place.lng, place.lat], zoom: toPanelZoom(place.zoom, panel.clientWidth) };
    },
    remember(place) {
      isByHand = true;
      mapStore.setState({
        place: place && {
          lng: place.center[0],
          lat: place.center[1],
          zoom: toSharedZoom(place.zoom, panel.clientWidth),
        },
      });
      isByHand = false;
    },
  };
}

/** A place that was set by hand stands on the map already. */
let isByHand = false;

/** Calls back when the session's place changed from elsewhere. Returns its stop. */
export function watchSharedPlace(onChange: () => void): () => void {
  return mapStore.subscribe((now, before) => {
    if (now.place !== before.place && !isByHand) onChange();
  });
}
