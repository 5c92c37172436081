import { slowBytes, slowCloseMs, slowMessages } from '#shared/protocol/limits.ts';

/** What waits in our memory for one client. */
export interface Backlog {
  readonly bytes: number;
  readonly messages: number;
}

/** A subscriber as the guard sees it. */
export interface GuardedReader {
  readBacklog(): Backlog;
  /** Stops frames to this reader and returns the `seq` up to which it was served. */
  pause(): number;
  /** Sends what it missed since `seq` and lets frames flow again, in one step. */
  resume(since: number): void;
  /** Ends the connection without waiting for the backlog. */
  close(): void;
}

/** Limits of the guard. */
export interface GuardLimits {
  readonly bytes: number;
  readonly messages: number;
  readonly closeMs: number;
}

/** Keeps a client that stopped reading from filling our memory (R13). */
export interface SlowConsumerGuard {
  add(reader: GuardedReader): void;
  remove(reader: GuardedReader): void;
  /** Called when the reader subscribes anew: the snapshot makes up for everything missed. */
  forget(reader: GuardedReader): void;
  /** True while more waits for this reader than is kept for anyone: whatever it asks for would pile up. */
  isFull(reader: GuardedReader): boolean;
  /** Looks at every reader; called a few times a second. Allocates one small object a reader. */
  check(): void;
  figures(): { readonly slow: number; readonly paused: number; readonly closed: number };
}

const defaultLimits: GuardLimits = { bytes: slowBytes, messages: slowMessages, closeMs: slowCloseMs };

/** Builds the guard; `monotonic` gives milliseconds. */
export function createSlowConsumerGuard(
  monotonic: () => number,
  limits: GuardLimits = defaultLimits,
): SlowConsumerGuard {
  const readers = new Map<GuardedReader, { since: number; at: number } | null>();
  let paused = 0;
  let closed = 0;

  const isFull = (reader: GuardedReader): boolean => {
    const { bytes, messages } = reader.readBacklog();
    return bytes > limits.bytes || messages > limits.messages;
  };
  const checkOne = (reader: GuardedReader): void => {
    const slow = readers.get(reader);
    const { bytes, messages } = reader.readBacklog();
    if (!slow) {
      if (bytes <= limits.bytes && messages <= limits.messages) return;
      paused += 1;
      readers.set(reader, { since: reader.pause(), at: monotonic() });
    } else if (messages === 0 && bytes === 0) {
      readers.set(reader, null);
      reader.resume(slow.since);
    } else if (monotonic() - slow.at > limits.closeMs) {
      closed += 1;
      readers.delete(reader);
      reader.close();
    }
  };

  return {
    isFull,
    add: (reader) => void readers.set(reader, null),
    remove: (reader) => void readers.delete(reader),
    forget: (reader) => void (readers.has(reader) && readers.set(reader, null)),
    check() {
      for (const reader of [...readers.keys()]) checkOne(reader);
    },
    figures() {
      let slow = 0;
      for (const state of readers.values()) if (state) slow += 1;
      return { slow, paused, closed };
    },
  };
}

interface EngineParts {
  readonly writeBuffer?: readonly { readonly data?: unknown }[];
  readonly transport?: {
    readonly socket?: { readonly bufferedAmount?: number; readonly terminate?: () => void };
  };
  readonly close: (discard?: boolean) => void;
}

/** Reads what engine.io and ws hold for a connection; neither has a public figure for it. */
export function readEngineBacklog(conn: unknown): Backlog {
  const { writeBuffer = [], transport } = conn as EngineParts;
  let bytes = transport?.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += typeof data === 'string' ? data.length : 0;
  return { bytes, messages: writeBuffer.length };
}

/** Ends a connection at once: a polite close would wait for a client that does not read. */
export function dropEngineConnection(conn: unknown): void {
  const engine = conn as EngineParts;
  const socket = engine.transport?.socket;
  engine.close(true);
  socket?.terminate?.();
}
