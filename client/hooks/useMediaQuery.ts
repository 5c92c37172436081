import { useCallback, useSyncExternalStore } from 'react';

/** Three screens side by side. */
export const wideQuery = '(min-aspect-ratio: 3/1)';

/** Narrow or upright: one column that scrolls. */
export const phoneQuery = '(max-width: 899px), (max-aspect-ratio: 1/1)';

/** Whether a media query matches, live. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
