import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { LiveState } from './domain/live/liveState.ts';
import type { LeadNews, WallLeads } from './domain/walls/createLeads.ts';
import { createPairings, type Pairings } from './domain/walls/createPairings.ts';
import { createStateTrace, type StateTrace } from './domain/walls/createStateTrace.ts';
import type { WallNews, Walls } from './domain/walls/createWalls.ts';
import {
  createWallWatch,
  type WallTurn,
  type WallWatch,
  type WatchedState,
} from './domain/walls/createWallWatch.ts';
import { toOrders } from './domain/walls/wall.ts';
import { toLimitKey } from './feeds/http/clientAddress.ts';
import { createPairingRoutes } from './http/pairingRoutes.ts';
import type { RouteDefinition } from './http/registry.ts';
import { createWallRoutes } from './http/wallRoutes.ts';
import { toWallCookieName } from './identity/cookiePrefix.ts';
import type { RoomPart, RoomParts } from './openRoom.ts';
import type { OpenNamespace } from './openSockets.ts';
import { registerWall, type WallNamespace } from './realtime/wall/registerWall.ts';

const sweepMs = 1_000;

/** The walls of the room while it runs. */
export interface RoomWalls extends RoomPart {
  /** Told of each wall whose state turns, e.g. one that stopped painting; returns its off. */
  onWallState(listener: (turn: WallTurn) => void): () => void;
  /** Every wall with its state. */
  list(): readonly WatchedState[];
}

/** Pairing, orders and watch of walls. */
export function openWalls(parts: RoomParts): RoomWalls {
  const { accounts, now, log, tell, addNamespace } = parts;
  const { walls } = accounts;
  const watch = createWallWatch({ now, monotonic: () => performance.now() });
  const trace = createLazyTrace(parts.liveState);
  let namespace: WallNamespace | null = null;
  const pairings = openPairings(now);
  const waiting = tellWaiting(pairings, tell);
  const stopReading = keepRead(parts, watch);
  const stopNews = walls.onChange((news) => {
    if (namespace) sendNews(namespace, news, { now: now(), leads: walls.leads });
    tell('walls');
  });
  const stopLeads = walls.leads.onNews((news) => {
    if (namespace) void sendLead(namespace, news, walls);
  });
  const stopTurns = watch.onTurn((turn) => {
    log.info(turn, 'a wall turned');
    tell('walls');
  });
  const keep = (opened: WallNamespace | null): void => {
    namespace = opened;
  };
  addNamespace(toNamespace(parts, { watch, trace, keep }));
  return {
    routes: createRoutes(parts, {
      watch,
      pairings,
      onWaiting: waiting.look,
      reload: (uid) => namespace?.sendReload(uid) ?? 0,
    }),
    onWallState: watch.onTurn,
    list: watch.list,
    stop() {
      stopReading();
      waiting.stop();
      stopNews();
      stopLeads();
      stopTurns();
      trace.stop();
    },
  };
}

/** Keeps the watch at the walls as they are stored, and looks at them. Returns its stop. */
function keepRead({ accounts: { walls }, log }: RoomParts, watch: WallWatch): () => void {
  let isRead = false;
  const read = async (): Promise<void> => {
    try {
      watch.setWalls(await walls.list());
      isRead = true;
    } catch (error) {
      isRead = false;
      log.error({ err: error }, 'walls could not be read');
    }
  };
  void read();
  const stopNews = walls.onChange(() => void read());
  const sweep = setInterval(() => {
    if (!isRead) void read();
    watch.sweep();
  }, sweepMs);
  return () => {
    clearInterval(sweep);
    stopNews();
  };
}

