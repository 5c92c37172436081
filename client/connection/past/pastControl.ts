import { serverNow } from '../../lib/serverClock.ts';
import { isAwaitingPast, showPast, showPresent } from '../../stores/conductor.ts';
import { liveStore } from '../../stores/liveStore.ts';
import { timeStore } from '../../stores/timeStore.ts';
import { fetchSituation } from './fetchPast.ts';
import { createPastSession } from './pastSession.ts';

/** Steers the past of this screen. */
export const pastControl = createPastSession({
  time: timeStore,
  fetch: fetchSituation,
  show: showPast,
  leave: showPresent,
  shownAt: () => (isAwaitingPast() ? null : liveStore.getState().pastAt),
  now: serverNow,
  monotonic: () => performance.now(),
});

// A page that opened in the past and got no picture of it has nothing to show but the present; the bar says why.
timeStore.subscribe(({ fault }) => {
  if (fault === null || !isAwaitingPast()) return;
  showPresent();
  timeStore.setState({ isBarOpen: true });
});
