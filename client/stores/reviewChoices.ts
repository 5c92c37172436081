import type { PillarId } from '#shared/model/ids.ts';
import { isSharedScene, type SessionScene } from '../lib/review/sessionView.ts';
import { mapStore } from './mapStore.ts';
import { useReviewStore } from './reviewStore.ts';
import { changeView, type View } from './viewStore.ts';

/** Shows another scene here; a ring and the place of the map belong to the one before. */
export function chooseScene(scene: SessionScene): void {
  useReviewStore.setState({ scene, highlight: null, pointer: null });
  mapStore.setState({ place: null });
  if (isSharedScene(scene)) changeView({ scene, indicator: null });
}

/** Shows a pillar here. */
export function choosePillar(pillar: PillarId): void {
  chooseScene('pilar');
  changeView({ pillar });
}

/** Takes a change that is meant for the wall's own store. */
export function chooseChange(change: Partial<View>): void {
  if (change.scene && isSharedScene(change.scene)) chooseScene(change.scene);
  changeView(change);
}
