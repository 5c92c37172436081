import type { Socket } from 'socket.io';
import type { z } from 'zod';
import type { Ack, RefusalCode } from '#shared/protocol/refusal.ts';

/** A request that is refused with a code that the client may know; anything else a handler throws is `internal`. */
export class RefusedError extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** What an asynchronous handler answers where looking and answering must be one step: nothing falls in between. */
export class OneStep {
  readonly take: () => unknown;

  constructor(take: () => unknown) {
    this.take = take;
  }
}

/** One event of a namespace, with its payload already checked by `handle` through its schema. */
export interface EventHandler {
  run(payload: unknown, socket: Socket): unknown;
}

/** Where faults of ours are written; details never reach the client. */
export interface DispatchLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Needs of `createDispatcher`. */
export interface DispatcherParts {
  readonly handlers: ReadonlyMap<string, EventHandler>;
  readonly log: DispatchLog;
  /** Monotonic milliseconds. */
  readonly monotonic: () => number;
  readonly limits?: Partial<DispatchLimits>;
}

/** How much one socket may ask. */
export interface DispatchLimits {
  /** Requests that may come at once, and how many a second come back. */
  readonly burst: number;
  readonly perSecond: number;
  /** Refused requests within a minute after which the socket is closed. */
  readonly faultsPerMinute: number;
}

/** The one door for every client-to-server event (R16). */
export interface Dispatcher {
  /** Guards a socket for its life. */
  attach(socket: Socket): void;
  /** Refusals by code since the start, and sockets closed for abuse. */
  figures(): { readonly refused: Readonly<Record<string, number>>; readonly closedForAbuse: number };
}

const defaultLimits: DispatchLimits = { burst: 20, perSecond: 5, faultsPerMinute: 50 };

/** Binds a schema and a handler; the handler only ever sees what the schema lets through. */
export function defineHandler<Schema extends z.ZodType>(
  schema: Schema,
  handle: (payload: z.output<Schema>, socket: Socket) => unknown,
): EventHandler {
  return {
    run(payload, socket) {
      const parsed = schema.safeParse(payload);
      if (parsed.success) return handle(parsed.data, socket);
      const issue = parsed.error.issues[0];
      throw new RefusedError(
        'invalid',
        `${issue?.path.map(String).join('/') ?? ''}: ${issue?.message ?? ''}`,
      );
    },
  };
}

/**
 * Builds the dispatcher. It sits in `socket.use` and never calls `next`, so a client's event reaches no emitter: names such as
 * `error` would otherwise throw in Socket.IO itself. Allocates a few small objects a request; requests are rare.
 */
export function createDispatcher({ handlers, log, monotonic, limits }: DispatcherParts): Dispatcher {
  const refused: Record<string, number> = Object.create(null);
  let closedForAbuse = 0;

  const attach = (socket: Socket): void => {
    const allowance = createAllowance(monotonic, { ...defaultLimits, ...limits });
    const refuse = (error: unknown, answer: Answer): void => {
      const known = error instanceof RefusedError;
      if (!known) log.error({ err: error, socket: socket.id }, 'handler failed');
      const code = known ? error.code : 'internal';
      refused[code] = (refused[code] ?? 0) + 1;
      answer({ ok: false, code, message: known ? error.message : 'internal error' });
      if (code === 'internal' || code === 'busy' || !allowance.isAbuse() || !socket.connected) return;
      closedForAbuse += 1;
      log.warn({ socket: socket.id }, 'socket closed for abuse');
      socket.disconnect(true);
    };
    socket.use((packet: readonly unknown[]) => {
      const { name, args, answer } = toRequest(packet);
      try {
        if (!allowance.take()) throw new RefusedError('rate', 'too many requests');
        const handler = typeof name === 'string' ? handlers.get(name) : undefined;
        if (!handler) throw new RefusedError('unknown_event', 'no such event');
        if (args.length !== 1) throw new RefusedError('invalid', 'exactly one object is expected');
        const outcome = handler.run(args[0], socket);
        if (outcome instanceof Promise) {
          outcome
            .then((data) => answer({ ok: true, data: toData(data) }))
            .catch((error: unknown) => refuse(error, answer));
        } else answer({ ok: true, data: outcome });
      } catch (error) {
        refuse(error, answer);
      }
    });
    socket.on('error', (error) => log.warn({ err: error, socket: socket.id }, 'socket error'));
  };

  return { attach, figures: () => ({ refused: { ...refused }, closedForAbuse }) };
}

function toData(outcome: unknown): unknown {
  return outcome instanceof OneStep ? outcome.take() : outcome;
}

type Answer = (reply: Ack<unknown>) => void;

function toRequest(packet: readonly unknown[]): { name: unknown; args: readonly unknown[]; answer: Answer } {
  const [name, ...args] = packet;
  const last = args.at(-1);
  if (typeof last !== 'function') return { name, args, answer: () => {} };
  return { name, args: args.slice(0, -1), answer: (reply) => void last(reply) };
}

/** Requests and faults that one socket has left. */
function createAllowance(monotonic: () => number, { burst, perSecond, faultsPerMinute }: DispatchLimits) {
  let tokens = burst;
  let refilledAt = monotonic();
  let minuteStart = refilledAt;
  let faults = 0;
  return {
    take(): boolean {
      const at = monotonic();
      tokens = Math.min(burst, tokens + ((at - refilledAt) / 1_000) * perSecond);
      refilledAt = at;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
    /** Counts a fault; true when they are too many. */
    isAbuse(): boolean {
      const at = monotonic();
      if (at - minuteStart > 60_000) {
        minuteStart = at;
        faults = 0;
      }
      faults += 1;
      return faults > faultsPerMinute;
    },
  };
}
