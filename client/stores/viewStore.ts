import { create } from 'zustand';
import type { PillarId } from '#shared/model/ids.ts';
import { languages, pillarIds } from '#shared/model/lists.ts';
import type { Language } from '#shared/model/text.ts';

export const scenes = ['ikhtisar', 'pilar', 'peta'] as const;
export type Scene = (typeof scenes)[number];

/** What a screen shows, as its address says it (CONTRACT, addresses of screens). */
export interface View {
  readonly scene: Scene;
  readonly pillar: PillarId;
  readonly indicator: string | null;
  readonly area: string | null;
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
  return {
    scene: pick(query.get('scene'), scenes, 'ikhtisar'),
    pillar: pick(query.get('pillar'), pillarIds, 'governance'),
    indicator: query.get('indicator'),
    area: query.get('area'),
    language: pick(query.get('lang'), languages, 'id'),
    rotate: Number.isFinite(rotate) && rotate > 0 ? Math.max(shortestDwell, rotate) : null,
    moment: toMoment(query.get('waktu')),
  };
}

/** Writes a view as the query of an address, only what differs from the default. */
export function toSearch(view: View): string {
  const query = new URLSearchParams({ scene: view.scene });
  if (view.scene === 'pilar') query.set('pillar', view.pillar);
  if (view.indicator) query.set('indicator', view.indicator);
  if (view.area) query.set('area', view.area);
  if (view.language !== 'id') query.set('lang', view.language);
  if (view.rotate !== null) query.set('rotate', String(view.rotate));
  if (view.moment !== null) query.set('waktu', new Date(view.moment).toISOString());
  return `?${query.toString()}`;
}

export const useViewStore = create<ViewState>(() => ({
  ...toView(typeof location === 'undefined' ? '' : location.search),
  isPaused: false,
}));

/** Changes the view and its address; the back button is of no use on a wall, so the entry is replaced. */
export function changeView(patch: Partial<View>): void {
  useViewStore.setState(patch);
  history.replaceState(null, '', `${location.pathname}${toSearch(useViewStore.getState())}`);
}

/** Rotation on hold or not. */
export function togglePause(): void {
  useViewStore.setState((state) => ({ isPaused: !state.isPaused }));
}

/** The stations of a rotation in order: overview, the six pillars, the map. */
function toStation(view: View): number {
  if (view.scene === 'ikhtisar') return 0;
  return view.scene === 'peta' ? pillarIds.length + 1 : 1 + pillarIds.indexOf(view.pillar);
}

/** The view `step` stations further, around the circle. */
export function moveView(view: View, step: number): Partial<View> {
  const count = pillarIds.length + 2;
  const station = (toStation(view) + step + count) % count;
  if (station === 0) return { scene: 'ikhtisar', indicator: null };
  const pillar = pillarIds[station - 1];
  return pillar ? { scene: 'pilar', pillar, indicator: null } : { scene: 'peta', indicator: null };
}

/** What a key does, or null. 1 to 6 pillars, 0 or i overview, m map, arrows, l language. */
export function toKeyChange(key: string, view: View): Partial<View> | null {
  const pillar = pillarIds[Number(key) - 1];
  if (pillar) return { scene: 'pilar', pillar, indicator: null };
  switch (key.toLowerCase()) {
    case '0':
    case 'i':
      return { scene: 'ikhtisar', indicator: null };
    case 'm':
      return { scene: 'peta' };
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
