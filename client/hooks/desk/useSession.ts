import { useQuery, useQueryClient } from '@tanstack/react-query';
import { leadingRoles } from '#shared/model/lists.ts';
import type { SessionAnswer } from '#shared/model/session.ts';
import type { SessionEntry } from '#shared/model/sessionCalls.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import { enterSession, fetchSession } from '../../connection/desk/sessions.ts';
import { useUser } from './useDesk.ts';
import { useStableKey } from './useStableKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

type Keyless<Entry> = Entry extends unknown ? Omit<Entry, 'key'> : never;

/** True where the person prepares and leads sessions; others only read. */
export function useMayLead(): boolean {
  return leadingRoles.includes(useUser().role);
}

/** One session with all there is of it. */
export const useSession = (id: string) =>
  useQuery({ queryKey: ['sessions', id], queryFn: () => fetchSession(id) });

/** A way to enter things into one session. */
interface SessionLine extends Submit {
  /** The answer when it was taken, else null. What failed and is sent again unchanged is the same entry. */
  enter(draft: Keyless<SessionEntry>): Promise<SessionAnswer | null>;
}

/** Enters things and puts the answer in place at once. */
export function useSessionEntry(id: string): SessionLine {
  const client = useQueryClient();
  const submit = useSubmit();
  const stable = useStableKey();
  return {
    ...submit,
    async enter(draft) {
      let taken: SessionAnswer | null = null;
      await submit.run(async () => {
        // The key is all that the draft lacked.
        const body = { ...draft, key: stable.keyOf(draft) } as SessionEntry;
        taken = await enterSession(id, body).catch((error: unknown) => {
          // Someone else was faster: what is shown is old.
          if (error instanceof ProblemError) void client.invalidateQueries({ queryKey: ['sessions', id] });
          throw error;
        });
        stable.renew();
        client.setQueryData(['sessions', id], taken);
        for (const list of ['list', 'decisions'])
          void client.invalidateQueries({ queryKey: ['sessions', list] });
      });
      return taken;
    },
  };
}
