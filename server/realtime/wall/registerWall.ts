import type { IncomingHttpHeaders } from 'node:http';
import type { Namespace, Socket } from 'socket.io';
import type { WallOrders } from '#shared/model/wall.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import type { ReviewPoint } from '#shared/protocol/review.ts';
import {
  type ProofVerdict,
  type WallClientToServerEvents,
  type WallHello,
  type WallPicture,
  type WallProof,
  type WallServerToClientEvents,
  wallHelloSchema,
  wallProofSchema,
} from '#shared/protocol/wall.ts';
import { createGate } from '../createGate.ts';
import { createDispatcher, type DispatchLog, defineHandler, RefusedError } from '../live/dispatcher.ts';
import type { SocketRegistry } from '../socketRegistry.ts';
import { createSocketRights, type RightsParts, type SocketRights } from '../socketRights.ts';
import { wallNamespace } from './wallEvents.ts';

/** Connections of one wall: an old page and a new one, and a screen too many so that the desk can see it. */
const maxOfWall = 4;

/** Needs of `registerWall`. */
export interface WallSocketParts {
  readonly rights: RightsParts;
  readonly log: DispatchLog;
  readonly allowOrigin: (headers: IncomingHttpHeaders) => boolean;
  readonly monotonic: () => number;
  readonly now: () => number;
  /** What the wall of this pairing is to do; null where it is none any more. */
  readonly ordersOf: (uid: string) => Promise<WallOrders | null>;
  /** What a session shows; null where it shows nothing on walls. */
  readonly pictureOf: (session: string | undefined) => WallPicture | null;
  readonly onHello: (uid: string, connection: string, hello: WallHello) => void;
  readonly onProof: (uid: string, connection: string, proof: WallProof) => ProofVerdict;
  readonly onGone: (uid: string, connection: string) => void;
}

/** The namespace while it runs. */
export interface WallNamespace {
  /** Sends a wall everything that it is to do. */
  sendSetup(uid: string, orders: WallOrders): void;
  sendShow(uid: string, show: WallOrders['show']): void;
  sendMessage(uid: string, message: WallOrders['message']): void;
  /** How many pages were asked. */
  sendReload(uid: string): number;
  sendPicture(uid: string, picture: WallPicture): void;
  /** Where the presenter points; lost where a line is slow. */
  sendPoint(uid: string, at: ReviewPoint['at']): void;
  close(): void;
}

type WallSpace = Namespace<WallClientToServerEvents, WallServerToClientEvents>;

/** Opens `/wall`: walls say what they paint and hear what they are to show. */
export function registerWall(registry: SocketRegistry, parts: WallSocketParts): WallNamespace {
  const rights = createSocketRights({
    ...parts.rights,
    access: wallNamespace.access,
    end: (socket) => socket.disconnect(true),
  });
  const gate = createGate({ ...parts, rights, maxOfCaller: maxOfWall });
  const dispatcher = createWallDispatcher(parts, rights);
  const space: WallSpace = registry.open(wallNamespace, gate.admit);
  space.on('connection', (socket) => {
    dispatcher.attach(socket);
    const uid = rights.callerOf(socket)?.actor.id;
    if (uid !== undefined) socket.on('disconnect', () => parts.onGone(uid, socket.id));
  });
  const socketsOf = (uid: string) =>
    [...space.sockets.values()].filter((socket) => rights.callerOf(socket)?.actor.id === uid);
  return {
    sendSetup(uid, orders) {
      for (const socket of socketsOf(uid)) socket.emit('wall:setup', orders);
    },
    sendShow(uid, show) {
      for (const socket of socketsOf(uid)) socket.emit('wall:show', { show });
    },
    sendMessage(uid, message) {
      for (const socket of socketsOf(uid)) socket.emit('wall:message', { message });
    },
    sendReload(uid) {
      const sockets = socketsOf(uid);
      for (const socket of sockets) socket.emit('wall:reload', { at: parts.now() });
      return sockets.length;
    },
    sendPicture(uid, picture) {
      for (const socket of socketsOf(uid)) socket.emit('wall:picture', { picture });
    },
    sendPoint(uid, at) {
      for (const socket of socketsOf(uid)) socket.volatile.emit('wall:pointed', { at });
    },
    close() {
      gate.close();
      rights.close();
    },
  };
}

function createWallDispatcher(parts: WallSocketParts, rights: SocketRights) {
  const uidOf = (socket: Socket): string => {
    const uid = rights.callerOf(socket)?.actor.id;
    if (uid === undefined) throw new RefusedError('forbidden', 'not a wall any more');
    return uid;
  };
  const greeted = new WeakSet<Socket>();
  const handleHello = defineHandler(wallHelloSchema, async (hello, socket) => {
    if (hello.protocol !== protocolVersion)
      throw new RefusedError('version', `this server speaks protocol ${protocolVersion}`);
    const uid = uidOf(socket);
    const orders = await parts.ordersOf(uid);
    if (!orders) throw new RefusedError('forbidden', 'not a wall any more');
    if (socket.connected) {
      greeted.add(socket);
      parts.onHello(uid, socket.id, hello);
    }
    return { serverAt: parts.now(), orders, picture: parts.pictureOf(orders.show?.session) };
  });
  const handleProof = defineHandler(wallProofSchema, (proof, socket) => {
    if (!greeted.has(socket)) throw new RefusedError('forbidden', 'wall:hello comes first');
    return { verdict: parts.onProof(uidOf(socket), socket.id, proof), serverAt: parts.now() };
  });
  return createDispatcher({
    handlers: new Map([
      ['wall:hello', handleHello],
      ['wall:proof', handleProof],
    ]),
    log: parts.log,
    monotonic: parts.monotonic,
    limits: { burst: 10, perSecond: 2 },
  });
}
