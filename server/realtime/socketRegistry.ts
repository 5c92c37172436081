import type { Namespace, Server, Socket } from 'socket.io';
import type { Access } from '../domain/people/access.ts';

/** One namespace with who may enter it and what is said in it. */
export interface NamespaceDefinition {
  readonly name: `/${string}`;
  /** Decided at the handshake and again while the socket is open. */
  readonly access: Access;
  /** Events that clients may send. */
  readonly hears: readonly string[];
  readonly sends: readonly SentEvent[];
}

/** An event that the server sends; to fewer than may enter where it has an access of its own. */
export interface SentEvent {
  readonly event: string;
  readonly access?: Access;
  /** What it is about, where who is told depends on that. */
  readonly topic?: string;
}

/** What the registry knows of a socket event, for tests, documents and the admin. */
export interface EventListing {
  readonly namespace: string;
  /** `connect` stands for the handshake. */
  readonly event: string;
  readonly direction: 'in' | 'out';
  readonly access: Access;
  readonly topic?: string;
}

/** Decides whether a socket enters; an error refuses it with its message. */
export type Admit = (socket: Socket, next: (error?: Error) => void) => void;

/** The namespaces of a server; the only place that opens one, so one that is not declared cannot exist (R27). */
export interface SocketRegistry {
  open(definition: NamespaceDefinition, admit: Admit): Namespace;
  list(): readonly EventListing[];
}

/** One connection needs one place in a namespace; a few more are there while an old one is being left. */
const maxOfConnection = 4;

/** Builds an empty registry. */
export function createSocketRegistry(io: Server): SocketRegistry {
  const listings: EventListing[] = [];
  return {
    open(definition, admit) {
      listings.push(...toListings(definition));
      const space = io.of(definition.name);
      space.use(limitByConnection(admit));
      return space;
    },
    list: () => listings,
  };
}

/** Socket.IO itself would let one connection enter the same namespace without end. */
function limitByConnection(admit: Admit): Admit {
  const places = new WeakMap<object, number>();
  const add = ({ conn }: Socket, change: number): void => {
    places.set(conn, (places.get(conn) ?? 0) + change);
  };
  return (socket, next) => {
    if ((places.get(socket.conn) ?? 0) >= maxOfConnection) {
      next(new Error('busy'));
      return;
    }
    add(socket, 1);
    socket.on('disconnect', () => add(socket, -1));
    admit(socket, (error) => {
      if (error) add(socket, -1);
      next(error);
    });
  };
}

function toListings({ name, access, hears, sends }: NamespaceDefinition): EventListing[] {
  return [
    ...['connect', ...hears].map((event) => ({ namespace: name, event, direction: 'in', access }) as const),
    ...sends.map(
      (sent): EventListing => ({
        namespace: name,
        event: sent.event,
        direction: 'out',
        access: sent.access ?? access,
        ...(sent.topic === undefined ? {} : { topic: sent.topic }),
      }),
    ),
  ];
}
