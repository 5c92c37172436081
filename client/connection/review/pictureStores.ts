// Between a view that travels and the stores that draw it. What is drawn here because the presenter shows it is not an own choice.
import type { SessionView } from '#shared/model/session.ts';
import { isSharedScene } from '../../lib/review/sessionView.ts';
import { showPresent } from '../../stores/conductor.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { mapStore } from '../../stores/mapStore.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { timeStore } from '../../stores/timeStore.ts';
import { changeView, useViewStore } from '../../stores/viewStore.ts';
import { loadPart } from '../loadPart.ts';

/** What this page shows; an instant that is asked for and not there yet is not shown. */
export function readView(): SessionView {
  const { scene, highlight } = useReviewStore.getState();
  const { pillar, indicator, area } = useViewStore.getState();
  const isShared = isSharedScene(scene);
  return {
    scene,
    pillar: scene === 'pilar' ? pillar : null,
    // What the store holds comes from the catalogue or from a checked answer.
    indicator: isShared ? (indicator as SessionView['indicator']) : null,
    area: isShared ? (area as SessionView['area']) : null,
    at: isShared ? liveStore.getState().pastAt : null,
    map: scene === 'peta' ? mapStore.getState().place : null,
    highlight,
  };
}

/** Draws a view here. Called by anyone but the leader of the page it is an own choice of whoever sits here. */
export function applyView(view: SessionView): void {
  const { scene, pillar, indicator, area, at, map, highlight } = view;
  useReviewStore.setState({ scene, highlight, pointer: null });
  mapStore.setState({ place: map });
  if (timeStore.getState().fault !== null) timeStore.setState({ fault: null });
  if (!isSharedScene(scene)) return;
  changeView({ scene, indicator, area, ...(pillar ? { pillar } : {}) });
  applyInstant(at);
}

/** Shows an instant, null for the present, unless that is shown or asked for already. */
export function applyInstant(at: number | null): void {
  const { pastAt } = liveStore.getState();
  const { wantedAt, isPlaying } = timeStore.getState();
  if (wantedAt === null && !isPlaying && pastAt === at) return;
  // Asked for anew with every picture it would be given up each time, and never come on a slow line.
  if (at !== null && wantedAt === at && !isPlaying) return;
  if (at === null) {
    showPresent();
    return;
  }
  timeStore.setState({ wantedAt: at, isPlaying: false, fault: null });
  void loadPart(() => import('../past/pastControl.ts')).then(({ pastControl }) => {
    if (timeStore.getState().wantedAt === at) pastControl.goTo(at);
  });
}

/** True while an instant is on its way: which one will be shown is not settled. */
export function isInstantOnItsWay(): boolean {
  return timeStore.getState().wantedAt !== null;
}

/** Calls back when something changed that a view may hold. Returns its stop. */
export function watchPicture(onChange: () => void): () => void {
  const stops = [
    useReviewStore.subscribe((now, before) => {
      if (now.scene !== before.scene || now.highlight !== before.highlight) onChange();
    }),
    useViewStore.subscribe(onChange),
    mapStore.subscribe(onChange),
    timeStore.subscribe((now, before) => {
      if (now.wantedAt !== before.wantedAt) onChange();
    }),
    liveStore.subscribe((now, before) => {
      if (now.pastAt !== before.pastAt) onChange();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
