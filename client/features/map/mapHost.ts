import { diffFeatureStates, type FeatureState } from './choropleth.ts';
import type { MapStyleInput } from './mapStyle.ts';

/** What a map is made from; another spec makes another map. */
export interface MapSpec {
  readonly style: MapStyleInput;
  /** The region: west, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
}

/** Shares of the panel's width and height kept free around the region. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Where somebody moved the picture to. */
export interface MapPlace {
  /** Longitude, latitude. */
  readonly center: readonly [number, number];
  readonly zoom: number;
}

/** What the page asks of its map; the library behind it stays out of sight. */
export interface MapEngine {
  /** Draws areas, by feature id, in new states; the others stay as they are. */
  setAreaStates(changes: readonly (readonly [number, FeatureState])[]): void;
  /** Takes the panel's size and shows the whole region. */
  showAll(insets: Insets): void;
  readPlace(): MapPlace;
  showPlace(place: MapPlace): void;
  /** Whether pointer and wheel may move the picture. */
  setFree(isFree: boolean): void;
  /** Pixels in the panel of longitude and latitude. */
  project(point: readonly [number, number]): readonly [number, number];
  remove(): void;
}

interface EngineEvents {
  onStyle(): void;
  onIdle(): void;
  onMove(isByUser: boolean): void;
  onClick(code: string): void;
  onLost(): void;
}

export type CreateEngine = (element: HTMLElement, spec: MapSpec, events: EngineEvents) => MapEngine;

/** `ready` once the first picture stands; `unsupported` without WebGL; `recovering` after a lost graphics context. */
export type MapPhase = 'starting' | 'ready' | 'recovering' | 'unsupported';

/** A panel that shows the page's map for a while. */
export interface MapBorrower {
  readonly panel: HTMLElement;
  readonly insets: Insets;
  readonly isFree: boolean;
  /** True where the place is told from elsewhere, whether or not a pointer may move it here. */
  readonly isLed?: boolean;
  /** Where the picture stood when it was last moved by hand; null for the whole region. */
  readonly place: () => MapPlace | null;
  /** It was moved by hand, or back to the whole region. */
  onPlace(place: MapPlace | null): void;
  onPhase(phase: MapPhase): void;
  /** The picture moved; `project` answers for the new place. */
  onMove(project: MapEngine['project'], isByUser: boolean): void;
  onClick(code: string): void;
}

/** The time in which a panel has the map. */
export interface MapLease {
  setStates(states: ReadonlyMap<number, FeatureState>): void;
  /** Takes the panel's size anew; a picture that was moved stays where it is. */
  refit(): void;
  /** Shows the whole region, wherever the picture was moved to. */
  showWhole(): void;
  /** Gives the map back; it keeps its graphics context for the next scene. */
  release(): void;
}

export interface MapHost {
  borrow(spec: MapSpec, borrower: MapBorrower): MapLease;
  /** Ends the map for good. */
  close(): void;
}

interface HostParts {
  readonly createEngine: CreateEngine;
  createElement(): HTMLElement;
  /** Runs after the delay, milliseconds; returns its stop. */
  after(delayMs: number, run: () => void): () => void;
}

const rebuildMs = 1_500;

/** The one map of a page, handed from scene to scene: a graphics context costs seconds to make and a browser has few of them. */
export function createMapHost(parts: HostParts): MapHost {
  const map = new PageMap(parts);
  return { borrow: (spec, borrower) => map.borrow(spec, borrower), close: () => map.close() };
}

class PageMap {
  readonly #parts: HostParts;
  readonly #applied = new Map<number, FeatureState>();
  #wanted: ReadonlyMap<number, FeatureState> = new Map();
  #element: HTMLElement | null = null;
  #engine: MapEngine | null = null;
  #key = '';
  #borrower: MapBorrower | null = null;
  #phase: MapPhase = 'starting';
  #isStyled = false;
  #stopTimer = (): void => {};

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  borrow(spec: MapSpec, next: MapBorrower): MapLease {
    this.#borrower = next;
    if (this.#element && this.#key === JSON.stringify(spec) && this.#phase !== 'unsupported') {
      next.panel.append(this.#element);
      next.onPhase(this.#phase);
      this.#fit();
    } else this.#build(spec, next.panel);
    const isCurrent = (): boolean => this.#borrower === next;
    return {
      refit: () => {
        if (isCurrent()) this.#fit();
      },
      showWhole: () => {
        if (!isCurrent()) return;
        next.onPlace(null);
        this.#fit();
      },
      setStates: (states) => {
        if (!isCurrent()) return;
        this.#wanted = states;
        this.#applyStates();
      },
      release: () => {
        if (!isCurrent()) return;
        this.#borrower = null;
        this.#element?.remove();
      },
    };
  }

  close(): void {
    this.#stopTimer();
    this.#engine?.remove();
    this.#element?.remove();
    this.#engine = null;
    this.#element = null;
    this.#isStyled = false;
    this.#applied.clear();
  }

  #build(spec: MapSpec, panel: HTMLElement): void {
    this.close();
    this.#element = this.#parts.createElement();
    panel.append(this.#element);
    this.#key = JSON.stringify(spec);
    this.#setPhase('starting');
    try {
      this.#engine = this.#parts.createEngine(this.#element, spec, {
        onStyle: () => {
          this.#isStyled = true;
          this.#applyStates();
        },
        onIdle: () => this.#setPhase('ready'),
        onMove: (isByUser) => this.#move(isByUser),
        onClick: (code) => this.#borrower?.onClick(code),
        onLost: () => this.#rebuildLater(spec),
      });
      this.#fit();
    } catch (error) {
      console.warn('no WebGL map on this screen', error);
      this.#setPhase('unsupported');
    }
  }

  #rebuildLater(spec: MapSpec): void {
    this.#setPhase('recovering');
    this.#stopTimer();
    this.#stopTimer = this.#parts.after(rebuildMs, () => {
      if (this.#borrower) this.#build(spec, this.#borrower.panel);
      else this.close();
    });
  }

  #setPhase(next: MapPhase): void {
    this.#phase = next;
    this.#borrower?.onPhase(next);
  }

  #applyStates(): void {
    if (!this.#engine || !this.#isStyled) return;
    const changes = diffFeatureStates(this.#applied, this.#wanted);
    if (changes.length === 0) return;
    this.#engine.setAreaStates(changes);
    for (const [id, state] of changes) this.#applied.set(id, state);
  }

  #move(isByUser: boolean): void {
    if (!this.#engine || !this.#borrower) return;
    if (isByUser) this.#borrower.onPlace(this.#engine.readPlace());
    this.#borrower.onMove(this.#engine.project, isByUser);
  }

  #fit(): void {
    if (!this.#engine || !this.#borrower) return;
    const { panel, isFree, isLed = false, insets } = this.#borrower;
    // A panel without an area (hidden, or between two layouts) cannot be fitted: the projection would be NaN.
    if (panel.clientWidth < 16 || panel.clientHeight < 16) return;
    this.#engine.setFree(isFree);
    this.#engine.showAll(insets);
    const place = isFree || isLed ? this.#borrower.place() : null;
    if (place) this.#engine.showPlace(place);
    this.#borrower.onMove(this.#engine.project, place !== null);
  }
}
