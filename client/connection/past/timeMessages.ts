import type { TimeState } from '../../stores/timeStore.ts';
import type { View } from '../../stores/viewStore.ts';

/** What the console asks of the wall that stands in its page, same origin only. */
export type TimeCommand = { readonly kind: 'simpul:time' } & (
  | { readonly do: 'go'; readonly at: number }
  | { readonly do: 'play'; readonly speed: TimeState['speed'] }
  /** How fast the next play goes. */
  | { readonly do: 'speed'; readonly speed: TimeState['speed'] }
  | { readonly do: 'pause' }
  | { readonly do: 'present' }
  | { readonly do: 'view'; readonly view: Partial<View> }
);

/** What that wall says of itself. */
export interface TimeReport
  extends Pick<TimeState, 'wantedAt' | 'isPlaying' | 'speed' | 'fault' | 'keptSince'> {
  readonly kind: 'simpul:shown';
  readonly pastAt: number | null;
  /** Server time as the wall knows it, epoch milliseconds; null until a frame told it. */
  readonly now: number | null;
}
