import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'socket.io';
import type { Session, SessionLine, SessionView, ToldPromises } from '#shared/model/session.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import {
  type ReviewJoin,
  type ReviewLeft,
  type ReviewPoint,
  type ReviewShown,
  type ReviewWelcome,
  reviewJoinSchema,
  reviewPointSchema,
  reviewReadySchema,
  reviewShowSchema,
} from '#shared/protocol/review.ts';
import { type Actor, toActorText } from '../../domain/people/actor.ts';
import type { Arrival, Stage } from '../../domain/sessions/createStage.ts';
import { toGuestLine, toGuestSession } from '../../domain/sessions/toGuestSight.ts';
import { createGate } from '../createGate.ts';
import {
  createDispatcher,
  type DispatchLog,
  defineHandler,
  OneStep,
  RefusedError,
} from '../live/dispatcher.ts';
import {
  createSlowConsumerGuard,
  dropEngineConnection,
  type GuardedReader,
  readEngineBacklog,
  type SlowConsumerGuard,
} from '../live/slowConsumerGuard.ts';
import type { SocketRegistry } from '../socketRegistry.ts';
import { createSocketRights, type RightsParts, type SocketRights } from '../socketRights.ts';
import {
  createReviewRooms,
  type ReviewRooms,
  type ReviewSpace,
  toFeedRoom,
  toLinesRoom,
  toPageRoom,
} from './createReviewRooms.ts';
import { reviewNamespace } from './reviewEvents.ts';

/** Open pages of one person, and of all. */
const maxOfPerson = 8;
const maxSockets = 2_000;
/** A presenter's pointer comes ten times a second. */
const limits = { burst: 40, perSecond: 15 };
/** How often backlogs are looked at. Milliseconds. */
const watchMs = 500;
/** A view is confirmed once it is kept; everyone sees it already, so a slow disk holds the presenter up no longer than this. Milliseconds. */
const keepWaitMs = 1_000;

/** What of a session stands outside its log. */
interface Loaded {
  readonly stage: Stage;
  readonly told: ToldPromises;
  readonly agreement: ReviewWelcome['agreement'];
}

/** Needs of `registerReview`. */
export interface ReviewSocketParts {
  readonly rights: RightsParts;
  readonly log: DispatchLog;
  readonly allowOrigin: (headers: IncomingHttpHeaders) => boolean;
  readonly monotonic: () => number;
  readonly now: () => number;
  /** A session that is planned or runs, as it is now. */
  readonly peek: (id: string) => Session | undefined;
  /** Lines of such a session after this version. */
  readonly linesAfter: (id: string, version: number) => readonly SessionLine[];
  /** Reads whatever a page of this session needs; null for a session that is not there or has ended. */
  readonly load: (id: string) => Promise<Loaded | null>;
  /** True for a person who leads sessions. */
  readonly mayLead: (actor: Actor) => boolean;
  /** For whom a person or guest speaks, as printed; null for nobody in particular. */
  readonly speaksFor: (actor: Actor) => string | null;
  /** False for a view of what is not in the catalogue. */
  readonly isView: (view: SessionView) => boolean;
  readonly whyOver: (guest: Actor) => ReviewLeft['reason'];
  readonly onShown: (session: string, shown: ReviewShown) => void;
  readonly onPointed: (session: string, point: ReviewPoint) => void;
  /** Writes what sessions show and who is there; never rejects. */
  readonly keep: () => Promise<void>;
}

/** The namespace while it runs. */
export interface ReviewNamespace {
  sendLine(session: Session, line: SessionLine): void;
  sendShown(session: string, shown: ReviewShown): void;
  close(): void;
}

/** A page that has joined. */
interface Member {
  readonly actor: Actor;
  readonly session: string;
  readonly stage: Stage;
  readonly reader: GuardedReader;
}

interface ReviewContext {
  readonly parts: ReviewSocketParts;
  readonly rights: SocketRights;
  readonly rooms: ReviewRooms;
  readonly members: WeakMap<Socket, Member>;
  readonly guard: SlowConsumerGuard;
}

