import { useEffect } from 'react';
import { isAwaitingPast, showPresent } from '../stores/conductor.ts';
import { liveStore, selectIsPast, useLive } from '../stores/liveStore.ts';
import { timeStore, touchTime, useTime } from '../stores/timeStore.ts';

/** The present comes back when nobody touched the past for so long. Milliseconds. */
const idleMs = 300_000;

/** Keys of time on a wall, and the way back to the present by itself. `w` the bar; in the past L or Escape the present. */
export function useTimeControl(): void {
  const isPast = useLive(selectIsPast);
  const touches = useTime((state) => state.touches);

  useEffect(() => {
    window.addEventListener('keydown', handleKey, { capture: true });
    return () => window.removeEventListener('keydown', handleKey, { capture: true });
  }, []);

  useEffect(() => {
    if (!isPast) return;
    window.addEventListener('pointerdown', touchTime);
    return () => window.removeEventListener('pointerdown', touchTime);
  }, [isPast]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a touch begins the wait anew
  useEffect(() => {
    if (!isPast) return;
    const timer = setTimeout(showPresent, idleMs);
    return () => clearTimeout(timer);
  }, [isPast, touches]);
}

function handleKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const isPast = liveStore.getState().pastAt !== null;
  const isAsking = timeStore.getState().wantedAt !== null;
  if (isPast) touchTime();
  const key = event.key.toLowerCase();
  if (key === 'w') {
    if (!isAwaitingPast()) timeStore.setState(({ isBarOpen }) => ({ isBarOpen: !isBarOpen, fault: null }));
  } else if (key === 'l' && event.repeat) {
    // Held a moment too long it would lead back and then change the language.
  } else if ((key === 'l' || key === 'escape') && (isPast || isAsking)) {
    showPresent();
  } else if (key === 'escape') {
    timeStore.setState({ isBarOpen: false });
  } else if (!isOnBar(event)) return;
  else {
    // Arrows and space belong to the control that has the focus, not to the scenes.
    event.stopImmediatePropagation();
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isOnBar({ target, key }: KeyboardEvent): boolean {
  const isTheirs =
    key === ' ' || key === 'Enter' || key.startsWith('Arrow') || key === 'Home' || key === 'End';
  return isTheirs && target instanceof Element && target.closest('[data-time-bar]') !== null;
}