function openPairings(now: () => number): Pairings {
  return createPairings({
    now,
    randomBelow: randomInt,
    randomSecret: () => randomBytes(32).toString('base64url'),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
}

/** Tells open pages when more or fewer screens wait; one that is closed says nothing. */
function tellWaiting(pairings: Pick<Pairings, 'count'>, tell: RoomParts['tell']) {
  let told = 0;
  const look = (): void => {
    const count = pairings.count();
    if (count === told) return;
    told = count;
    tell('walls');
  };
  const timer = setInterval(look, sweepMs);
  return { look, stop: () => clearInterval(timer) };
}

function createRoutes(
  { accounts, settings, region, now }: RoomParts,
  {
    watch,
    pairings,
    onWaiting,
    reload,
  }: {
    readonly watch: WallWatch;
    readonly pairings: Pairings;
    readonly onWaiting: () => void;
    readonly reload: (uid: string) => number;
  },
): RouteDefinition[] {
  const { walls, clientAddress } = accounts;
  const isSecure = settings.publicUrl?.startsWith('https:') ?? false;
  return [
    ...createPairingRoutes({
      walls,
      pairings,
      clientAddress,
      toLimitKey,
      isSecure,
      cookieName: toWallCookieName(settings.mode),
      onWaiting,
    }),
    ...createWallRoutes({
      walls,
      pairings,
      watch,
      now,
      reload,
      hasIndicator: (id) => region.indicator(id) !== undefined,
      hasArea: (code) => region.area(code) !== undefined,
    }),
  ];
}

/** The stream is followed from the first wall's hello on: a server without paired walls pays nothing. */
function createLazyTrace(liveState: LiveState) {
  let trace: StateTrace | null = null;
  return {
    start: (): void => {
      trace ??= createStateTrace(liveState);
    },
    compare: (wall: Parameters<StateTrace['compare']>[0]) => trace?.compare(wall) ?? 'unknown',
    stop: (): void => trace?.stop(),
  };
}

function toNamespace(
  { accounts, now, log, tell }: RoomParts,
  {
    watch,
    trace,
    keep,
  }: {
    watch: WallWatch;
    trace: ReturnType<typeof createLazyTrace>;
    keep: (opened: WallNamespace | null) => void;
  },
): OpenNamespace {
  return (registry, shared) => {
    const opened = registerWall(registry, {
      ...shared,
      log,
      monotonic: () => performance.now(),
      now,
      async ordersOf(uid) {
        const walls = await accounts.walls.list();
        // The watch hears nothing of a wall that it does not know, and a page greets only once.
        if (watch.see(uid) === null) watch.setWalls(walls);
        const wall = walls.find(({ body }) => body.uid === uid);
        return wall ? toOrders(wall, now()) : null;
      },
      pictureOf: accounts.walls.leads.pictureOf,
      onHello(uid, connection, hello) {
        trace.start();
        watch.connected(uid, connection, hello);
      },
      onProof(uid, connection, proof) {
        const verdict = trace.compare(proof);
        const before = watch.see(uid)?.report?.view;
        watch.proved(uid, connection, proof, verdict);
        if (JSON.stringify(before) !== JSON.stringify(proof.view)) tell('walls');
        return verdict;
      },
      onGone: watch.disconnected,
    });
    keep(opened);
    return {
      close() {
        keep(null);
        opened.close();
      },
    };
  };
}

/** Only what differs is sent: a scene that is sent must not start the rotation anew. */
function sendNews(
  namespace: WallNamespace,
  { uid, wall, before }: WallNews,
  { now, leads }: { readonly now: number; readonly leads: WallLeads },
): void {
  if (!wall) return;
  const [is, was] = [toOrders(wall, now), before && toOrders(before, now)];
  const picture = leads.pictureOf(is.show?.session);
  // A scene of a session is not drawn before its time and place are known.
  if (picture && was?.show !== is.show) namespace.sendPicture(uid, picture);
  const isNew = !was || was.name !== is.name || wall.body.revision !== before?.body.revision;
  if (isNew) namespace.sendSetup(uid, is);
  else {
    if (was.show !== is.show) namespace.sendShow(uid, is.show);
    if (was.message !== is.message) namespace.sendMessage(uid, is.message);
  }
}

/** To the walls that show the session: those of a group follow with the one that was sent. */
async function sendLead(namespace: WallNamespace, news: LeadNews, walls: Walls): Promise<void> {
  const session = news.kind === 'picture' ? news.picture.id : news.session;
  const following = (await walls.list()).filter(({ body }) => body.show?.session === session);
  for (const { body } of following) {
    if (news.kind === 'picture') namespace.sendPicture(body.uid, news.picture);
    else namespace.sendPoint(body.uid, news.at);
  }
}
