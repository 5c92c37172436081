import { type RefObject, useEffect, useRef, useState } from 'react';
import { phoneQuery, useMediaQuery } from '../../hooks/useMediaQuery.ts';
import type { FeatureState } from './choropleth.ts';
import { createMapLibreEngine } from './mapEngine.ts';
import { createMapHost, type Insets, type MapLease, type MapPhase, type MapSpec } from './mapHost.ts';
import type { MapView } from './mapView.ts';
import { createPlaceMemory } from './placeMemory.ts';
import { sharedPlaces, watchSharedPlace } from './sharedPlaces.ts';

/** How the map is used: the wall's middle, beside a pillar's charts, or the scene Peta where it can be moved. */
export type MapVariant = 'overview' | 'pillar' | 'full';

const places = createPlaceMemory(() => localStorage);

const insets: Record<MapVariant, Insets> = {
  overview: { top: 0.05, left: 0.16, right: 0.01, bottom: 0.05 },
  pillar: { top: 0.04, left: 0.38, right: 0.02, bottom: 0.05 },
  full: { top: 0.05, left: 0.04, right: 0.04, bottom: 0.05 },
};

const host = createMapHost({
  createEngine: createMapLibreEngine,
  createElement: () => {
    const element = document.createElement('div');
    element.className = 'regency-map-canvas';
    element.ariaHidden = 'true';
    return element;
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});

/** What `useMap` is given; `spec` is null until the map's files are known. */
interface MapUse {
  readonly spec: MapSpec | null;
  readonly variant: MapVariant;
  readonly states: ReadonlyMap<number, FeatureState>;
  onSelect(code: string): void;
}

/** The page's map in a panel, and what the overlay needs to draw over it. */
interface UsedMap {
  readonly phase: MapPhase;
  readonly view: MapView | null;
  /** Shows the whole region again. */
  showWhole(): void;
}

/** Borrows the page's map for a panel as long as the panel lives. */
export function useMap(panel: RefObject<HTMLElement | null>, use: MapUse): UsedMap {
  const { spec, variant, states } = use;
  // On a phone the legend stands above and below the map and takes no room beside the region.
  const around = insets[useMediaQuery(phoneQuery) ? 'full' : variant];
  const [phase, setPhase] = useState<MapPhase>('starting');
  const [view, setView] = useState<MapView | null>(null);
  const lease = useRef<MapLease | null>(null);
  const select = useRef(use.onSelect);
  select.current = use.onSelect;

  useEffect(() => {
    const element = panel.current;
    if (!element || !spec) return;
    const isLarge = variant === 'full';
    const memory = isLarge ? sharedPlaces(element, places) : places;
    const borrowed = host.borrow(spec, {
      panel: element,
      insets: around,
      isFree: isLarge && window.matchMedia('(pointer: fine)').matches,
      isLed: isLarge && memory !== places,
      place: memory.recall,
      onPlace: memory.remember,
      onPhase: setPhase,
      onClick: (code) => select.current(code),
      onMove: (project, isByUser) =>
        setView({
          project,
          width: element.clientWidth,
          height: element.clientHeight,
          textPx: Number.parseFloat(getComputedStyle(element).fontSize) || 17,
          isMoved: isByUser,
        }),
    });
    lease.current = borrowed;
    const observer = new ResizeObserver(() => borrowed.refit());
    observer.observe(element);
    const unwatch = watchSharedPlace(() => borrowed.refit());
    return () => {
      unwatch();
      observer.disconnect();
      lease.current = null;
      borrowed.release();
    };
  }, [panel, spec, variant, around]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new lease takes the states anew
  useEffect(() => lease.current?.setStates(states), [states, spec, variant, around]);
  return { phase, view, showWhole: () => lease.current?.showWhole() };
}
