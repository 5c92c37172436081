import { toDayKey } from '../../lib/desk/format.ts';
import { useMinute } from '../useNow.ts';
import { useZone } from './useDesk.ts';

/** Today in the region's zone, `YYYY-MM-DD`; a page that stays open over midnight goes with it. */
export function useToday(): string {
  const { zone } = useZone();
  return toDayKey(useMinute(), zone);
}
