import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findPackageRoot } from '../config/packageRoot.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { createDayClock, minutesPerDay } from '../demo/dayClock.ts';
import { buildDemoOfficials } from '../demo/officials.ts';
import { openDemoRoom } from '../demo/openDemoRoom.ts';
import { pushCalls } from '../demo/pushReadings.ts';
import { createScenario, type Scenario, type SimulatedCall } from '../demo/scenario.ts';
import { startSimulatedFeeds } from '../demo/simulatedFeeds.ts';
import { loadRegion } from '../regions/loadRegion.ts';
import type { Region } from '../regions/region.ts';
import { withAdmin } from './control/openAdmin.ts';
import { runCommand, UsageError } from './runCommand.ts';

const usage = 'npm run demo [-- --seconds N] [--seed N] [--speed N] [--pace N] [--from HH:MM]';
const readyWithinMs = 240_000;

/**
 * What the command line asks for. `speed` is simulated minutes a real minute; `seconds` counts the scenario's seconds, of which `pace`
 * pass in a real one.
 */
interface DemoOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly speed: number;
  readonly pace: number;
  /** Minute of the simulated day at which it begins. */
  readonly from: number;
}

function readOptions(args: string[]): DemoOptions {
  const toNumber = (text: string, max: number) => {
    const value = Number(text);
    if (!(value >= 0 && value <= max)) throw new UsageError(usage);
    return value;
  };
  let values: { seconds: string; seed: string; speed: string; pace: string; from: string };
  try {
    const options = {
      seconds: { type: 'string', default: '0' },
      seed: { type: 'string', default: '3216' },
      speed: { type: 'string', default: '60' },
      pace: { type: 'string', default: '1' },
      from: { type: 'string', default: '07:00' },
    } as const;
    values = parseArgs({ args, options }).values;
  } catch {
    throw new UsageError(usage);
  }
  return {
    seconds: toNumber(values.seconds, 86_400) || Number.POSITIVE_INFINITY,
    seed: Math.floor(toNumber(values.seed, 0xffffffff)),
    speed: toNumber(values.speed, 1_440) || 1,
    pace: toNumber(values.pace, 100) || 1,
    from: toMinute(values.from),
  };
}

function toMinute(text: string): number {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined) throw new UsageError(usage);
  return Number(hour) * 60 + Number(minute);
}

/** True when something answers there already: its figures are real, so nothing may be sent to it. */
async function isTaken(url: string): Promise<boolean> {
  return await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
}

/** Resolves when the server answers `/readyz`; rejects when it ended, took too long or the demo is stopped before. */
async function waitUntilReady(url: string, server: ChildProcess, signal: AbortSignal): Promise<void> {
  const endsAt = Date.now() + readyWithinMs;
  while (!signal.aborted) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new UsageError('the server did not start');
    if (Date.now() > endsAt) throw new UsageError('the server did not become ready');
    const isReady = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const hasEnded = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGTERM');
  const kill = setTimeout(() => server.kill('SIGKILL'), 12_000);
  await hasEnded;
  clearTimeout(kill);
}

async function createTokens(settings: Settings, agencies: readonly string[]): Promise<Map<string, string>> {
  return await withAdmin(settings, async (admin) => {
    const tokens = new Map<string, string>();
    for (const agency of agencies) {
      tokens.set(agency, await admin.createToken({ agency, scopes: ['readings:write'], name: 'demo' }));
    }
    return tokens;
  });
}

/** Real length of a simulated day. */
function toWords(speed: number): string {
  const minutes = minutesPerDay / speed;
  return minutes < 120 ? `${Math.round(minutes)} minutes` : `${Math.round(minutes / 60)} hours`;
}

