// What a session shows on a wall that follows it, beside the scene of its orders. Loaded with the first picture: most walls follow none.

import { mapStore } from '../stores/mapStore.ts';
import { useReviewStore } from '../stores/reviewStore.ts';
import { timeStore, touchTime } from '../stores/timeStore.ts';
import { selectFollowed, useWallStore } from '../stores/wallStore.ts';
import { applyInstant } from './review/pictureStores.ts';
import { isPictured, isPointed } from './review/reviewChecks.ts';

/** A wall goes back to the present when nobody touches its past; a session holds it there. Milliseconds. */
const holdMs = 60_000;
let hold: ReturnType<typeof setInterval> | undefined;
let shown: ReturnType<typeof selectFollowed> = null;
let isWatching = false;
/** A past that did not come is asked for again after so long. Milliseconds. */
const againMs = 5_000;
let again: ReturnType<typeof setTimeout> | undefined;

/** Takes a `wall:picture`. */
export function takePicture(payload: unknown): void {
  if (!isPictured(payload)) return;
  if (!isWatching) {
    useWallStore.subscribe(follow);
    timeStore.subscribe(({ fault }) => {
      clearTimeout(again);
      if (fault === 'unreachable') again = setTimeout(askAgain, againMs);
    });
  }
  isWatching = true;
  useWallStore.setState({ picture: payload.picture, pointer: null });
}

/** Takes a `wall:pointed`. */
export function takePoint(payload: unknown): void {
  if (isPointed(payload) && shown) useWallStore.setState({ pointer: payload.at });
}

/** Time, place and ring follow the picture for as long as the orders are those of its session. */
function follow(): void {
  const picture = selectFollowed(useWallStore.getState());
  if (picture === shown) return;
  const before = shown?.view.at ?? null;
  shown = picture;
  const { at, map, highlight } = picture?.view ?? { at: null, map: null, highlight: null };
  mapStore.setState({ isLed: picture !== null, place: map });
  useReviewStore.setState({ highlight });
  clearInterval(hold);
  if (at !== null) hold = setInterval(touchTime, holdMs);
  if (at !== before) applyInstant(at);
}

/** Nobody sits before a wall to ask for the past once more. */
function askAgain(): void {
  const at = shown?.view.at ?? null;
  if (at !== null && timeStore.getState().fault !== null) applyInstant(at);
}