/** Opens `/review`: everyone in a session sees what its presenter shows. */
export function registerReview(registry: SocketRegistry, parts: ReviewSocketParts): ReviewNamespace {
  const rights = createSocketRights({
    ...parts.rights,
    access: reviewNamespace.access,
    end(socket) {
      const actor = rights.callerOf(socket)?.actor;
      socket.emit('review:left', { reason: actor?.guest ? parts.whyOver(actor) : 'session' });
      socket.disconnect(true);
    },
  });
  const gate = createGate({ ...parts, rights, maxOfCaller: maxOfPerson, maxSockets });
  const space: ReviewSpace = registry.open(reviewNamespace, gate.admit);
  const rooms = createReviewRooms(space);
  const guard = createSlowConsumerGuard(parts.monotonic);
  const context: ReviewContext = { parts, rights, rooms, members: new WeakMap(), guard };
  const dispatcher = createReviewDispatcher(context);
  space.on('connection', (socket) => {
    dispatcher.attach(socket);
    socket.on('disconnect', () => leave(socket, context));
  });
  const watch = setInterval(guard.check, watchMs);
  return {
    sendShown: rooms.sendShown,
    sendLine(session, line) {
      rooms.sendLine(session, line);
      if (session.state === 'ended') rooms.endAll(session.id, 'ended');
    },
    close() {
      clearInterval(watch);
      rooms.close();
      gate.close();
      rights.close();
    },
  };
}

function createReviewDispatcher(context: ReviewContext) {
  const { parts, members, rooms } = context;
  const memberOf = (socket: Socket): Member => {
    const member = members.get(socket);
    if (!member) throw new RefusedError('forbidden', 'review:join comes first');
    return member;
  };
  const presenterOf = (socket: Socket): Member => {
    const member = memberOf(socket);
    if (!mayShow(member.actor, parts.peek(member.session), parts))
      throw new RefusedError('forbidden', 'only the presenter shows');
    return member;
  };
  return createDispatcher({
    handlers: new Map([
      ['review:join', defineHandler(reviewJoinSchema, (join, socket) => handleJoin(join, socket, context))],
      [
        'review:show',
        defineHandler(reviewShowSchema, async ({ view }, socket) => {
          const { actor, session, stage } = presenterOf(socket);
          if (!parts.isView(view)) throw new RefusedError('invalid', 'view: not in the catalogue');
          const shown = stage.show(view, { id: toActorText(actor), name: actor.label });
          rooms.sendShown(session, shown);
          parts.onShown(session, shown);
          await waitAtMost(parts.keep(), keepWaitMs);
          return { n: shown.n };
        }),
      ],
      [
        'review:point',
        defineHandler(reviewPointSchema, (point, socket) => {
          const { session } = presenterOf(socket);
          rooms.point(session, point, socket.id);
          parts.onPointed(session, point);
          return null;
        }),
      ],
      [
        'review:ready',
        defineHandler(reviewReadySchema, ({ ready }, socket) => {
          const { actor, session, stage } = memberOf(socket);
          if (parts.peek(session)?.poll == null) throw new RefusedError('forbidden', 'no poll is open');
          stage.setReady(toActorText(actor), ready);
          rooms.tellPeople(session);
          return { ready };
        }),
      ],
    ]),
    log: parts.log,
    monotonic: parts.monotonic,
    limits,
  });
}

/** The presenter, or any leader while nobody presents, and only while the session runs. */
function mayShow(actor: Actor, session: Session | undefined, { mayLead }: ReviewSocketParts): boolean {
  if (session?.state !== 'open') return false;
  return session.presenter ? session.presenter.id === toActorText(actor) : mayLead(actor);
}

async function handleJoin(join: ReviewJoin, socket: Socket, context: ReviewContext): Promise<OneStep> {
  const { parts, rights } = context;
  if (join.protocol !== protocolVersion)
    throw new RefusedError('version', `this server speaks protocol ${protocolVersion}`);
  const actor = rights.callerOf(socket)?.actor;
  const isTheirs = actor && (actor.guest === undefined || actor.guest.session === join.session);
  const loaded = isTheirs ? await parts.load(join.session) : null;
  return new OneStep(() => {
    const session = parts.peek(join.session);
    if (!actor || !loaded || !session) throw new RefusedError('forbidden', 'no such session');
    if (!socket.connected) throw new RefusedError('busy', 'connection is closing');
    return enter(socket, { actor, session, ...loaded }, context);
  });
}

