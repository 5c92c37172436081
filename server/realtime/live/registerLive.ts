import type { IncomingHttpHeaders } from 'node:http';
import type { Namespace, Server, Socket } from 'socket.io';
import type { PillarId } from '#shared/model/ids.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import {
  type LiveClientToServerEvents,
  type LiveServerToClientEvents,
  type ServerMode,
  type Subscribed,
  type SubscribeRequest,
  subscribeSchema,
} from '#shared/protocol/live.ts';
import type { LiveState } from '../../domain/live/liveState.ts';
import { createSocketRegistry, type SocketRegistry } from '../socketRegistry.ts';
import { createSocketRights, type RightsParts, type SocketRights } from '../socketRights.ts';
import { type AdmissionLimits, createAdmission } from './admission.ts';
import { type Broadcaster, type Channel, createBroadcaster } from './broadcaster.ts';
import {
  createDispatcher,
  type Dispatcher,
  type DispatchLimits,
  type DispatchLog,
  defineHandler,
  RefusedError,
} from './dispatcher.ts';
import { createFrameRooms, type FrameRooms } from './frameRooms.ts';
import { liveNamespace } from './liveEvents.ts';
import { createPacketLimit, type PacketLimits } from './packetLimit.ts';
import {
  createSlowConsumerGuard,
  dropEngineConnection,
  type GuardedReader,
  type GuardLimits,
  readEngineBacklog,
  type SlowConsumerGuard,
} from './slowConsumerGuard.ts';

/** How often silence and backlogs are looked at; with `beatMs` it keeps beats under the promised 2 s. Milliseconds. */
const watchMs = 250;

/** Needs of `registerLive`. */
export interface LiveParts {
  readonly liveState: LiveState;
  readonly mode: ServerMode;
  /** Pillar of an indicator, from the region's catalogue. */
  readonly pillarOf: (indicator: string) => PillarId | undefined;
  /** Version of the catalogue and word of its changes (P15). */
  readonly catalogue?: { version(): string; onChange(listener: () => void): () => void };
  /** Wall clock, epoch milliseconds. */
  readonly now: () => number;
  readonly log: DispatchLog;
  /** Second look at the handshake's headers, after the one of `allowRequest`. */
  readonly allowOrigin?: (headers: IncomingHttpHeaders) => boolean;
  /** Who may look and until when; left out, everyone. */
  readonly rights?: RightsParts;
  /** Other limits than the usual, for tests. */
  readonly limits?: {
    readonly dispatch?: Partial<DispatchLimits>;
    readonly admission?: AdmissionLimits;
    readonly packets?: PacketLimits;
    readonly guard?: GuardLimits;
  };
}

/** State of `/live` for `/metrics`. */
interface LiveFigures {
  readonly sockets: number;
  readonly channels: number;
  /** Frames sent to channels since the start, beats apart. */
  readonly frames: number;
  readonly beats: number;
  /** Subscribers that do not read fast enough right now; paused and closed since the start. */
  readonly slow: number;
  readonly paused: number;
  readonly closed: number;
  readonly closedForAbuse: number;
  readonly closedForFlood: number;
  readonly turnedAway: number;
  readonly refused: Readonly<Record<string, number>>;
}

/** The namespace while it runs. */
export interface LiveNamespace {
  figures(): LiveFigures;
  /** Stops timers and listeners; sockets are closed by whoever closes the server. */
  close(): void;
}

interface Member {
  channel: Channel | null;
  readonly reader: GuardedReader;
}

type LiveSpace = Namespace<LiveClientToServerEvents, LiveServerToClientEvents>;

/** Opens `/live`: reading only, every event through one dispatcher (R16). */
export function registerLive(
  io: Server,
  parts: LiveParts,
  registry: SocketRegistry = createSocketRegistry(io),
): LiveNamespace {
  const monotonic = (): number => performance.now();
  const admission = createAdmission(monotonic, parts.limits?.admission);
  const guard = createSlowConsumerGuard(monotonic, parts.limits?.guard);
  const rooms = createFrameRooms(liveNamespace.name);
  const broadcaster = createBroadcaster({
    ...parts,
    monotonic,
    emit: rooms.send,
  });
  const members = new WeakMap<Socket, Member>();
  const dispatcher = createLiveDispatcher({ parts, members, rooms, broadcaster, guard, monotonic });
  const packetLimit = createPacketLimit(io.engine, { log: parts.log, monotonic }, parts.limits?.packets);
  let turnedAway = 0;

  const rights = parts.rights ? createLiveRights(parts.rights) : null;
  const space: LiveSpace = registry.open(liveNamespace, (socket, next) => {
    if (parts.allowOrigin && !parts.allowOrigin(socket.handshake.headers)) {
      next(new Error('forbidden'));
    } else if (!admission.admit(() => enter(socket, rights, next))) {
      turnedAway += 1;
      // Closing the transport, unlike a refusal, lets a stock client come back by itself with its back-off.
      socket.conn.close();
    }
  });
  space.on('connection', (socket) => greet(socket, { members, rooms, broadcaster, guard, dispatcher }));
  const stopCatalogue = parts.catalogue?.onChange(() => {
    space.emit('live:catalogue', { version: parts.catalogue?.version() ?? '' });
  });
  const watch = setInterval(() => {
    guard.check();
    broadcaster.beat();
  }, watchMs);

  return {
    figures: () => ({
      sockets: space.sockets.size,
      turnedAway,
      ...broadcaster.figures(),
      ...guard.figures(),
      ...dispatcher.figures(),
      ...packetLimit.figures(),
    }),
    close() {
      clearInterval(watch);
      stopCatalogue?.();
      admission.close();
      rights?.close();
      packetLimit.close();
      broadcaster.close();
    },
  };
}

