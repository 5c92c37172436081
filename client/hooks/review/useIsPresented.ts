import { selectLink, selectPastAt, useLive } from '../../stores/liveStore.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';

/** True where this page holds the figures that the session shows: not looking alone, at the same time, on a live line. */
export function useIsPresented(): boolean {
  const { isAway, shown } = useReviewStore((state) => state.follow);
  const pastAt = useLive(selectPastAt);
  const link = useLive(selectLink);
  return !isAway && shown !== null && shown.view.at === pastAt && (pastAt !== null || link === 'live');
}
