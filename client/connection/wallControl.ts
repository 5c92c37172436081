import { io, type Socket } from 'socket.io-client';
import { hashState } from '#shared/delta/stateHash.ts';
import type { WallOrders } from '#shared/model/wall.ts';
import { proofMs, protocolVersion } from '#shared/protocol/limits.ts';
import type { WallClientToServerEvents, WallProof, WallServerToClientEvents } from '#shared/protocol/wall.ts';
import { parseReloads } from '../lib/reloadGuard.ts';
import { countSeries } from '../lib/seriesCounts.ts';
import { serverClock, serverNow } from '../lib/serverClock.ts';
import { useCatalogueStore } from '../stores/catalogueStore.ts';
import type { LiveStore } from '../stores/liveStore.ts';
import { toWallView, useViewStore } from '../stores/viewStore.ts';
import { takeOrders, useWallStore } from '../stores/wallStore.ts';
import { listScripts } from './buildWatch.ts';
import { loadPart } from './loadPart.ts';
import type { PaintWatch } from './paintWatch.ts';
import { reloadPage, reloadsKey } from './reloadPage.ts';
import { isOrders, isShown, isTold, isVerdict, isWelcome } from './wallChecks.ts';

/** Needs of `createWallControl`. */
export interface WallControlParts {
  readonly store: LiveStore;
  readonly paint: PaintWatch;
  /** What is held differs from the server's: ask for everything again. */
  readonly restart: () => void;
  /** Told of each orders, before anything follows them. */
  readonly onOrders: (orders: WallOrders) => void;
  /** This screen is no wall, or no more. */
  readonly onRefused: () => void;
}

/** The running control. */
export interface WallControl {
  stop(): void;
}

type WallSocket = Socket<WallServerToClientEvents, WallClientToServerEvents>;

const answerTimeoutMs = 8_000;
const settleMs = 500;
const reconnectMs = 5_000;
/** An operator's reload reaches many walls at once. Milliseconds. */
const reloadSpreadMs = 3_000;
/** Proofs in a row that differed, after which the wall asks for everything, and opens itself again. */
const restartAt = 2;
const reopenAt = 5;

/**
 * Ties a paired wall to the desk: it says what it paints and follows what it is told. A connection of its own, so that a wall whose
 * stream is cut can still say so.
 */
export function createWallControl(parts: WallControlParts): WallControl {
  const socket: WallSocket = io('/wall', {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: 1_000,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 1,
    timeout: 8_000,
  });
  const errors = countErrors();
  const prover = createProver(socket, parts, errors.count);
  const stopReconnects = keepConnected(socket, parts.onRefused);
  const led = (take: keyof typeof import('./wallPicture.ts'), payload: unknown): void =>
    void loadPart(() => import('./wallPicture.ts')).then((part) => part[take](payload));
  const follow = (orders: WallOrders): void => {
    parts.onOrders(orders);
    useWallStore.setState({ orders });
  };
  socket.on('connect', () => {
    socket.timeout(answerTimeoutMs).emit('wall:hello', toHello(), (error: unknown, answer: unknown) => {
      if (!error && isWelcome(answer)) {
        serverClock.observe(answer.data.serverAt);
        if (answer.data.picture !== null) led('takePicture', { picture: answer.data.picture });
        follow(answer.data.orders);
        useWallStore.setState({ isUp: true });
        // Following them may have ended this page.
        if (socket.connected) prover.start();
      } else if (socket.connected) socket.io.engine.close();
    });
  });
  socket.on('disconnect', () => {
    prover.pause();
    useWallStore.setState({ isUp: false, pointer: null });
  });
  socket.on('wall:picture', (pictured: unknown) => led('takePicture', pictured));
  socket.on('wall:pointed', (pointed: unknown) => led('takePoint', pointed));
  socket.on('wall:setup', (orders: unknown) => isOrders(orders) && follow(orders));
  socket.on('wall:show', (shown: unknown) => isShown(shown) && takeOrders(shown));
  socket.on('wall:message', (told: unknown) => isTold(told) && takeOrders(told));
  socket.on('wall:reload', () => void setTimeout(() => void reopen(), Math.random() * reloadSpreadMs));
  socket.connect();
  return {
    stop() {
      prover.stop();
      errors.stop();
      stopReconnects();
      socket.off();
      socket.disconnect();
    },
  };
}

