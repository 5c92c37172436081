import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftEntry, ShiftView } from '#shared/model/shift.ts';
import { toSentence } from '../../components/desk/Answer.tsx';
import { attachPicture, writeEntry } from '../../connection/desk/shifts.ts';

/** A line on its way; its key makes it one line, however often it is sent. */
export type OutgoingLine = ShiftEntry | { kind: 'picture'; text: string; key: string; blob: Blob };

/** A line that did not arrive, and why. */
interface Unsent {
  readonly line: OutgoingLine;
  readonly fault: string;
}

/** Sends lines one after the other, so that the field is free for the next one at once. */
export interface LineSender {
  send(line: OutgoingLine): void;
  /** What did not arrive stays here until it is sent again or dropped. */
  readonly unsent: readonly Unsent[];
  drop(key: string): void;
}

const maxUnsent = 50;

/** Builds the sender of one shift. */
export function useLineSender(shift: string): LineSender {
  const { t } = useTranslation();
  const client = useQueryClient();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const [unsent, setUnsent] = useState<readonly Unsent[]>([]);
  const drop = (key: string): void => setUnsent((held) => held.filter(({ line }) => line.key !== key));
  const deliver = async (line: OutgoingLine): Promise<void> => {
    try {
      const view = await sendLine(shift, line);
      client.setQueryData(['shift', view.id], view);
    } catch (error) {
      const given = error instanceof Error ? error : new Error(String(error));
      const fault = toSentence(given, t('failed.offline'), t('failed.other'));
      setUnsent((held) => [...held, { line, fault }].slice(-maxUnsent));
    }
    void client.invalidateQueries({ queryKey: ['shift'] });
  };
  return {
    unsent,
    drop,
    send(line) {
      drop(line.key);
      last.current = last.current.then(() => deliver(line));
    },
  };
}

function sendLine(shift: string, line: OutgoingLine): Promise<ShiftView> {
  if (line.kind !== 'picture') return writeEntry(shift, line);
  const { text, key, blob } = line;
  return attachPicture(shift, { text, key }, blob);
}
