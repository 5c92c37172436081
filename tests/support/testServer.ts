import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../../server/config/settings.ts';
import type { LiveState } from '../../server/domain/live/liveState.ts';
import { toSystemActor } from '../../server/domain/people/actor.ts';
import type { Store } from '../../server/domain/store.ts';
import type { TokenService } from '../../server/domain/tokens/createTokenService.ts';
import type { TokenScope } from '../../server/domain/tokens/tokenStore.ts';
import type { IngestLimits } from '../../server/feeds/http/ingest.ts';
import type { RouteListing } from '../../server/http/registry.ts';
import { createLog } from '../../server/observability/log.ts';
import type { EventListing } from '../../server/realtime/socketRegistry.ts';
import type { LiveRegion } from '../../server/regions/liveRegion.ts';
import type { Accounts } from '../../server/startDesk.ts';
import { type StartParts, startServer } from '../../server/startServer.ts';
import type { IndicatorId } from '../../shared/model/ids.ts';
import { createDatabase } from './postgres.ts';

export interface TestServerOptions {
  /** Kept when given; otherwise a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly demo?: boolean;
  readonly now?: () => number;
  /** What is late at the start has become an alarm by itself before the test begins: nothing more is written unasked. */
  readonly settles?: true;
  readonly ingestLimits?: Partial<IngestLimits>;
  /** Runs along with `now` where that is given, so that a test's clock is no clock that was set. */
  readonly monotonic?: () => number;
  readonly healthPace?: StartParts['healthPace'];
  /** Takes every line of the log, down to the last detail. */
  readonly onLogLine?: (line: string) => void;
}

/** A database of PostgreSQL of its own where the project of the test says so (`vite.config.ts`). */
async function createEnginePlace(): Promise<{ env: Record<string, string>; drop(): Promise<void> }> {
  const base = process.env['TEST_DATABASE_URL'];
  if (process.env['TEST_ENGINE'] !== 'postgres') return { env: {}, drop: async () => undefined };
  if (!base) throw new Error('tests/support/globalSetup.ts sets TEST_DATABASE_URL');
  const { url, drop } = await createDatabase(base);
  return { env: { DATABASE_URL: url }, drop };
}

/** The real parts in this process: region, storage, live namespace, HTTP; feeds are off unless `env` says otherwise. */
export interface InProcessServer {
  readonly url: string;
  readonly dataDir: string;
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly accounts: Accounts;
  readonly routes: readonly RouteListing[];
  readonly events: readonly EventListing[];
  readonly tokens: TokenService;
  readonly setupToken: string | null;
  /** One turn of reminders. */
  remind(): Promise<number>;
  /** One look at every alarm, begun now. */
  lookAtAlarms(): Promise<void>;
  /** Secret of a new token of an agency. */
  token(agency: string, scopes?: readonly TokenScope[], indicators?: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Composes the server as `npm start` does, on a free port. */
export async function startTestServer(options: TestServerOptions = {}): Promise<InProcessServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'simpul-app-'));
  const place = await createEnginePlace();
  const settings = readSettings(
    { PORT: '0', DATA_DIR: dataDir, FEEDS: 'off', LOG_LEVEL: 'silent', ...place.env, ...options.env },
    options.demo ? ['--demo'] : [],
  );
  let settledMs = 0;
  const now = (): number => (options.now ?? Date.now)() + settledMs;
  const server = await startServer(settings, {
    now,
    log: options.onLogLine ? createLog('trace', { write: options.onLogLine }) : createLog(settings.logLevel),
    processMetrics: false,
    monotonic: options.monotonic ?? options.now ?? (() => performance.now()),
    // How busy the machine of a test is must not raise an alarm in it.
    watchLoop: () => ({ read: () => null, stop: () => undefined }),
    ...(options.healthPace ? { healthPace: options.healthPace } : {}),
    ...(options.ingestLimits ? { ingestLimits: options.ingestLimits } : {}),
  });
  const { region, store, liveState, tokens, accounts, routes, events, remind, setupToken } = server;
  const lookAtAlarms = async (): Promise<void> => {
    // The first may have begun before what the test did.
    await server.lookAtAlarms();
    await server.lookAtAlarms();
  };
  if (options.settles) {
    settledMs = 120_000;
    await lookAtAlarms();
  }
  return {
    url: server.url.replace('localhost', '127.0.0.1'),
    dataDir,
    region,
    store,
    liveState,
    accounts,
    routes,
    events,
    tokens,
    setupToken,
    remind,
    lookAtAlarms,
    async token(code, scopes = ['readings:write'], indicators) {
      const agency = region.agencies.find((one) => one.code === code);
      if (!agency) throw new Error(`no agency ${code}`);
      const only = indicators ? { indicators: indicators as readonly IndicatorId[] } : {};
      const wanted = { agency: agency.code, scopes, name: 'test', ...only };
      return (await tokens.create(wanted, toSystemActor('test'))).secret;
    },
    async stop() {
      await server.stop();
      await place.drop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
