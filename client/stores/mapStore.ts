import { createStore } from 'zustand/vanilla';

/** Where the large map stands; zoom is that of a panel 1,000 CSS pixels wide (`lib/review/sessionView`). */
export interface SharedPlace {
  readonly lng: number;
  readonly lat: number;
  readonly zoom: number;
}

interface MapState {
  /** True where a session says where the map stands, not this screen's own memory. */
  readonly isLed: boolean;
  /** Null for the whole region. */
  readonly place: SharedPlace | null;
}

/** The place of the large map on a page that follows a session; every other screen leaves it alone. */
export const mapStore = createStore<MapState>(() => ({ isLed: false, place: null }));
