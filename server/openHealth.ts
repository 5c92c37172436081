import { createHash } from 'node:crypto';
import { readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { HealthPart, SystemHealth } from '#shared/model/health.ts';
import { protocolVersion } from '#shared/protocol/limits.ts';
import { readLastBackup } from './cli/control/lastBackup.ts';
import { findPackageRoot } from './config/packageRoot.ts';
import { createClockWatch } from './domain/health/clockWatch.ts';
import { createHealth, type Health } from './domain/health/createHealth.ts';
import { createHeartbeat, type Heartbeat } from './domain/health/createHeartbeat.ts';
import { type HealthSources, toWorst } from './domain/health/judgeHealth.ts';
import { withTimeout } from './domain/health/withTimeout.ts';
import { createPartLinks } from './domain/links/partLinks.ts';
import type { Store, StoreFigures } from './domain/store.ts';
import { createSystemRoutes } from './http/systemRoutes.ts';
import { callWebhook } from './notify/callWebhook.ts';
import type { RoomPart, RoomParts } from './openRoom.ts';

/** What other parts of the room tell of themselves; left out, that part is unknown. */
export interface HealthReporters {
  readonly walls?: () => HealthSources['walls'];
  /** Last turn of whatever evaluates alarms. */
  readonly evaluatedAt?: () => number | null;
  /** Conditions that found no place among the open alarms. */
  readonly turnedAway?: () => number;
}

/** Health while it is looked at. */
export interface RunningHealth extends RoomPart {
  parts(): readonly HealthPart[];
}

/** How often what is done; tests are in a hurry. */
export interface HealthPace {
  readonly lookEveryMs: number;
  readonly beatEveryMs: number;
}

const usualPace: HealthPace = { lookEveryMs: 10_000, beatEveryMs: 60_000 };
const figuresEveryMs = 600_000;
const probeTimeoutMs = 5_000;

/** Composes the health of the system itself: looks every few seconds, tells pages and walls, and beats to the outside. */
export function openHealth(parts: RoomParts, reporters: HealthReporters = {}): RunningHealth {
  const { store, settings, now, tell } = parts;
  const pace = { ...usualPace, ...parts.healthPace };
  const loop = parts.watchLoop();
  const figures = createFigures(store);
  const versions = readVersions(parts);
  const heartbeat = openHeartbeat(parts, { version: versions.simpul, level: () => toWorst(health.parts()) });
  const lookAtClock = createClockWatch(now, parts.monotonic);
  const health: Health = createHealth(
    () => ({
      links: parts.liveState.listFeeds().map(({ feed }) => feed),
      disk: readDisk(settings.dataDir),
      growthBytesPerDay: figures.growthHere(),
      loop: loop.read(),
      clockStep: lookAtClock(),
      backupAt: readLastBackup(settings.dataDir),
      walls: reporters.walls?.() ?? null,
      evaluatedAt: reporters.evaluatedAt?.() ?? null,
      turnedAway: reporters.turnedAway?.() ?? 0,
      heartbeat: heartbeat.state(),
    }),
    now,
  );
  const tellScreens = createTelling(parts, health);
  let isStopped = false;
  const look = (): void => {
    if (isStopped) return;
    if (health.look()) tell('health');
    tellScreens();
  };
  look();
  const timers = [
    setInterval(look, pace.lookEveryMs),
    setInterval(figures.refresh, figuresEveryMs),
    setInterval(() => void heartbeat.beat(), pace.beatEveryMs),
    // The first one soon: whoever set the address wants to see it arrive.
    setTimeout(() => void heartbeat.beat().then(look), Math.min(2_000, pace.beatEveryMs)),
  ];
  for (const timer of timers) timer.unref();
  figures.refresh();
  return {
    routes: createSystemRoutes(() => toReport(health, versions, figures.last(), now())),
    parts: health.parts,
    stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      loop.stop();
    },
  };
}

function toReport(
  health: Health,
  { epoch, ...versions }: Versions,
  figures: StoreFigures | null,
  at: number,
): SystemHealth {
  const parts = health.parts();
  return {
    at: new Date(at).toISOString(),
    level: toWorst(parts),
    parts: [...parts],
    versions: {
      ...versions,
      engine: figures?.engine ?? null,
      engineVersion: figures?.engineVersion ?? null,
      protocol: protocolVersion,
      epoch,
    },
  };
}

type Versions = Pick<SystemHealth['versions'], 'simpul' | 'build' | 'node' | 'epoch' | 'startedAt'>;

function readVersions({ liveState, now }: RoomParts): Versions {
  const root = findPackageRoot(import.meta.url);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return {
    simpul: version,
    build: readBuild(root),
    node: process.versions.node,
    epoch: liveState.epoch,
    startedAt: new Date(now()).toISOString(),
  };
}

/** The pages name all of their scripts by content: what stands in them is the build. */
function readBuild(root: string): string | null {
  try {
    const hash = createHash('sha256');
    for (const page of ['index.html', 'desk.html', 'review.html'])
      hash.update(readFileSync(join(root, 'dist/client', page)));
    return hash.digest('hex').slice(0, 12);
  } catch {
    return null;
  }
}

function readDisk(dataDir: string): HealthSources['disk'] {
  try {
    const { bavail, blocks, bsize } = statfsSync(dataDir);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}

/** Figures of the store change slowly, and a store that does not answer must not hold up a look. */
function createFigures(store: Pick<Store, 'figures'>) {
  let last: StoreFigures | null = null;
  return {
    last: () => last,
    /** What a database on another machine grows by says nothing of this disk. */
    growthHere: () => (last === null || last.freeBytes === null ? null : last.growthBytesPerDay),
    refresh(): void {
      store.figures().then(
        (figures) => {
          last = figures;
        },
        () => undefined,
      );
    },
  };
}

function openHeartbeat(
  { settings, store, region, now, log }: RoomParts,
  { version, level }: { version: string; level: () => SystemHealth['level'] },
): Heartbeat {
  const url = settings.heartbeatUrl;
  const { code } = region.catalogue.region;
  const heartbeat = createHeartbeat({
    send: url === undefined ? null : (body) => callWebhook(url, body),
    canStore: () => canStore(store),
    describe: () => ({ state: level(), version, region: code }),
    now,
  });
  return {
    state: heartbeat.state,
    async beat() {
      const before = heartbeat.state().kind;
      await heartbeat.beat();
      const { kind, fault } = heartbeat.state();
      if (kind !== before && kind !== 'sent') log.warn({ state: kind, fault }, 'no heartbeat went out');
    },
  };
}

/** The same question as `/readyz` asks. */
function canStore(store: Pick<Store, 'probe'>): Promise<boolean> {
  return withTimeout(store.probe(), probeTimeoutMs).then(
    () => true,
    () => false,
  );
}

/** Puts links of the parts that are in trouble. A store that takes no writes has told that itself. */
function createTelling({ liveState, writer, now, log }: RoomParts, health: Health): () => void {
  const links = createPartLinks(
    liveState
      .listFeeds()
      .map(({ feed }) => feed)
      .filter(({ kind }) => kind === 'system'),
    now,
  );
  return () => {
    if (writer.isFaulty) return;
    const states = links.toPut(health.parts());
    if (states.length === 0) return;
    writer.putLinks(states).then(
      () => links.told(states),
      (error: unknown) => log.warn({ err: error }, 'the health of a part could not be stored'),
    );
  };
}
