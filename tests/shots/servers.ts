import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedState } from '#shared/model/feedState.ts';
import type { AgencyCode } from '#shared/model/ids.ts';
import { readSettings, type Settings } from '../../server/config/settings.ts';
import { createDayClock } from '../../server/demo/dayClock.ts';
import { pushCalls } from '../../server/demo/pushReadings.ts';
import { createScenario, type SimulatedCall } from '../../server/demo/scenario.ts';
import { startSimulatedFeeds } from '../../server/demo/simulatedFeeds.ts';
import { toStrokes } from '../../server/domain/drills/schedule.ts';
import { toSystemActor } from '../../server/domain/people/actor.ts';
import { createPlayer } from '../../server/drill/createPlayer.ts';
import { createLog } from '../../server/observability/log.ts';
import { loadRegion } from '../../server/regions/loadRegion.ts';
import { type RunningServer, startServer } from '../../server/startServer.ts';
import { pause } from '../support/pause.ts';
import { startStandIn } from '../support/standIn.ts';
import { createShotClock, type ShotClock, shotAt } from './shotClock.ts';
import { pushTruthStates } from './truthStates.ts';

/** A server whose clock stands at `shotAt`, with a past. */
export interface ShotServer {
  readonly url: string;
  readonly running: RunningServer;
  readonly clock: ShotClock;
  stop(): Promise<void>;
}

const minuteMs = 60_000;

/** The baseline came in at the start of the morning shift. */
const startedAt = shotAt - 452 * minuteMs;

interface ServerChoice {
  readonly env: Readonly<Record<string, string>>;
  readonly patch?: Partial<Settings>;
  readonly argv?: readonly string[];
  /** Kept at the stop when given. */
  readonly dataDir?: string;
}

/** Composes the server as `npm start` does, in this process and under a clock of its own. */
async function startStill({ env, patch, argv = [], dataDir: kept }: ServerChoice): Promise<ShotServer> {
  const dataDir = kept ?? makeFolder();
  const settings = readSettings({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env }, argv);
  const clock = createShotClock(startedAt);
  const running = await startServer(
    { ...settings, ...patch },
    {
      now: clock.now,
      // A clock that is put to its instant is none that somebody set, and how busy this machine is belongs into no picture.
      monotonic: clock.now,
      watchLoop: () => ({ read: () => null, stop: () => undefined }),
      log: createLog('silent'),
      processMetrics: false,
    },
  );
  let isStopped = false;
  return {
    url: running.url.replace('localhost', '127.0.0.1'),
    running,
    clock,
    async stop() {
      if (isStopped) return;
      isStopped = true;
      await running.stop();
      if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'simpul-shots-'));
}

/** Waits until no feed is in the given state any more: `waiting` until it was asked once. */
async function waitForFeeds({ running }: ShotServer, whileSome = isWaiting): Promise<void> {
  const endsAt = performance.now() + 90_000;
  const goesOn = () => running.liveState.listFeeds().some(({ feed }) => whileSome(feed));
  while (goesOn() && performance.now() < endsAt) await pause(50);
  if (goesOn()) throw new Error('a feed gave no answer in time');
}

function isWaiting({ state }: FeedState): boolean {
  return state === 'waiting';
}

/** No network: the baseline alone, every feed asked and none reached. */
export async function startOffline(): Promise<ShotServer> {
  const standIn = await startStandIn({ now: () => startedAt });
  standIn.setFault('', 'down');
  // The real mode: what the screen of a house without a line shows.
  const server = await startStill({ env: { FEED_BASE: standIn.url }, patch: { mode: 'live' } });
  await waitForFeeds(server);
  server.clock.set(shotAt);
  return { ...server, stop: () => server.stop().finally(() => standIn.close()) };
}

/** Recorded samples in place of the public feeds, moved to now: the screen says UJI. */
export async function startWithSamples(): Promise<ShotServer> {
  const standIn = await startStandIn({ now: () => shotAt - 2 * minuteMs });
  const server = await startStill({ env: { FEED_BASE: standIn.url } });
  server.clock.set(shotAt - minuteMs);
  await waitForFeeds(server);
  server.clock.set(shotAt);
  return { ...server, stop: () => server.stop().finally(() => standIn.close()) };
}

const demoSeconds = 520;
const demoSeed = 3216;

