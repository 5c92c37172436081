import type { MapPlace } from './mapHost.ts';

/** Where the large map was moved to, over rotation and restart. */
export interface PlaceMemory {
  recall(): MapPlace | null;
  remember(place: MapPlace | null): void;
}

const storageKey = 'simpul.map';
/** A picture that is dragged moves with every frame. Milliseconds. */
const writeMs = 1_000;

/** Builds the memory; a storage that is full, closed or holds nonsense makes it forget, nothing else. */
export function createPlaceMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): PlaceMemory {
  let kept: MapPlace | null | undefined;
  let isWriting = false;
  const write = (): void => {
    isWriting = false;
    try {
      storage().setItem(storageKey, JSON.stringify(kept ?? null));
    } catch {
      // It holds as long as the page.
    }
  };
  return {
    recall() {
      if (kept === undefined) kept = readPlace(storage);
      return kept;
    },
    remember(place) {
      kept = place;
      if (isWriting) return;
      isWriting = true;
      setTimeout(write, writeMs);
    },
  };
}

function readPlace(storage: () => Pick<Storage, 'getItem'>): MapPlace | null {
  try {
    const place: unknown = JSON.parse(storage().getItem(storageKey) ?? 'null');
    return isPlace(place) ? place : null;
  } catch {
    return null;
  }
}

function isPlace(value: unknown): value is MapPlace {
  const { center, zoom } = (value ?? {}) as { center?: unknown; zoom?: unknown };
  const isLonLat = Array.isArray(center) && center.length === 2 && center.every(Number.isFinite);
  return isLonLat && Math.abs(center[0]) <= 180 && Math.abs(center[1]) <= 85 && Number.isFinite(zoom);
}
