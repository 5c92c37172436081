import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { enterIncident } from '../../connection/desk/incidents.ts';
import { newKey } from '../../lib/desk/newKey.ts';

/** A line that was typed and is not recorded yet; its key keeps it from standing in the log twice. */
interface Note {
  readonly key: string;
  readonly text: string;
}

/** Lines on their way into the log of an incident. */
export interface Notes {
  /** Not recorded yet, oldest first. */
  readonly waiting: readonly Note[];
  /** Why the first of them was not taken. */
  readonly error: Error | null;
  /** Sends a line after those before it; false where too many wait. */
  add(text: string): boolean;
  retry(): void;
  /** Gives up what waits. */
  drop(): void;
}

const mostWaiting = 20;

/** Sends lines one after another, so that the next can be typed at once and none is lost when the server is slow. */
export function useNotes(id: string): Notes {
  const client = useQueryClient();
  const queue = useRef<readonly Note[]>([]);
  const isSending = useRef(false);
  const [waiting, setWaiting] = useState<readonly Note[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const set = (notes: readonly Note[]): void => {
    queue.current = notes;
    setWaiting(notes);
  };
  const flush = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setError(null);
    try {
      for (let note = queue.current[0]; note; note = queue.current[0]) {
        const answer = await enterIncident(id, { kind: 'note', ...note });
        client.setQueryData(['incidents', id], answer);
        set(queue.current.filter(({ key }) => key !== note?.key));
      }
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    } finally {
      isSending.current = false;
      void client.invalidateQueries({ queryKey: ['incidents', 'list'] });
    }
  };
  return {
    waiting,
    error,
    add(text) {
      if (queue.current.length >= mostWaiting) return false;
      set([...queue.current, { key: newKey(), text }]);
      void flush();
      return true;
    },
    retry: () => void flush(),
    drop() {
      set([]);
      setError(null);
    },
  };
}
