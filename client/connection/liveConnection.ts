import { io, type Socket } from 'socket.io-client';
import type { LiveFrame } from '#shared/delta/applyFrame.ts';
import type {
  LiveClientToServerEvents,
  LivePace,
  LiveServerToClientEvents,
  Topic,
} from '#shared/protocol/live.ts';
import { type ServerClock, serverClock } from '../lib/serverClock.ts';
import { type LiveStore, presentStore } from '../stores/liveStore.ts';
import { isAlarmFrame, isBeat, isCatalogueChange, isDelta, isEventFrame, isFeedFrame } from './checks.ts';
import { createLinkWatch } from './linkWatch.ts';
import { createLiveSession, type LiveSession } from './liveSession.ts';

/** Options of `createLiveConnection`. */
export interface LiveConnectionOptions {
  /** Address of the server; left out, the page's own. */
  readonly url?: string;
  /** Left out, everything: all series, events and links. */
  readonly topics?: readonly Topic[];
  /** Left out, as quick as it goes. */
  readonly pace?: LivePace;
  readonly store?: LiveStore;
  readonly clock?: ServerClock;
  /** Called with every valid frame as it arrives, before it is committed. */
  readonly onFrame?: (frame: LiveFrame) => void;
  /** Told which version of the catalogue the server has, with each subscription and each change (P15). */
  readonly onCatalogue?: (version: string) => void;
}

/** The running connection. */
export interface LiveConnection {
  /** Asks for everything anew, as if nothing were held. */
  restart(): void;
  /** Closes the socket and stops every timer and listener. */
  stop(): void;
}

type LiveSocket = Socket<LiveServerToClientEvents, LiveClientToServerEvents>;

const everything: readonly Topic[] = ['all', 'events', 'feeds', 'alarms'];
const judgeMs = 500;
const answerTimeoutMs = 10_000;
const reconnectSpreadMs = 5_000;

/** Connects a store to `/live` and keeps it there until `stop`. */
export function createLiveConnection(options: LiveConnectionOptions = {}): LiveConnection {
  const {
    topics = everything,
    store = presentStore,
    clock = serverClock,
    onFrame,
    onCatalogue,
    pace,
  } = options;
  const socket = openSocket(options.url);
  const monotonic = (): number => performance.now();
  const session = createLiveSession({
    topics,
    store,
    clock,
    monotonic,
    ...(onCatalogue ? { onCatalogue } : {}),
    ...(pace ? { pace } : {}),
    watch: createLinkWatch({ monotonic, wall: () => Date.now() }),
    send: (request, done) =>
      socket
        .timeout(answerTimeoutMs)
        .emit('live:subscribe', request, (error, answer) => done(error ? null : answer)),
  });
  const judge = (): void => {
    const before = store.getState().link;
    session.judge();
    // The socket may still believe in a connection that carries nothing; a new one is the way out.
    if (store.getState().link === 'cut' && before !== 'cut' && socket.connected) socket.io.engine?.close();
  };
  listenToFrames(socket, session, onFrame);
  socket.on('live:catalogue', (change: unknown) => {
    if (isCatalogueChange(change)) onCatalogue?.(change.version);
  });
  const stopReconnects = listenToConnection(socket, session);
  const judgeTimer = setInterval(judge, judgeMs);
  const stopWakeWatch = listenToWaking(judge);
  socket.connect();

  return {
    restart: () => session.restart(),
    stop() {
      clearInterval(judgeTimer);
      stopWakeWatch();
      stopReconnects();
      session.stop();
      socket.off();
      socket.disconnect();
    },
  };
}

/** Full jitter: the first try within 2 s, so that a wall is back quickly; later ones spread over up to 20 s. */
function openSocket(url: string | undefined): LiveSocket {
  const settings = {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 20_000,
    randomizationFactor: 1,
    timeout: 8_000,
  };
  return url === undefined ? io('/live', settings) : io(`${url}/live`, settings);
}

/** A frame that does not fit its schema is never applied; it makes the screen ask for everything. */
function listenToFrames(
  socket: LiveSocket,
  session: LiveSession,
  onFrame: ((frame: LiveFrame) => void) | undefined,
): void {
  const checked =
    <T>(isGood: (payload: unknown) => payload is T, toFrame: (payload: T) => LiveFrame) =>
    (payload: unknown): void => {
      if (!isGood(payload)) {
        session.restart();
        return;
      }
      const frame = toFrame(payload);
      onFrame?.(frame);
      session.receive(frame);
    };
  socket.on(
    'live:delta',
    checked(isDelta, (frame) => ({ name: 'live:delta', frame })),
  );
  socket.on(
    'live:event',
    checked(isEventFrame, (frame) => ({ name: 'live:event', frame })),
  );
  socket.on(
    'live:feed',
    checked(isFeedFrame, (frame) => ({ name: 'live:feed', frame })),
  );
  socket.on(
    'live:alarm',
    checked(isAlarmFrame, (frame) => ({ name: 'live:alarm', frame })),
  );
  socket.on(
    'live:beat',
    checked(isBeat, (frame) => ({ name: 'live:beat', frame })),
  );
}

/** Where the library would give up (a close or a refusal by the server) we try again ourselves. Returns its stop function. */
function listenToConnection(socket: LiveSocket, session: LiveSession): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reconnect = (): void => {
    if (socket.active) return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), Math.random() * reconnectSpreadMs);
  };
  socket.on('connect', () => session.connected());
  socket.on('disconnect', () => {
    session.disconnected();
    reconnect();
  });
  socket.on('connect_error', () => {
    session.judge();
    reconnect();
  });
  return () => clearTimeout(timer);
}

/** Judges the link the moment a page is shown again, before it paints. Returns its stop function. */
function listenToWaking(judge: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  document.addEventListener('visibilitychange', judge);
  window.addEventListener('pageshow', judge);
  return () => {
    document.removeEventListener('visibilitychange', judge);
    window.removeEventListener('pageshow', judge);
  };
}