interface Entering extends Loaded {
  readonly actor: Actor;
  readonly session: Session;
}

/** Joins and answers in one step: with an await between, a line could fall into the gap (P28). */
function enter(
  socket: Socket,
  { actor, session, stage, told, agreement }: Entering,
  context: ReviewContext,
): ReviewWelcome {
  const { parts, rooms, members, guard } = context;
  const id = toActorText(actor);
  const known = members.get(socket);
  if (known && guard.isFull(known.reader)) throw new RefusedError('busy', 'read what was sent first');
  if (known?.session === session.id) guard.forget(known.reader);
  else {
    leave(socket, context);
    const arrival: Arrival = {
      id,
      name: actor.label,
      speaksFor: parts.speaksFor(actor),
      isGuest: actor.kind === 'guest',
      connection: socket.id,
    };
    if (!stage.enter(arrival)) throw new RefusedError('busy', 'the session is full');
    const reader = toReader(socket, { session: session.id, actor }, context);
    members.set(socket, { actor, session: session.id, stage, reader });
    guard.add(reader);
    rooms.open(session, stage);
    rooms.tellPeople(session.id);
  }
  void socket.join([...listFeeds(session.id, actor), toPageRoom(session.id)]);
  const { poll } = session;
  const link = actor.guest?.link ?? null;
  const isToldPromises = link === null || session.state === 'open';
  return {
    serverAt: parts.now(),
    session: link === null ? session : toGuestSession(session, link),
    shown: stage.shown(),
    you: {
      id,
      name: actor.label,
      mayLead: parts.mayLead(actor),
      link,
      agency: actor.agency,
    },
    here: stage.here(),
    poll: poll === null ? null : { text: poll, ready: stage.countReady(), mine: stage.isReady(id) },
    ...(isToldPromises ? told : { promises: [] }),
    agreement,
  };
}

/** What a page hears as long as it reads. */
function listFeeds(session: string, actor: Actor): string[] {
  return [toFeedRoom(session), toLinesRoom(session, actor.guest?.link ?? null)];
}

function leave(socket: Socket, { members, rooms, guard }: ReviewContext): void {
  const member = members.get(socket);
  if (!member) return;
  members.delete(socket);
  guard.remove(member.reader);
  const joined = [...listFeeds(member.session, member.actor), toPageRoom(member.session)];
  for (const room of joined) void socket.leave(room);
  member.stage.leave(toActorText(member.actor), socket.id);
  rooms.tellPeople(member.session);
  rooms.closeEmpty(member.session);
}

/** A page that does not read is sent nothing more until it has, and then every line that it missed and what is shown now. */
function toReader(
  socket: Socket,
  { session, actor }: Pick<Member, 'session' | 'actor'>,
  { parts, members, rooms }: ReviewContext,
): GuardedReader {
  const feeds = listFeeds(session, actor);
  const link = actor.guest?.link;
  const toTold = (line: SessionLine) => (link === undefined ? line : toGuestLine(line, link));
  return {
    readBacklog: () => readEngineBacklog(socket.conn),
    pause() {
      for (const feed of feeds) void socket.leave(feed);
      return parts.peek(session)?.version ?? 0;
    },
    resume(since) {
      const stage = members.get(socket)?.stage;
      if (!stage) return;
      for (const line of parts.linesAfter(session, since))
        socket.emit('review:line', { version: line.n, line: toTold(line) });
      socket.emit('review:shown', stage.shown());
      // Where someone pointed meanwhile is gone, and how many are here comes again.
      socket.emit('review:pointed', { at: null });
      void socket.join(feeds);
      rooms.tellPeople(session);
    },
    close: () => dropEngineConnection(socket.conn),
  };
}

async function waitAtMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
