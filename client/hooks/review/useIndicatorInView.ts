import type { IndicatorId } from '#shared/model/ids.ts';
import { isFigureScene } from '../../lib/review/sessionView.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';

/** The indicator that is chosen in the picture; null in a scene that shows none, whatever was chosen before. */
export function useIndicatorInView(): IndicatorId | null {
  const isFigures = useReviewStore(({ scene }) => isFigureScene(scene));
  const indicator = useViewStore((state) => state.indicator);
  // What the store holds comes from the catalogue.
  return isFigures ? (indicator as IndicatorId | null) : null;
}