function toClock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Sends what the scenario says, second by second, until the time is over or the demo is stopped. */
async function play(
  scenario: Scenario,
  push: (calls: readonly SimulatedCall[]) => Promise<void>,
  options: DemoOptions & { readonly startedAt: number },
  signal: AbortSignal,
): Promise<void> {
  // The day runs since the feeds stand; its happenings count from the first reading, however long the server took to start.
  const { minuteAt } = createDayClock(options.startedAt, options.speed, options.from);
  const playedFrom = Date.now();
  await push(scenario.buildPast(playedFrom, minuteAt));
  for (let second = 0; second < options.seconds && !signal.aborted; second++) {
    await push(scenario.buildSecond(second, Date.now(), minuteAt));
    const waitMs = playedFrom + ((second + 1) * 1_000) / options.pace - Date.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

function buildWorld(region: Region, options: DemoOptions, startedAt: number) {
  return {
    seed: options.seed,
    startedAt,
    speed: options.speed,
    from: options.from,
    places: region.areas.flatMap(({ level, code, name, point }) =>
      level === 'kecamatan' && point ? [{ code, name, point }] : [],
    ),
    bpsCode: region.catalogue.region.code.replace('.', ''),
  };
}

function buildScenario(region: Region, seed: number): Scenario {
  const kecamatan = region.areas.filter((area) => area.level === 'kecamatan');
  const { code } = region.catalogue.region;
  return createScenario({ code, kecamatan, indicator: (id) => region.indicator(id) }, seed);
}

/** Host and port under which this machine reaches the server. */
function toLocalUrl({ host, port }: Settings): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function runDemo(options: DemoOptions, signal: AbortSignal): Promise<void> {
  // Simulated figures never reach a database that is kept.
  const { DATABASE_URL: _url, DATABASE_URL_FILE: _file, FEED_BASE: _base, ...kept } = process.env;
  const dataDir = await mkdtemp(join(tmpdir(), 'simpul-demo-'));
  try {
    const settings = readSettings({ ...kept, DATA_DIR: dataDir }, ['--demo']);
    if (await isTaken(toLocalUrl(settings)))
      throw new UsageError(`${settings.port} is in use already; set another PORT`);
    await runServer(settings, kept, options, signal);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Starts the simulated feeds and the server, plays the scenario, and ends both whatever happens. */
async function runServer(
  settings: Settings,
  kept: NodeJS.ProcessEnv,
  options: DemoOptions,
  signal: AbortSignal,
): Promise<void> {
  const region = loadRegion(settings.regionDir);
  const scenario = buildScenario(region, options.seed);
  const startedAt = Date.now();
  const feeds = await startSimulatedFeeds(buildWorld(region, options, startedAt), Date.now);
  const root = findPackageRoot(import.meta.url);
  const server = spawn(process.execPath, [join(root, 'server/cli/start.mjs'), '--demo'], {
    cwd: root,
    env: {
      ...kept,
      DATA_DIR: settings.dataDir,
      FEED_BASE: feeds.url,
      LOG_LEVEL: kept['LOG_LEVEL'] ?? 'warn',
    },
    stdio: 'inherit',
  });
  const ended = new AbortController();
  server.once('exit', () => ended.abort());
  const url = toLocalUrl(settings);
  const figures = { recorded: 0, refused: 0 };
  const log = (line: string) => void process.stderr.write(`demo: ${line}\n`);
  try {
    await waitUntilReady(url, server, signal);
    if (signal.aborted) return;
    const tokens = await createTokens(settings, scenario.agencies);
    log(
      `seed ${options.seed}; a simulated day of ${toWords(options.speed)} begins at ${toClock(options.from)} and starts over; stop with Ctrl+C`,
    );
    await openDemoRoom(
      url,
      {
        createUser: (person) => withAdmin(settings, (admin) => admin.createUser(person)),
        ...buildDemoOfficials(region, { seed: options.seed, at: startedAt }),
      },
      log,
    );
    const push = (calls: readonly SimulatedCall[]) => pushCalls(url, tokens, calls, figures, log);
    await play(scenario, push, { ...options, startedAt }, AbortSignal.any([signal, ended.signal]));
    if (ended.signal.aborted && !signal.aborted) throw new UsageError('the server ended by itself');
  } finally {
    await stopServer(server);
    await feeds.close();
    log(`${figures.recorded} readings sent, ${figures.refused} calls refused`);
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
await runCommand('demo', () => runDemo(readOptions(process.argv.slice(2)), stopping.signal));
