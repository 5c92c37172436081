import type { SessionEntry } from '#shared/model/sessionCalls.ts';
import { enterSession, type Keyless } from '../../connection/review/reviewRequests.ts';
import { useJoined } from '../../stores/reviewStore.ts';
import { useDeed } from './useDeed.ts';

/** What a leader enters into the session. */
export function useEntry() {
  const { id } = useJoined().session;
  const { isBusy, fault, code, run } = useDeed();
  return {
    isBusy,
    fault,
    code,
    /** True when it was taken. */
    enter: (entry: Keyless<SessionEntry>): Promise<boolean> =>
      run(entry, (body, key) => enterSession(id, body, key)),
  };
}
