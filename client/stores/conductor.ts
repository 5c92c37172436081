// One conductor for every panel: what the screen shows is the present, followed as it comes, or one instant of the past.
// Figures and their instant change in one step, so that no picture ever stands under the label of another.

import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { Situation } from '#shared/model/situation.ts';
import { type LiveState, liveStore, presentStore } from './liveStore.ts';
import { restingTime, timeStore } from './timeStore.ts';
import { clearPastTrends } from './trendStore.ts';
import { changeView, useViewStore } from './viewStore.ts';

/** What is true of the screen itself, whatever it shows. */
const toOwn = ({ link, mode, lastFrameAt, refusal }: LiveState) => ({ link, mode, lastFrameAt, refusal });

/** Shows the present as it comes, for as long as the past is not asked for. Returns its stop function. */
export function followPresent(): () => void {
  return presentStore.subscribe((present) => {
    liveStore.setState(liveStore.getState().pastAt === null ? present : toOwn(present));
  });
}

/** Keeps the present off the screen until the first picture of the past is there; for a page that opens in the past. */
export function awaitPast(at: number): void {
  liveStore.setState({ pastAt: at });
}

/** Whether a page that opened in the past still waits for its first picture. */
export function isAwaitingPast(): boolean {
  const { pastAt, epoch } = liveStore.getState();
  return pastAt !== null && epoch === null;
}

/** Shows an instant of the past. */
export function showPast({ at, epoch, seq, records, events, feeds, alarms }: Situation): void {
  liveStore.setState({
    pastAt: at,
    epoch,
    seq,
    records: new Map(records.map((one) => [toSeriesKey(one.indicator, one.area), one])),
    events,
    feeds,
    alarms,
  });
  if (useViewStore.getState().moment !== at) changeView({ moment: at });
}

/** Shows the present at once, whatever is under way. */
export function showPresent(): void {
  timeStore.setState(restingTime);
  liveStore.setState(presentStore.getState());
  clearPastTrends();
  if (useViewStore.getState().moment !== null) changeView({ moment: null });
}
