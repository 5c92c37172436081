import type { SessionView } from '#shared/model/session.ts';
import type { sessionScenes } from '#shared/model/sessionLists.ts';

export type SessionScene = (typeof sessionScenes)[number];

/** Scenes that the wall's own store knows; the others are drawn by the page of a session. */
const wallScenes = ['ikhtisar', 'pilar', 'peta', 'program'] as const;
export type SharedScene = (typeof wallScenes)[number];

/** True for a scene that a wall draws too. */
export function isSharedScene(scene: string): scene is SharedScene {
  return wallScenes.some((one) => one === scene);
}

/** True for a scene of the wall that shows figures of indicators and areas, which can be chosen. */
export function isFigureScene(scene: string): boolean {
  return isSharedScene(scene) && scene !== 'program';
}

/** What of a view is to be seen: a pillar says nothing outside its scene, and a map can be moved in one scene alone. */
function toVisible(view: SessionView): SessionView {
  const hasFigures = isFigureScene(view.scene);
  return {
    ...view,
    pillar: view.scene === 'pilar' ? view.pillar : null,
    indicator: hasFigures ? view.indicator : null,
    area: hasFigures ? view.area : null,
    at: isSharedScene(view.scene) ? view.at : null,
    map: view.scene === 'peta' ? view.map : null,
  };
}

/** Differences that nobody sees: a few metres, a hair of zoom. */
const leastDegrees = 0.0002;
const leastZoom = 0.02;

function isSameMap(a: SessionView['map'], b: SessionView['map']): boolean {
  if (a === null || b === null) return a === b;
  return (
    Math.abs(a.lng - b.lng) < leastDegrees &&
    Math.abs(a.lat - b.lat) < leastDegrees &&
    Math.abs(a.zoom - b.zoom) < leastZoom
  );
}

/** True where two views show the same. */
export function isSameView(one: SessionView, other: SessionView): boolean {
  const [a, b] = [toVisible(one), toVisible(other)];
  return (
    a.scene === b.scene &&
    a.pillar === b.pillar &&
    a.indicator === b.indicator &&
    a.area === b.area &&
    a.at === b.at &&
    a.highlight?.kind === b.highlight?.kind &&
    a.highlight?.id === b.highlight?.id &&
    isSameMap(a.map, b.map)
  );
}

/** A panel of this width shows a map at the zoom that travels; a narrower one shows the same stretch of land at a lower zoom. CSS pixels. */
const sharedWidth = 1_000;

/** Zoom as it travels, from that of a panel so many CSS pixels wide. */
export function toSharedZoom(zoom: number, width: number): number {
  return Math.min(22, Math.max(0, zoom - Math.log2(Math.max(1, width) / sharedWidth)));
}

/** Zoom of a panel so many CSS pixels wide, from the one that travels. */
export function toPanelZoom(zoom: number, width: number): number {
  return zoom + Math.log2(Math.max(1, width) / sharedWidth);
}
