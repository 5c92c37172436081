import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Socket } from 'socket.io';
import { type Access, type Caller, decideAccess } from '../domain/people/access.ts';

/** What of a handshake tells who asks. */
type Credentials = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Needs of the rights of sockets that every namespace shares. */
export interface RightsParts {
  readonly viewing: 'open' | 'signed-in';
  /** Who asks at the handshake; null for nobody known. */
  readonly identify: (credentials: Credentials, access: Access) => Promise<Caller | null>;
  /** The same for a socket that is open: it neither counts as a try nor as use of the session. */
  readonly recheck: (credentials: Credentials, access: Access) => Promise<Caller | null>;
  /** Told of everyone whose account, session or pairing changed; returns its off. */
  readonly onChange: (listener: (userId: string) => void) => () => void;
  readonly onError: (error: unknown) => void;
}

/** Needs of `createSocketRights`. */
export interface SocketRightsParts extends RightsParts {
  readonly access: Access;
  /** The right is gone: the socket must be closed. */
  readonly end: (socket: Socket, reason: 'session' | 'role') => void;
  /** How often every open socket is looked at. Milliseconds. */
  readonly everyMs?: number;
}

/** Who stands behind each open socket of a namespace, for as long as it may be there (S3). */
export interface SocketRights {
  /** True where everyone may enter. */
  readonly isOpen: boolean;
  /** True where the socket may enter; remembers who it is until it disconnects. */
  enter(socket: Socket): Promise<boolean>;
  callerOf(socket: Socket): Caller | null;
  /** It was refused for another reason after all. */
  forget(socket: Socket): void;
  close(): void;
}

interface Member {
  readonly socket: Socket;
  readonly caller: Caller;
  readonly credentials: Credentials;
}

/** With what a look itself takes, this stays under the 5 s that are promised. */
const usualEveryMs = 3_500;
/** Looks at once. */
const chunk = 16;

/** Builds the rights of one namespace; where everyone may enter nothing is asked and no timer runs. */
export function createSocketRights(parts: SocketRightsParts): SocketRights {
  const members = new Map<Socket, Member>();
  const isOpen =
    parts.access.kind === 'public' || (parts.access.kind === 'viewing' && parts.viewing === 'open');
  const check = createCheck(parts, members);
  const timer = isOpen ? null : setInterval(() => void check(), parts.everyMs ?? usualEveryMs);
  const off = isOpen ? null : parts.onChange((userId) => void check(userId));
  return {
    isOpen,
    async enter(socket) {
      if (isOpen) return true;
      const credentials = readCredentials(socket);
      const caller = await parts.identify(credentials, parts.access);
      if (!caller || !isAllowed(caller, parts)) return false;
      // The connection may have gone while we looked.
      if (isGone(socket)) return false;
      members.set(socket, { socket, caller, credentials });
      socket.on('disconnect', () => members.delete(socket));
      return true;
    },
    callerOf: (socket) => members.get(socket)?.caller ?? null,
    forget: (socket) => void members.delete(socket),
    close() {
      if (timer) clearInterval(timer);
      off?.();
      members.clear();
    },
  };
}

function isGone({ conn }: Socket): boolean {
  return conn.readyState !== 'open';
}

function isAllowed(
  caller: Caller | null,
  { access, viewing }: Pick<SocketRightsParts, 'access' | 'viewing'>,
) {
  return decideAccess(access, caller, { viewing, isLoopback: false }) === 'allowed';
}

/** One look for each secret, not for each socket: a hundred walls may share a token. */
function createCheck(parts: SocketRightsParts, members: Map<Socket, Member>) {
  let isUnderWay = false;
  return async (userId?: string): Promise<void> => {
    if (userId === undefined && isUnderWay) return;
    isUnderWay ||= userId === undefined;
    // One whose connection went before it had entered hears of no disconnect.
    for (const { socket } of members.values()) if (isGone(socket)) members.delete(socket);
    const groups = groupBySecret(
      [...members.values()].filter((one) => !userId || one.caller.actor.id === userId),
    );
    try {
      for (let from = 0; from < groups.length; from += chunk) {
        await Promise.all(groups.slice(from, from + chunk).map((group) => checkGroup(group, parts)));
        // What is found in memory ends no turn of the loop: hundreds of looks would hold up everyone's frames.
        await setImmediate();
      }
    } finally {
      if (userId === undefined) isUnderWay = false;
    }
  };
}

async function checkGroup(group: readonly Member[], parts: SocketRightsParts): Promise<void> {
  const [first] = group;
  if (!first) return;
  try {
    const caller = await parts.recheck(first.credentials, parts.access);
    for (const member of group) {
      const reason = findEnd(member.caller, caller, parts);
      if (reason && !isGone(member.socket)) parts.end(member.socket, reason);
    }
  } catch (error) {
    // Storage that does not answer says nothing about a right; the next look will.
    parts.onError(error);
  }
}

function findEnd(was: Caller, is: Caller | null, parts: SocketRightsParts): 'session' | 'role' | null {
  if (!is || is.actor.id !== was.actor.id) return 'session';
  if (is.actor.role !== was.actor.role || is.actor.agency !== was.actor.agency) return 'role';
  return isAllowed(is, parts) ? null : 'role';
}

function groupBySecret(members: readonly Member[]): Member[][] {
  const groups = new Map<string, Member[]>();
  for (const member of members) {
    const { authorization, cookie } = member.credentials.headers;
    const key = JSON.stringify([authorization, cookie]);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()];
}

/** A browser cannot set headers on a WebSocket, so a token may also stand in the handshake's `auth`. */
function readCredentials({ request, handshake }: Socket): Credentials {
  const { token } = handshake.auth as { token?: unknown };
  const headers =
    typeof token === 'string' ? { ...request.headers, authorization: `Bearer ${token}` } : request.headers;
  return { headers, socket: request.socket };
}
