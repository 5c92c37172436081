import { useRef, useState } from 'react';

/** A line that was typed and is not recorded yet; its key keeps it from standing in the log twice, however often it is sent. */
export interface OutgoingLine {
  readonly key: string;
  readonly text: string;
  send(): Promise<void>;
}

/** Lines on their way into a log. */
export interface SendQueue {
  /** Not recorded yet, oldest first. */
  readonly waiting: readonly OutgoingLine[];
  /** Why the first of them was not taken. */
  readonly error: Error | null;
  /** Sends a line after those before it; false where too many wait. */
  add(line: OutgoingLine): boolean;
  retry(): void;
  /** Gives up the first, and goes on with the next. */
  drop(): void;
}

const mostWaiting = 20;

/** Sends lines one after another, so that the next can be typed at once, their order holds and none is lost when the server is slow. */
export function useSendQueue(): SendQueue {
  const queue = useRef<readonly OutgoingLine[]>([]);
  const isSending = useRef(false);
  const [waiting, setWaiting] = useState<readonly OutgoingLine[]>([]);
  const [error, setError] = useState<Error | null>(null);
  const set = (lines: readonly OutgoingLine[]): void => {
    queue.current = lines;
    setWaiting(lines);
  };
  const flush = async (): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setError(null);
    try {
      for (let line = queue.current[0]; line; line = queue.current[0]) {
        await line.send();
        set(queue.current.slice(1));
      }
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
    } finally {
      isSending.current = false;
    }
  };
  return {
    waiting,
    error,
    add(line) {
      if (queue.current.length >= mostWaiting) return false;
      set([...queue.current, line]);
      void flush();
      return true;
    },
    retry: () => void flush(),
    drop() {
      if (isSending.current) return;
      set(queue.current.slice(1));
      void flush();
    },
  };
}
