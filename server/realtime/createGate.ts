import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'socket.io';
import { createAdmission } from './live/admission.ts';
import type { Admit } from './socketRegistry.ts';
import type { SocketRights } from './socketRights.ts';

/** Needs of `createGate`. */
export interface GateParts {
  readonly rights: SocketRights;
  readonly allowOrigin: (headers: IncomingHttpHeaders) => boolean;
  readonly monotonic: () => number;
  /** Open connections of one caller. */
  readonly maxOfCaller: number;
  /** And of all; left out where there are only so many callers. */
  readonly maxSockets?: number;
}

/** The door of a namespace for those who are known. */
export interface Gate {
  readonly admit: Admit;
  close(): void;
}

/** Lets in whoever has the right, at a bounded rate and so many at once. */
export function createGate(parts: GateParts): Gate {
  const admission = createAdmission(parts.monotonic);
  return {
    admit(socket, next) {
      if (!parts.allowOrigin(socket.handshake.headers)) next(new Error('forbidden'));
      else if (!admission.admit(() => void enter(socket, next, parts))) socket.conn.close();
    },
    close: admission.close,
  };
}

async function enter(
  socket: Socket,
  next: (error?: Error) => void,
  { rights, maxOfCaller, maxSockets = Number.POSITIVE_INFINITY }: GateParts,
): Promise<void> {
  try {
    if (!(await rights.enter(socket))) return next(new Error('sign-in'));
    const { sockets } = socket.nsp;
    const id = rights.callerOf(socket)?.actor.id;
    let own = 0;
    for (const other of sockets.values()) if (rights.callerOf(other)?.actor.id === id) own += 1;
    const isFull = own >= maxOfCaller || sockets.size >= maxSockets;
    if (isFull) rights.forget(socket);
    next(isFull ? new Error('busy') : undefined);
  } catch {
    next(new Error('unavailable'));
  }
}
