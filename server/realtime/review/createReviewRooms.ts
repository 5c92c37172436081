import type { Namespace } from 'socket.io';
import type { Session, SessionLine } from '#shared/model/session.ts';
import type {
  ReviewClientToServerEvents,
  ReviewLeft,
  ReviewPoint,
  ReviewServerToClientEvents,
  ReviewShown,
} from '#shared/protocol/review.ts';
import type { Stage } from '../../domain/sessions/createStage.ts';
import { toGuestLine } from '../../domain/sessions/toGuestSight.ts';
import { createPace, type Pace } from './createPace.ts';

export type ReviewSpace = Namespace<ReviewClientToServerEvents, ReviewServerToClientEvents>;

/**
 * A pointer that moves costs everyone 60 bytes a place: at four places a second 14 kB a minute, which leaves room for what is shown
 * within the 20 kB that a follower on a thin line may cost. Screens glide from one place to the next. Milliseconds.
 */
const pointMs = 250;
const peopleMs = 1_000;

interface Room {
  readonly stage: Stage;
  readonly people: Pace<null>;
  readonly points: Pace<ReviewPoint>;
  poll: string | null;
  /** Who is passed over with the pointer: whoever moves it. */
  pointer: string | null;
}

/** What is said to everyone in a session. Rooms are made with the first page of a session and go with its last. */
export interface ReviewRooms {
  /** Begins a room or finds it. */
  open(session: Session, stage: Stage): void;
  /** Tells how many are here, soon. */
  tellPeople(session: string): void;
  /** Hands a place of the pointer on to everyone but the page that it comes from. */
  point(session: string, point: ReviewPoint, from: string): void;
  sendShown(session: string, shown: ReviewShown): void;
  sendLine(session: Session, line: SessionLine): void;
  /** Ends every page of a session. */
  endAll(session: string, reason: ReviewLeft['reason']): void;
  /** The last page has left. */
  closeEmpty(session: string): void;
  close(): void;
}

/** Socket.IO room of those who are told what happens. */
export function toFeedRoom(session: string): string {
  return `feed:${session}`;
}

/** Those of them who are told lines alike: people with accounts, or guests of one link. */
export function toLinesRoom(session: string, link: string | null): string {
  return `lines:${session}:${link ?? ''}`;
}

/** And of every page of a session, also one that reads too slowly to be told anything now. */
export function toPageRoom(session: string): string {
  return `pages:${session}`;
}

/** Builds them over the namespace. */
export function createReviewRooms(space: ReviewSpace): ReviewRooms {
  const rooms = new Map<string, Room>();
  const everyone = (id: string) => space.to(toFeedRoom(id));
  const openRoom = (id: string, stage: Stage, poll: string | null): Room => {
    const room: Room = {
      stage,
      poll,
      pointer: null,
      people: createPace<null>(peopleMs, () => {
        const open = room.poll === null ? null : { text: room.poll, ready: stage.countReady() };
        everyone(id).emit('review:people', { here: stage.here(), poll: open });
      }),
      points: createPace<ReviewPoint>(pointMs, (point) => {
        const others = room.pointer === null ? everyone(id) : everyone(id).except(room.pointer);
        others.volatile.emit('review:pointed', point);
      }),
    };
    rooms.set(id, room);
    return room;
  };
  const closeRoom = (id: string): void => {
    const room = rooms.get(id);
    room?.people.stop();
    room?.points.stop();
    rooms.delete(id);
  };
  return {
    open({ id, poll }, stage) {
      if (!rooms.has(id)) openRoom(id, stage, poll);
    },
    tellPeople: (id) => rooms.get(id)?.people.push(null),
    point(id, point, from) {
      const room = rooms.get(id);
      if (!room) return;
      room.pointer = from;
      room.points.push(toThousandths(point));
    },
    sendShown: (id, shown) => void everyone(id).emit('review:shown', shown),
    sendLine(session, line) {
      tellLine(space, session, line);
      const room = rooms.get(session.id);
      if (!room || room.poll === session.poll) return;
      room.poll = session.poll;
      room.people.push(null);
    },
    endAll(id, reason) {
      // First, or each page that leaves would be told to those still leaving, after their last word.
      closeRoom(id);
      space.to(toPageRoom(id)).emit('review:left', { reason });
      space.in(toPageRoom(id)).disconnectSockets(true);
    },
    closeEmpty(id) {
      if (!space.adapter.rooms.has(toPageRoom(id))) closeRoom(id);
    },
    close() {
      for (const id of [...rooms.keys()]) closeRoom(id);
    },
  };
}

/** To each what is theirs to know. */
function tellLine(space: ReviewSpace, { id, version, links }: Session, line: SessionLine): void {
  space.to(toLinesRoom(id, null)).emit('review:line', { version, line });
  for (const link of links) {
    const guests = toLinesRoom(id, link.id);
    if (!space.adapter.rooms.has(guests)) continue;
    space.to(guests).emit('review:line', { version, line: toGuestLine(line, link.id) });
  }
}

/** Finer than any screen shows, and short on the wire. */
function toThousandths({ at }: ReviewPoint): ReviewPoint {
  return { at: at && { x: Math.round(at.x * 1_000) / 1_000, y: Math.round(at.y * 1_000) / 1_000 } };
}
