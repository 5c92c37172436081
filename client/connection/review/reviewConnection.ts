import { io, type Socket } from 'socket.io-client';
import type { SessionView } from '#shared/model/session.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import type {
  ReviewClientToServerEvents,
  ReviewLeft,
  ReviewLine,
  ReviewPeople,
  ReviewPoint,
  ReviewServerToClientEvents,
  ReviewShown,
  ReviewWelcome,
} from '#shared/protocol/review.ts';
import { isRefusal } from '../checks.ts';
import { isLeft, isLine, isNumbered, isPeople, isPointed, isShown, isWelcome } from './reviewChecks.ts';

/** What a page of a session hears. */
export interface ReviewListener {
  readonly onWelcome: (welcome: ReviewWelcome) => void;
  readonly onShown: (shown: ReviewShown) => void;
  readonly onPointed: (at: ReviewPoint['at']) => void;
  readonly onLine: (line: ReviewLine) => void;
  readonly onPeople: (people: ReviewPeople) => void;
  readonly onLeft: (reason: ReviewLeft['reason']) => void;
  readonly onDown: () => void;
  /** Whoever asks may not, or there is no such session. */
  readonly onRefused: () => void;
  /** The page speaks another version than the server. */
  readonly onOutdated: () => void;
}

/** What became of a view that was sent: its number, refused, or nothing heard. */
type Sent = { readonly n: number } | 'refused' | 'unheard';

/** The running connection. */
export interface ReviewConnection {
  show(view: SessionView): Promise<Sent>;
  point(at: ReviewPoint['at']): void;
  /** True once the server has taken it. */
  ready(isReady: boolean): Promise<boolean>;
  /** Asks for everything anew. */
  rejoin(): void;
  /** Gives up a connection that carries nothing; another one follows by itself. */
  renew(): void;
  stop(): void;
}

type ReviewSocket = Socket<ReviewServerToClientEvents, ReviewClientToServerEvents>;

const answerTimeoutMs = 10_000;
const retryFromMs = 1_000;
const retryToMs = 5_000;
/** Not more than one join a second on one connection: a fault on either side must not become a storm. */
const spacingMs = 1_000;
/** A view that was refused for good: it is not the presenter's, or shows what there is not. */
const refused = new Set(['forbidden', 'invalid']);
/** Words with which the handshake says that coming back is of no use. */
const closed = new Set(['sign-in', 'forbidden']);

/** Joins a session and stays in it until `stop` or until the server says that this page left. */
export function createReviewConnection(session: string, listener: ReviewListener): ReviewConnection {
  const socket: ReviewSocket = io('/review', {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: 800,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 1,
    timeout: 15_000,
  });
  const joiner = createJoiner(socket, session, listener);
  const stopReconnects = keepConnected(socket, joiner, listener);
  listen(socket, listener, joiner.rejoin);
  socket.connect();
  return {
    show: (view) => show(socket, joiner, view),
    point: (at) => void socket.volatile.emit('review:point', { at }),
    ready: (ready) => sendReady(socket, joiner, ready),
    rejoin: joiner.rejoin,
    renew: () => {
      if (socket.connected) socket.io.engine?.close();
    },
    stop() {
      stopReconnects();
      joiner.stop();
      socket.off();
      socket.disconnect();
    },
  };
}

/** Before this page is in, and where no good answer comes, the view waits for the next join, which is asked for at once. */
function show(socket: ReviewSocket, joiner: Joiner, view: SessionView): Promise<Sent> {
  if (!joiner.isIn()) return Promise.resolve('unheard');
  return new Promise((resolve) => {
    socket.timeout(answerTimeoutMs).emit('review:show', { view }, (error: unknown, answer: unknown) => {
      if (!error && isNumbered(answer)) resolve({ n: answer.data.n });
      else if (!error && isRefusal(answer) && refused.has(answer.code)) resolve('refused');
      else {
        joiner.rejoin();
        resolve('unheard');
      }
    });
  });
}

function sendReady(socket: ReviewSocket, joiner: Joiner, ready: boolean): Promise<boolean> {
  if (!joiner.isIn()) return Promise.resolve(false);
  return new Promise((resolve) => {
    socket.timeout(answerTimeoutMs).emit('review:ready', { ready }, (error: unknown, answer: unknown) => {
      resolve(!error && !isRefusal(answer));
    });
  });
}

interface Joiner {
  /** True from the answer to a join until the line is lost. */
  isIn(): boolean;
  join(): void;
  rejoin(): void;
  stop(): void;
}

function createJoiner(socket: ReviewSocket, session: string, listener: ReviewListener): Joiner {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  let isIn = false;
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(join, ms);
  };
  const settle = (answer: unknown): void => {
    if (isWelcome(answer)) {
      isIn = true;
      listener.onWelcome(answer.data);
    } else if (isRefusal(answer) && answer.code === 'forbidden') {
      // Who may not come in does not wait at the door.
      socket.disconnect();
      listener.onRefused();
    } else if (isRefusal(answer) && answer.code === 'version') listener.onOutdated();
    else later(retryFromMs + Math.random() * (retryToMs - retryFromMs));
  };
  function join(): void {
    clearTimeout(timer);
    if (!socket.connected) return;
    askedAt = performance.now();
    const hello = { protocol: protocolVersion, session };
    socket.timeout(answerTimeoutMs).emit('review:join', hello, (error: unknown, answer: unknown) => {
      if (socket.connected) settle(error ? null : answer);
    });
  }
  socket.on('disconnect', () => {
    isIn = false;
  });
  return {
    isIn: () => isIn && socket.connected,
    join,
    rejoin: () => later(Math.max(0, askedAt + spacingMs - performance.now())),
    stop: () => clearTimeout(timer),
  };
}

function listen(socket: ReviewSocket, listener: ReviewListener, rejoin: () => void): void {
  const take =
    <T>(isGood: (payload: unknown) => payload is T, hear: (payload: T) => void) =>
    (payload: unknown): void =>
      isGood(payload) ? hear(payload) : rejoin();
  socket.on('review:shown', take(isShown, listener.onShown));
  socket.on(
    'review:pointed',
    take(isPointed, ({ at }) => listener.onPointed(at)),
  );
  socket.on('review:line', take(isLine, listener.onLine));
  socket.on('review:people', take(isPeople, listener.onPeople));
  socket.on(
    'review:left',
    take(isLeft, ({ reason }) => {
      // A page that left does not come back by itself (P31).
      socket.disconnect();
      listener.onLeft(reason);
    }),
  );
}

/** Where the library would give up we try again ourselves, unless this page may not. Returns its stop function. */
function keepConnected(socket: ReviewSocket, joiner: Joiner, listener: ReviewListener): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reconnect = (): void => {
    if (socket.active) return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), retryFromMs + Math.random() * (retryToMs - retryFromMs));
  };
  socket.on('connect', joiner.join);
  socket.on('disconnect', (reason) => {
    if (reason === 'io client disconnect') return;
    listener.onDown();
    reconnect();
  });
  socket.on('connect_error', ({ message }) => {
    if (closed.has(message)) {
      socket.disconnect();
      listener.onRefused();
      return;
    }
    listener.onDown();
    reconnect();
  });
  return () => clearTimeout(timer);
}