function createLiveRights(parts: RightsParts): SocketRights {
  return createSocketRights({
    ...parts,
    access: liveNamespace.access,
    end: (socket) => socket.disconnect(true),
  });
}

/** Where everyone may look, entering waits for nothing. */
function enter(socket: Socket, rights: SocketRights | null, next: (error?: Error) => void): void {
  if (!rights || rights.isOpen) {
    next();
    return;
  }
  rights.enter(socket).then(
    (isLet) => next(isLet ? undefined : new Error('sign-in')),
    () => next(new Error('unavailable')),
  );
}

/** Keeps what belongs to a socket for as long as it lives. */
function greet(
  socket: Socket<LiveClientToServerEvents, LiveServerToClientEvents>,
  { members, rooms, broadcaster, guard, dispatcher }: GreetContext,
): void {
  const member: Member = {
    channel: null,
    reader: toReader(socket, { rooms, broadcaster }, () => member.channel),
  };
  members.set(socket, member);
  dispatcher.attach(socket);
  guard.add(member.reader);
  socket.on('disconnect', () => {
    members.delete(socket);
    guard.remove(member.reader);
    if (!member.channel) return;
    rooms.leave(member.channel.room, socket.conn);
    broadcaster.leave(member.channel);
    member.channel = null;
  });
}

interface DispatcherContext {
  readonly parts: LiveParts;
  readonly members: WeakMap<Socket, Member>;
  readonly rooms: FrameRooms;
  readonly broadcaster: Broadcaster;
  readonly guard: SlowConsumerGuard;
  readonly monotonic: () => number;
}

interface GreetContext extends Omit<DispatcherContext, 'parts' | 'monotonic'> {
  readonly dispatcher: Dispatcher;
}

function createLiveDispatcher(context: DispatcherContext): Dispatcher {
  const { parts, members, rooms, broadcaster, guard, monotonic } = context;
  const handleSubscribe = defineHandler(subscribeSchema, (request, socket) => {
    const member = members.get(socket);
    if (!member) throw new RefusedError('busy', 'connection is closing');
    const answer = subscribe(request, { socket, member, rooms, broadcaster, guard });
    return parts.catalogue ? { ...answer, catalogue: parts.catalogue.version() } : answer;
  });
  return createDispatcher({
    handlers: new Map([['live:subscribe', handleSubscribe]]),
    log: parts.log,
    monotonic,
    ...(parts.limits?.dispatch ? { limits: parts.limits.dispatch } : {}),
  });
}

interface SubscribeContext {
  readonly socket: Socket;
  readonly member: Member;
  readonly rooms: FrameRooms;
  readonly broadcaster: Broadcaster;
  readonly guard: SlowConsumerGuard;
}

/** Joins and answers in one step: with an await between, a change could fall into the gap (P4, P5). */
function subscribe(
  request: SubscribeRequest,
  { socket, member, rooms, broadcaster, guard }: SubscribeContext,
): Subscribed {
  if (request.protocol !== undefined && request.protocol !== protocolVersion) {
    throw new RefusedError('version', `this server speaks protocol ${protocolVersion}`);
  }
  if (guard.isFull(member.reader)) throw new RefusedError('busy', 'read what was sent first');
  const channel = broadcaster.enter(request.topics, request.encoding ?? 'records', request.pace);
  if (member.channel) {
    rooms.leave(member.channel.room, socket.conn);
    broadcaster.leave(member.channel);
  }
  member.channel = channel;
  guard.forget(member.reader);
  rooms.join(channel.room, socket.conn);
  return broadcaster.answer(channel, request.resume);
}

function toReader(
  socket: Socket<LiveClientToServerEvents, LiveServerToClientEvents>,
  { rooms, broadcaster }: Pick<SubscribeContext, 'rooms' | 'broadcaster'>,
  channelOf: () => Channel | null,
): GuardedReader {
  return {
    readBacklog: () => readEngineBacklog(socket.conn),
    pause() {
      const channel = channelOf();
      if (!channel) return 0;
      rooms.leave(channel.room, socket.conn);
      return channel.seq;
    },
    resume(since) {
      const channel = channelOf();
      if (!channel) return;
      for (const { name, payload } of broadcaster.catchUp(channel, since))
        socket.emit(name, payload as never);
      rooms.join(channel.room, socket.conn);
    },
    close: () => dropEngineConnection(socket.conn),
  };
}
