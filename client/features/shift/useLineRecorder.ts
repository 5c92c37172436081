import { useQueryClient } from '@tanstack/react-query';
import type { ShiftEntry, ShiftView } from '#shared/model/shift.ts';
import { attachPicture, writeEntry } from '../../connection/desk/shifts.ts';

/** A line of the log before it is recorded. */
export type NewLine = ShiftEntry | { kind: 'picture'; text: string; key: string; blob: Blob };

/** Records lines of one shift and puts the answer in place at once. */
export function useLineRecorder(shift: string): (line: NewLine) => Promise<void> {
  const client = useQueryClient();
  return async (line) => {
    try {
      const view = await writeLine(shift, line);
      client.setQueryData(['shift', view.id], view);
    } finally {
      void client.invalidateQueries({ queryKey: ['shift'] });
    }
  };
}

function writeLine(shift: string, line: NewLine): Promise<ShiftView> {
  if (line.kind !== 'picture') return writeEntry(shift, line);
  const { text, key, blob } = line;
  return attachPicture(shift, { text, key }, blob);
}