/** The demo in its rainy afternoon, all of it sent through the public interface: the screen says SIMULASI. */
export async function startDemo(): Promise<ShotServer> {
  const beganAt = shotAt - demoSeconds * 1_000;
  const region = loadRegion(readSettings({}).regionDir);
  const world = {
    seed: demoSeed,
    startedAt: beganAt,
    speed: 60,
    from: 7 * 60,
    places: region.areas.flatMap(({ level, code, name, point }) =>
      level === 'kecamatan' && point ? [{ code, name, point }] : [],
    ),
    bpsCode: region.catalogue.region.code.replace('.', ''),
  };
  const feeds = await startSimulatedFeeds(world, () => shotAt - 2 * minuteMs);
  const server = await startStill({ env: { FEED_BASE: feeds.url }, argv: ['--demo'] });
  server.clock.set(shotAt - 2 * minuteMs);
  await waitForFeeds(server);
  await playDemo(server, beganAt);
  server.clock.set(shotAt);
  return { ...server, stop: () => server.stop().finally(() => feeds.close()) };
}

/** Second by second as the demo does, only faster. */
async function playDemo({ url, clock, running }: ShotServer, beganAt: number): Promise<void> {
  const { region, tokens } = running;
  const kecamatan = region.areas.filter((area) => area.level === 'kecamatan');
  const { code } = region.catalogue.region;
  const scenario = createScenario({ code, kecamatan, indicator: (id) => region.indicator(id) }, demoSeed);
  const secrets = new Map<string, string>();
  for (const agency of scenario.agencies) {
    const made = await tokens.create(
      {
        agency: agency as AgencyCode,
        scopes: ['readings:write'],
        name: 'demo',
      },
      toSystemActor('shots'),
    );
    secrets.set(agency, made.secret);
  }
  const figures = { recorded: 0, refused: 0 };
  const push = (calls: readonly SimulatedCall[]) =>
    pushCalls(url, secrets, calls, figures, (line) => console.warn(line));
  const { minuteAt } = createDayClock(beganAt, 60);
  await push(scenario.buildPast(beganAt, minuteAt));
  for (let second = 0; second < demoSeconds; second += 1) {
    const at = beganAt + second * 1_000;
    clock.set(Math.max(at, clock.now()));
    await push(scenario.buildSecond(second, at, minuteAt));
  }
}

/** Late in the written drill of a flood: the screen says LATIHAN, with a frame of its own. */
export async function startDrilled(): Promise<ShotServer> {
  const server = await startStill({ env: { FEEDS: 'off' }, argv: ['--drill'] });
  const [scenario] = server.running.region.drills;
  if (!scenario) throw new Error('the pack brings no drill');
  const { submit, writer } = server.running;
  const player = createPlayer({
    strokes: toStrokes(scenario),
    title: scenario.title.id,
    speed: 1,
    playsAt: shotAt - 45 * minuteMs,
    now: server.clock.now,
    async submit(readings) {
      const list = readings.map(({ observedAt, ...one }) => ({
        ...one,
        observedAt: new Date(observedAt).toISOString(),
      }));
      const source = { key: 'latihan', label: `LATIHAN: ${scenario.title.id}` };
      const actor = toSystemActor('shots');
      await submit({ body: { readings: list }, agency: null, source, actor, way: 'pack' });
    },
    putEvents: writer.putEvents,
  });
  server.clock.set(shotAt);
  await player.turn();
  return server;
}

/** A region pack without a single figure: what a new regency sees on its first day. */
export async function startEmpty(): Promise<ShotServer> {
  const regionDir = makeFolder();
  cpSync('server/regions/bekasi', regionDir, { recursive: true });
  const file = join(regionDir, 'baseline.json');
  const baseline: unknown = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(
    file,
    JSON.stringify(Array.isArray(baseline) ? [] : { ...(baseline as object), readings: [] }),
  );
  const server = await startStill({ env: { REGION_DIR: regionDir, FEEDS: 'off' } });
  server.clock.set(shotAt);
  return {
    ...server,
    stop: () => server.stop().finally(() => rmSync(regionDir, { recursive: true, force: true })),
  };
}

/** Every truth state side by side: made-up readings on top of the samples, so the screen says UJI. */
export async function startTruthStates(): Promise<ShotServer> {
  const dataDir = makeFolder();
  const standIn = await startStandIn({ now: () => shotAt - 3 * 60 * minuteMs });
  const choice = { env: { FEED_BASE: standIn.url }, dataDir };
  const before = await startStill(choice);
  before.clock.set(shotAt - 3 * 60 * minuteMs);
  await waitForFeeds(before);
  before.clock.set(shotAt - 30 * minuteMs);
  await pushTruthStates(before);
  await before.stop();
  // The forecast worked and is lost: its figures stay and say so.
  standIn.setFault('api.bmkg.go.id', 'down');
  const server = await startStill(choice);
  server.clock.set(shotAt - 25 * minuteMs);
  await waitForFeeds(
    server,
    (feed) => isWaiting(feed) || (feed.id === 'bmkg-forecast' && feed.state !== 'down'),
  );
  server.clock.set(shotAt);
  return {
    ...server,
    async stop() {
      await server.stop();
      await standIn.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
