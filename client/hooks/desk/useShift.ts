import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShiftView } from '#shared/model/shift.ts';
import { fetchShift, fetchShifts } from '../../connection/desk/shifts.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

/** Who is on duty, and the last shifts. */
export const useShifts = () => useQuery({ queryKey: ['shift', 'list'], queryFn: fetchShifts });

const sheetRefreshMs = 15_000;

/** One shift; while its sheet waits for signatures, what came up since is asked for again and again. */
export const useShift = (id: string) =>
  useQuery({
    queryKey: ['shift', id],
    queryFn: () => fetchShift(id),
    refetchInterval: ({ state: { data } }) =>
      data?.handover && data.endedAt === null ? sheetRefreshMs : false,
  });

/** A deed on a shift: what the server answers is shown at once. */
export interface ShiftDeed extends Pick<Submit, 'isBusy' | 'failure' | 'at' | 'clear'> {
  /** Null where it did not go well. */
  run(work: () => Promise<ShiftView>): Promise<ShiftView | null>;
}

/** Sends deeds one at a time and keeps what came of them. */
export function useShiftDeed(): ShiftDeed {
  const client = useQueryClient();
  const { run, ...submit } = useSubmit();
  return {
    ...submit,
    async run(work) {
      let view: ShiftView | null = null;
      await run(async () => {
        view = await work();
        client.setQueryData(['shift', view.id], view);
      });
      // Also after a refusal: what is on screen may be what made it fail.
      void client.invalidateQueries({ queryKey: ['shift'] });
      return view;
    },
  };
}
