import { create } from 'zustand';
import type { PillarId } from '#shared/model/ids.ts';
import { languages, pillarIds, wallLayouts, wallPanels, wallScenes } from '#shared/model/lists.ts';
import type { Language } from '#shared/model/text.ts';
import type { WallView } from '#shared/model/wall.ts';
import { toViewQuery } from '../lib/viewQuery.ts';

export type Scene = (typeof wallScenes)[number];
type Layout = (typeof wallLayouts)[number];

/** What a screen shows, as its address says it (CONTRACT, addresses of screens). */
export interface View {
  readonly scene: Scene;
  readonly pillar: PillarId;
  readonly indicator: string | null;
  readonly area: string | null;
  /** Panels that stand, of those that can be left out; null for all of them. */
  readonly panels: readonly string[] | null;
  readonly layout: Layout;
  readonly language: Language;
  /** Dwell of the rotation in seconds; null when off. */
  readonly rotate: number | null;
  /** Instant of the past that the address names, epoch milliseconds; it stands there only while it is shown. */
  readonly moment: number | null;
}

interface ViewState extends View {
  readonly isPaused: boolean;
}

const shortestDwell = 5;

function pick<T extends string>(value: string | null, allowed: readonly T[], fallback: T): T {
  return allowed.find((item) => item === value) ?? fallback;
}

function toMoment(text: string | null): number | null {
  const at = Date.parse(text ?? '');
  return Number.isFinite(at) ? at : null;
}

/** Reads a view from the query of an address; what is unknown falls back quietly. */
export function toView(search: string): View {
  const query = new URLSearchParams(search);
  const rotate = Number(query.get('rotate'));
  const scene = pick(query.get('scene'), wallScenes, 'ikhtisar');
  return {
    scene,
    panels: toPanels(query.get('panels'), scene),
    layout: pick(query.get('layout'), wallLayouts, 'standard'),
    pillar: pick(query.get('pillar'), pillarIds, 'governance'),
    indicator: query.get('indicator'),
    area: query.get('area'),
    language: pick(query.get('lang'), languages, 'id'),
    rotate: Number.isFinite(rotate) && rotate > 0 ? Math.max(shortestDwell, rotate) : null,
    moment: toMoment(query.get('waktu')),
  };
}

function toPanels(text: string | null, scene: Scene): readonly string[] | null {
  if (text === null) return null;
  const named = text.split(',');
  return wallPanels[scene].filter((panel) => named.includes(panel));
}

/** Writes a view as the query of an address, only what differs from the default. */
export function toSearch(view: View): string {
  const query = toViewQuery(view, view.language);
  if (view.rotate !== null) query.set('rotate', String(view.rotate));
  if (view.moment !== null) query.set('waktu', new Date(view.moment).toISOString());
  return `?${query.toString()}`;
}

export const useViewStore = create<ViewState>(() => ({
  ...toView(typeof location === 'undefined' ? '' : location.search),
  isPaused: false,
}));

let isAddressHeld = false;

/** Leaves the address of the page as it is from now on: what a session shows is not where the page is. */
export function holdAddress(): void {
  isAddressHeld = true;
}

/** Changes the view and its address; the back button is of no use on a wall, so the entry is replaced. */
export function changeView(patch: Partial<View>): void {
  const isOther = patch.scene !== undefined && patch.scene !== useViewStore.getState().scene;
  // Another scene has other panels.
  useViewStore.setState(isOther ? { panels: null, layout: 'standard', ...patch } : patch);
  if (isAddressHeld) return;
  history.replaceState(null, '', `${location.pathname}${toSearch(useViewStore.getState())}`);
}

/** Whether a panel of this scene stands. */
export function usePanel(name: string): boolean {
  return useViewStore(({ panels }) => panels === null || panels.includes(name));
}

/** A view in the words of a paired wall. */
export function toWallView(view: View): WallView {
  return {
    scene: view.scene,
    ...(view.scene === 'pilar' ? { pillar: view.pillar } : {}),
    ...(view.indicator === null ? {} : { indicator: view.indicator }),
    ...(view.area === null ? {} : { area: view.area }),
    ...(view.panels === null ? {} : { panels: [...view.panels] }),
    ...(view.layout === 'standard' ? {} : { layout: view.layout }),
  } as WallView;
}

/** Rotation on hold or not. */
export function togglePause(): void {
  useViewStore.setState((state) => ({ isPaused: !state.isPaused }));
}

/** The stations of a rotation in order: overview, the six pillars, the map; cameras and programmes are called up, and left as the map is. */
function toStation(view: View): number {
  if (view.scene === 'ikhtisar') return 0;
  return view.scene === 'pilar' ? 1 + pillarIds.indexOf(view.pillar) : pillarIds.length + 1;
}

/** The view `step` stations further, around the circle. */
export function moveView(view: View, step: number): Partial<View> {
  const count = pillarIds.length + 2;
  const station = (toStation(view) + step + count) % count;
  if (station === 0) return { scene: 'ikhtisar', indicator: null };
  const pillar = pillarIds[station - 1];
  return pillar ? { scene: 'pilar', pillar, indicator: null } : { scene: 'peta', indicator: null };
}

/** What a key does, or null. 1 to 6 pillars, 0 or i overview, m map, a alarms, k cameras, p programmes, arrows, l language. */
export function toKeyChange(key: string, view: View): Partial<View> | null {
  const pillar = pillarIds[Number(key) - 1];
  if (pillar) return { scene: 'pilar', pillar, indicator: null };
  switch (key.toLowerCase()) {
    case '0':
    case 'i':
      return { scene: 'ikhtisar', indicator: null };
    case 'a':
      return { scene: 'alarm', indicator: null };
    case 'm':
      return { scene: 'peta' };
    case 'k':
      return { scene: 'kamera' };
    case 'p':
      return { scene: 'program', indicator: null };
    case 'l':
      return { language: view.language === 'id' ? 'en' : 'id' };
    case 'arrowright':
      return moveView(view, 1);
    case 'arrowleft':
      return moveView(view, -1);
    default:
      return null;
  }
}
