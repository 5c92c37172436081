import { useSyncExternalStore } from 'react';
import {
  addLine,
  dropLine,
  findStuck,
  getQueue,
  type OutgoingLine,
  type QueueState,
  retryLine,
  watchQueues,
} from '../../connection/desk/sendQueues.ts';
import { toLogPage } from '../../lib/desk/logNames.ts';
import { useUser } from './useDesk.ts';

/** Lines on their way into a log. */
export interface SendQueue extends QueueState {
  /** Sends a line after those before it; false where too many wait. */
  add(line: OutgoingLine): boolean;
  /** Sends what did not arrive again; with a key also the line that was refused. */
  retry(key?: string): void;
  /** Gives up a line, and goes on with the next. */
  drop(key: string): void;
}

/**
 * Sends lines one after another, so that the next can be typed at once, their order holds and none is lost when the server is slow.
 * They are of the person and the log, not of the form: one that is left and opened again finds them.
 */
export function useSendQueue(log: string): SendQueue {
  const own = `${useUser().id} ${log}`;
  const state = useSyncExternalStore(watchQueues, () => getQueue(own));
  return {
    ...state,
    add: (line) => addLine(own, line),
    retry: (key) => retryLine(own, key),
    drop: (key) => dropLine(own, key),
  };
}

/** Lines of this person that are in no log yet and wait for a decision, and the page of the first; null for none. */
export function useUnsent(): { readonly count: number; readonly to: string } | null {
  const { id } = useUser();
  const count = useSyncExternalStore(watchQueues, () => findStuck(id)?.count ?? 0);
  const log = useSyncExternalStore(watchQueues, () => findStuck(id)?.log ?? null);
  if (log === null) return null;
  return { count, to: toLogPage(log) };
}