/** The output, not the canvas of which it may show a part. */
function readSize(): { width: number; height: number } {
  const { innerWidth: width, innerHeight: height } = window.top ?? window;
  return { width, height };
}

function toHello() {
  const build = listScripts(document.head.innerHTML + document.body.innerHTML)[0] ?? '';
  return {
    protocol: protocolVersion,
    build: build.slice(-80),
    ...readSize(),
    dpr: Math.min(20, window.devicePixelRatio || 1),
  };
}

/** Proves at once and every 5 s while connected. */
function createProver(socket: WallSocket, parts: WallControlParts, errors: () => number) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let differed = 0;
  const judge = (answer: unknown): void => {
    if (!isVerdict(answer)) return;
    serverClock.observe(answer.data.serverAt);
    if (answer.data.verdict === 'unknown') return;
    differed = answer.data.verdict === 'different' ? differed + 1 : 0;
    if (differed === restartAt) parts.restart();
    if (differed >= reopenAt) reloadPage('astray');
  };
  const prove = (): void => {
    const proof = toProof(parts, errors());
    if (!proof) return;
    socket.timeout(answerTimeoutMs).emit('wall:proof', proof, (error: unknown, answer: unknown) => {
      if (!error) judge(answer);
    });
  };
  let shown: ReturnType<typeof setTimeout> | undefined;
  // The desk need not wait to see that a scene has come up; what is drawn within a moment counts once.
  const unsubscribe = useViewStore.subscribe((now, before) => {
    if (timer === undefined || (now.scene === before.scene && now.pillar === before.pillar)) return;
    clearTimeout(shown);
    shown = setTimeout(prove, settleMs);
  });
  const pause = (): void => {
    clearInterval(timer);
    clearTimeout(shown);
    timer = undefined;
  };
  return {
    pause,
    start(): void {
      pause();
      timer = setInterval(prove, proofMs);
      prove();
    },
    stop(): void {
      pause();
      unsubscribe();
    },
  };
}

/** Null until the stream has answered: a wall without figures proves nothing. */
function toProof({ store, paint }: WallControlParts, errors: number): WallProof | null {
  const { epoch, seq, records, events, feeds, alarms, link } = store.getState();
  const { index } = useCatalogueStore.getState();
  if (epoch === null || !index) return null;
  const { zone } = index.catalogue.region;
  return {
    frames: paint.frames(),
    painted: Math.round(paint.paintedMs()),
    epoch,
    seq,
    hash: hashState({ records: records.values(), events, feeds, alarms }),
    counts: countSeries(records.values(), { indicators: index.indicators, zone }, serverNow()),
    link,
    view: toWallView(useViewStore.getState()),
    reloads: readReloads(),
    errors,
    ...readSize(),
  };
}

function readReloads(): number {
  try {
    return parseReloads(sessionStorage.getItem(reloadsKey)).length;
  } catch {
    return 0;
  }
}

/** Only when the server answers: a page that cannot come back must not go. */
async function reopen(): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) reloadPage('asked');
}

function countErrors(): { count: () => number; stop(): void } {
  let count = 0;
  const note = (): void => {
    count += 1;
  };
  window.addEventListener('error', note);
  window.addEventListener('unhandledrejection', note);
  return {
    count: () => count,
    stop() {
      window.removeEventListener('error', note);
      window.removeEventListener('unhandledrejection', note);
    },
  };
}

/** Where the library would give up (a close or a refusal by the server) we try again ourselves, unless this is no wall. */
function keepConnected(socket: WallSocket, onRefused: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reconnect = (): void => {
    if (socket.active) return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), (0.5 + Math.random() / 2) * reconnectMs);
  };
  socket.on('disconnect', reconnect);
  socket.on('connect_error', (error) => {
    if (error.message === 'sign-in') onRefused();
    else reconnect();
  });
  return () => clearTimeout(timer);
}
