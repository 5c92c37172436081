import type { IncomingHttpHeaders } from 'node:http';
import type { Namespace } from 'socket.io';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { DeskServerToClientEvents, DeskTopic } from '#shared/protocol/desk.ts';
import { decideAccess } from '../../domain/people/access.ts';
import { createGate } from '../createGate.ts';
import { createDispatcher, type DispatchLimits, type DispatchLog } from '../live/dispatcher.ts';
import type { SocketRegistry } from '../socketRegistry.ts';
import { createSocketRights, type RightsParts, type SocketRights } from '../socketRights.ts';
import { deskNamespace, topicAccess } from './deskEvents.ts';

/** Changes of one kind within this time are told once. Milliseconds. */
const gatherMs = 100;
/** Open pages of one person, and of all. */
const maxOfPerson = 32;
const maxSockets = 2_000;

/** Needs of `registerDesk`. */
export interface DeskSocketParts {
  readonly rights: RightsParts;
  readonly log: DispatchLog;
  readonly allowOrigin: (headers: IncomingHttpHeaders) => boolean;
  readonly monotonic: () => number;
  /** Other limits than the usual, for tests. */
  readonly limits?: Partial<DispatchLimits>;
}

/** The namespace while it runs. */
export interface DeskNamespace {
  /** Tells whoever may know of it; `agency` names whose things changed. */
  tell(topic: DeskTopic, agency?: string): void;
  close(): void;
}

type DeskSpace = Namespace<Record<string, never>, DeskServerToClientEvents>;

/** Opens `/desk`: tells open pages what changed, and ends them with their session. */
export function registerDesk(registry: SocketRegistry, parts: DeskSocketParts): DeskNamespace {
  const rights = createSocketRights({
    ...parts.rights,
    access: deskNamespace.access,
    end(socket, reason) {
      socket.emit('desk:ended', { reason });
      socket.disconnect(true);
    },
  });
  const gate = createGate({ ...parts, rights, maxOfCaller: maxOfPerson, maxSockets });
  const dispatcher = createDispatcher({
    handlers: new Map(),
    log: parts.log,
    monotonic: parts.monotonic,
    ...(parts.limits ? { limits: parts.limits } : {}),
  });
  const space: DeskSpace = registry.open(deskNamespace, gate.admit);
  space.on('connection', (socket) => dispatcher.attach(socket));
  const teller = createTeller((topic, agency) =>
    tell(topic, agency, { space, rights, viewing: parts.rights.viewing }),
  );
  return {
    tell: teller.tell,
    close() {
      teller.close();
      gate.close();
      rights.close();
    },
  };
}

interface TellContext {
  readonly space: DeskSpace;
  readonly rights: SocketRights;
  readonly viewing: RightsParts['viewing'];
}

function tell(topic: DeskTopic, agency: string | undefined, { space, rights, viewing }: TellContext): void {
  const context = {
    viewing,
    isLoopback: false,
    ...(agency === undefined ? {} : { agency: agency as AgencyCode }),
  } as const;
  for (const socket of space.sockets.values()) {
    const decision = decideAccess(topicAccess[topic], rights.callerOf(socket), context);
    if (decision === 'allowed') socket.emit('desk:changed', { topic });
  }
}

/** A file of a thousand figures is one change; bounded by topics times agencies. */
function createTeller(send: (topic: DeskTopic, agency: string | undefined) => void) {
  const waiting = new Map<string, readonly [DeskTopic, string | undefined]>();
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    timer = null;
    const told = [...waiting.values()];
    waiting.clear();
    for (const [topic, agency] of told) send(topic, agency);
  };
  return {
    tell(topic: DeskTopic, agency?: string): void {
      waiting.set(`${topic}|${agency ?? ''}`, [topic, agency]);
      timer ??= setTimeout(flush, gatherMs);
    },
    close(): void {
      if (timer) clearTimeout(timer);
      waiting.clear();
    },
  };
}
