import { useEffect } from 'react';
import { countCritical } from '../lib/openAlarms.ts';
import { serverNow } from '../lib/serverClock.ts';
import { type Scheduled, toScheduled } from '../lib/wallSchedule.ts';
import { type LiveState, useLive } from '../stores/liveStore.ts';
import { changeView, useViewStore } from '../stores/viewStore.ts';
import { useWallStore } from '../stores/wallStore.ts';
import { choices } from './choices.ts';

/** Looks again at least this often: the server's clock may have been set. Milliseconds. */
const lookMs = 1_000;

/** True while a critical alarm stands: the wall does not turn away from what shows it. */
export const selectIsHeld = (state: LiveState): boolean => countCritical(state.alarms) > 0;

let shownKey: string | null = null;
/** The scene itself: it may have been edited while it stands. */
let shownView = '';

/** Shows what the orders of a paired wall say for this moment of the server; nothing on a screen without orders. */
export function useWallSchedule(): void {
  const orders = useWallStore((state) => state.orders);
  const isPaused = useViewStore((state) => state.isPaused);
  const isHeld = useLive(selectIsHeld) && orders?.setup.holdOnCritical === true;
  useEffect(() => {
    if (!orders) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      const now = serverNow();
      const next = toScheduled(orders, now);
      const mayTurn =
        shownKey === null || next.isSent || shownKey.startsWith('sent') || !(isHeld || isPaused);
      const isOther = next.key !== shownKey || JSON.stringify(next.view) !== shownView;
      if (mayTurn && isOther) enter(next);
      timer = setTimeout(look, Math.max(1, Math.min(lookMs, next.until - now)));
    };
    look();
    return () => clearTimeout(timer);
  }, [orders, isHeld, isPaused]);
}

/** A scene that was left comes back with what was chosen on it; one that is sent shows what was sent. */
function enter({ key, view, isSent }: Scheduled): void {
  const { indicator, area } = useViewStore.getState();
  if (shownKey !== null && !shownKey.startsWith('sent')) choices.remember(shownKey, { indicator, area });
  const own = { indicator: view.indicator ?? null, area: view.area ?? null };
  // What was chosen on a scene goes with what the scene was.
  const chosen = key === shownKey ? null : choices.recall(key);
  shownKey = key;
  shownView = JSON.stringify(view);
  changeView({
    scene: view.scene,
    ...(view.pillar ? { pillar: view.pillar } : {}),
    ...(isSent ? own : (chosen ?? own)),
    panels: view.panels ?? null,
    layout: view.layout ?? 'standard',
  });
}
