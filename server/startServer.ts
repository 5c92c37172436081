import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { type App, createApp } from './app.ts';
import { type ControlServer, startControlServer } from './cli/control/controlServer.ts';
import { toAnchorPlace, verifyStoredAudit } from './cli/control/verifyStoredAudit.ts';
import { writeBackup } from './cli/control/writeBackup.ts';
import { makeDataDir } from './config/makeDataDir.ts';
import { findPackageRoot } from './config/packageRoot.ts';
import type { Settings } from './config/settings.ts';
import type { StoredAlarm } from './domain/alarms/alarmStore.ts';
import { createDefinitions, type Definitions } from './domain/definitions/createDefinitions.ts';
import { createStorageLink, storageLinkId } from './domain/links/storageLink.ts';
import { createLiveState } from './domain/live/createLiveState.ts';
import { createStreamWriter, type StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import { seedBaseline } from './domain/readings/seedBaseline.ts';
import { createSubmitReadings, type SubmitReadings } from './domain/readings/submitReadings.ts';
import type { SeriesClassifier, Store } from './domain/store.ts';
import { createTokenService, type TokenService } from './domain/tokens/createTokenService.ts';
import { createFeedSubmit } from './feeds/createFeedSubmit.ts';
import { toLimitKey } from './feeds/http/clientAddress.ts';
import { createIngest, type IngestLimits } from './feeds/http/ingest.ts';
import { type FeedRunner, startFeeds } from './feeds/runFeeds.ts';
import type { RouteDefinition, RouteListing } from './http/registry.ts';
import { readAnchorKey, startAuditAnchor } from './observability/auditAnchor.ts';
import { type LoopDelay, watchLoopDelay } from './observability/loopDelay.ts';
import { createMetrics } from './observability/metrics.ts';
import { openDesk } from './openDesk.ts';
import type { HealthPace } from './openHealth.ts';
import { openMachines } from './openMachines.ts';
import { openReview } from './openReview.ts';
import { openRoom, type Room } from './openRoom.ts';
import { createSockets, type Sockets } from './openSockets.ts';
import type { EventListing } from './realtime/socketRegistry.ts';
import { createLiveRegion, type LiveRegion } from './regions/liveRegion.ts';
import { loadRegion } from './regions/loadRegion.ts';
import type { Region } from './regions/region.ts';
import { type Accounts, createAccountRoutes, openAccounts } from './startDesk.ts';
import { startHousekeeping } from './startHousekeeping.ts';
import { type RunningReminders, startReminders } from './startReminders.ts';
import { openStore } from './storage/openStore.ts';

/** What a server is started with beside its settings. */
export interface StartParts {
  readonly now: () => number;
  readonly log: Logger;
  /** Metrics of the process; left out where several servers share one. */
  readonly processMetrics: boolean;
  readonly ingestLimits?: Partial<IngestLimits>;
  /** Milliseconds that no hand can set; those of the process where left out. */
  readonly monotonic?: () => number;
  readonly healthPace?: Partial<HealthPace>;
  /** Looks at the event loop of this process where left out. */
  readonly watchLoop?: () => LoopDelay;
  /** Storage is gone for good: the process should end, so that whoever watches it starts it again. */
  readonly onStoreLost?: (error: Error) => void;
}

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly tokens: TokenService;
  readonly accounts: Accounts;
  /** Every route with who may use it. */
  readonly routes: readonly RouteListing[];
  /** Every socket event with who may send or hear it. */
  readonly events: readonly EventListing[];
  /** One turn of reminders, outside the hourly one; returns how many agencies were reminded. */
  remind(): Promise<number>;
  /** Looks at every alarm now, outside the look of each second; resolves when what came of it is durable. */
  lookAtAlarms(): Promise<void>;
  /** Token of the link for the first administrator; null once there is one. */
  readonly setupToken: string | null;
  /** The way in for readings, and for everything that screens see. */
  readonly submit: SubmitReadings;
  readonly writer: StreamWriter;
  /** Stops taking calls, ends feeds and sockets, closes the store. */
  stop(): Promise<void>;
}

/** Everything that was opened before the server listens, in the order in which it must be closed again. */
interface Core {
  readonly region: LiveRegion;
  readonly definitions: Definitions;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly alarmsAtStart: readonly StoredAlarm[];
  readonly writer: StreamWriter;
  readonly tokens: TokenService;
  readonly accounts: Accounts;
}

/** Opens region, store and present, brings the baseline in, starts feeds and listens. */
export async function startServer(settings: Settings, parts: StartParts): Promise<RunningServer> {
  const region = createLiveRegion(loadRegion(settings.regionDir));
  makeDataDir(settings.dataDir);
  const store = await openStore({
    dataDir: settings.dataDir,
    ...(settings.databaseUrl ? { databaseUrl: settings.databaseUrl } : {}),
    classifier: createClassifier(region),
    now: parts.now,
    randomId: randomUUID,
    onLost(error) {
      parts.log.fatal({ err: error }, 'storage is lost');
      parts.onStoreLost?.(error);
    },
  });
  const closers: (() => Promise<unknown> | unknown)[] = [() => store.close()];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const core = await openCore(region, store, settings, parts);
    const edges = await openEdges(core, settings, parts, closers);
    const { submit, app } = edges;
    const url = await listen(app, settings);
    const feeds = await openFeeds(core, settings, parts, submit);
    // Last in, first out: feeds end while the store still takes what they hold.
    closers.push(() => feeds.stop());
    closers.push(edges.startMachines());
    await tellStorage(core);
    const { liveState, writer, tokens, accounts } = core;
    // A drill has nobody to set up: people come in from the real console, and its data goes with it.
    const isDrill = settings.mode === 'drill';
    const setupToken = isDrill ? null : await accounts.invitations.openSetup().catch(() => null);
    const { routes, events } = app;
    const { remind } = edges.reminders;
    const { lookAtAlarms } = edges.room;
    const told = { routes, events, remind, lookAtAlarms, setupToken, submit };
    return { url, region, store, liveState, writer, tokens, accounts, ...told, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

/** The link "storage" once more, as whoever listens now has not heard it yet. */
async function tellStorage({ writer, liveState }: Core): Promise<void> {
  const own = liveState.listFeeds().filter(isStorage);
  await writer.putLinks(own.map(({ feed }) => feed)).catch(() => undefined);
}

async function openCore(
  region: LiveRegion,
  store: Store,
  settings: Settings,
  { now, log }: StartParts,
): Promise<Core> {
  const [head, changes, events, links, alarms, figures] = [
    await store.head(),
    await store.loadCurrent(),
    await store.listRecent(200),
    await store.loadLinks(),
    await store.loadAlarms(),
    await store.figures(),
  ];
  const liveState = createLiveState({
    ...head,
    changes,
    events,
    feeds: links,
    alarms: alarms.map(({ alarm }) => alarm),
    onListenerError: (error) => log.error({ err: error }, 'a live listener failed'),
  });
  const previous = links.find(({ id }) => id === storageLinkId);
  const toStorageLink = createStorageLink(figures.engine, now, previous);
  const writer = createStreamWriter({
    store,
    liveState,
    toStorageLink,
    onFault: (fault, error) => log.error({ fault, err: error }, 'storage takes no writes'),
  });
  await writer.putLinks([toStorageLink(null)]).catch(() => undefined);
  const definitions = createDefinitions({
    store,
    pack: new Map(region.catalogue.indicators.map((indicator) => [indicator.id, indicator])),
    isAgency: (code) => region.agencies.some((agency) => agency.code === code),
    now,
    apply: region.applyIndicators,
  });
  await definitions.load();
  try {
    const recorded = await seedBaseline({
      writer,
      baseline: region.baseline,
      indicator: region.indicator,
      now,
    });
    if (recorded > 0) log.info({ recorded }, 'baseline figures stored');
  } catch (error) {
    log.error({ err: error }, 'baseline figures could not be stored');
  }
  const tokens = createTokenService({
    store,
    now,
    randomSecret: () => randomBytes(32).toString('base64url'),
    randomId: randomUUID,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const accounts = openAccounts({ store, tokens, settings, now, log });
  return { region, definitions, store, liveState, alarmsAtStart: alarms, writer, tokens, accounts };
}

async function openEdges(
  core: Core,
  settings: Settings,
  parts: StartParts,
  closers: (() => Promise<unknown> | unknown)[],
): Promise<{
  app: App;
  control: ControlServer;
  submit: SubmitReadings;
  reminders: RunningReminders;
  room: Room;
  startMachines: () => () => Promise<void>;
}> {
  const { region, store, writer, tokens, accounts } = core;
  const { now, log, healthPace, watchLoop = watchLoopDelay, monotonic = () => performance.now() } = parts;
  const submit = openSubmit(core, settings, parts);
  const sockets = createSockets({ ...core, settings, now, log });
  const machines = openMachines({ ...core, settings, submit, now, log });
  const { linkDetail } = machines;
  const desk = openDesk({ ...core, submit, now, linkDetail, onChange: sockets.tell });
  closers.push(() => desk.stop());
  const onNotice = (agency: string): void => sockets.tell('notices', agency);
  const reminders = startReminders({ ...core, desk, settings, now, log, onNotice });
  closers.push(() => reminders.stop());
  const tell = (topic: DeskTopic): void => sockets.tell(topic);
  const ways = { monotonic, healthPace, watchLoop, tell, addNamespace: sockets.add };
  const room = await openRoom({ ...core, desk, settings, now, log, ...ways });
  closers.push(() => room.stop());
  const review = await openReview({ ...core, desk, settings, now, log, ...ways });
  closers.push(() => review.stop());
  const routes = [...desk.routes, ...machines.routes, ...room.routes, ...review.routes];
  const app = openApp(core, settings, parts, { submit, routes, sockets });
  const stopHousekeeping = startHousekeeping({
    store,
    writer,
    tokens,
    definitions: core.definitions,
    retention: region.retention,
    now,
    log,
  });
  closers.push(stopHousekeeping);
  closers.push(startAnchor(core, settings, parts));
  closers.push(() => app.close());
  const control = await startControlServer({
    dataDir: settings.dataDir,
    tokens,
    isAgency: (code) => region.agencies.some((agency) => agency.code === code),
    backup: (file) => writeBackup(file, { dataDir: settings.dataDir, backup: store.backup }),
    verifyAudit: () => verifyStoredAudit(store, settings),
    people: accounts.people,
  });
  closers.push(() => control.close());
  return { app, control, submit, reminders, room, startMachines: () => machines.start(desk) };
}

function openSubmit(
  { region, store, writer }: Core,
  { mode }: Settings,
  { now }: StartParts,
): SubmitReadings {
  const onlySimulated = mode === 'drill';
  const allowSimulated = onlySimulated || mode === 'demo';
  return createSubmitReadings({ writer, store, rules: region, now, allowSimulated, onlySimulated });
}

/** Writes the end of the audit where whoever may rewrite the database does not reach it. */
function startAnchor({ store, liveState }: Core, settings: Settings, { now, log }: StartParts) {
  const { file, keyFile } = toAnchorPlace(settings);
  return startAuditAnchor({ store, epoch: liveState.epoch, file, key: readAnchorKey(keyFile), now, log });
}

function openApp(
  core: Core,
  settings: Settings,
  parts: StartParts,
  {
    submit,
    routes,
    sockets,
  }: { submit: SubmitReadings; routes: readonly RouteDefinition[]; sockets: Sockets },
): App {
  const { region, store, liveState, tokens, accounts } = core;
  const { now, log } = parts;
  const onError = (error: unknown): void => log.error({ err: error }, 'a request failed');
  const metrics = createMetrics({
    figures: () => store.figures(),
    live: sockets.liveFigures,
    processMetrics: parts.processMetrics,
  });
  const ingest = createIngest({
    submit,
    tokens,
    agency: (code) => region.agencies.find((agency) => agency.code === code),
    onError,
    onAnswer: metrics.countIngest,
    clientAddress: accounts.clientAddress,
    monotonic: () => performance.now(),
    ...(parts.ingestLimits ? { limits: parts.ingestLimits } : {}),
  });
  return createApp({
    region,
    store,
    liveState,
    ingest,
    registry: metrics.registry,
    metrics: settings.metrics,
    viewing: settings.viewing,
    identify: accounts.identify,
    toSender: (request) => toLimitKey(accounts.clientAddress(request)),
    routes: [...createAccountRoutes(accounts, { store, region, settings, tokens, now }), ...routes],
    trustProxy: settings.trustProxy,
    ...(settings.publicUrl ? { publicUrl: settings.publicUrl } : {}),
    cameraOrigins: [...new Set(region.cameras.map(({ url }) => new URL(url).origin))],
    clientDir: join(findPackageRoot(import.meta.url), 'dist/client'),
    now,
    onError,
    registerNamespaces: sockets.register,
  });
}

function openFeeds(
  { region, liveState, writer }: Core,
  settings: Settings,
  { now, log }: StartParts,
  submit: SubmitReadings,
): Promise<FeedRunner> {
  const previous = liveState.listFeeds().map(({ feed }) => feed);
  return startFeeds({
    region,
    enabled: settings.feeds,
    mode: settings.mode,
    ...(settings.feedBase ? { feedBase: settings.feedBase } : {}),
    submit: createFeedSubmit(submit),
    putEvents: writer.putEvents,
    putLinks: writer.putLinks,
    previous: previous.filter(({ kind }) => kind !== 'system'),
    lastObservedAt: (indicator, area) => {
      for (const { record } of liveState.listChanges()) {
        if (record.indicator === indicator && record.area === area) return record.observedAt;
      }
      return null;
    },
    knownEvents: () => liveState.listEvents().map(({ event }) => event),
    now,
    log,
  });
}

function listen({ httpServer }: App, { host, port }: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    httpServer.once('error', reject);
    httpServer.listen(port, host, () => {
      httpServer.off('error', reject);
      const bound = (httpServer.address() as AddressInfo).port;
      const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${bound}`);
    });
  });
}

function createClassifier(region: Region): SeriesClassifier {
  return {
    classOf(id) {
      const indicator = region.indicator(id);
      const cadenceMs = indicator ? toApproximateMs(indicator.cadence) : 0;
      if (!indicator || cadenceMs >= 86_400_000) return 'rare';
      return cadenceMs < 60_000 ? 'seconds' : 'minutes';
    },
  };
}

function isStorage({ feed }: { feed: { id: string } }): boolean {
  return feed.id === storageLinkId;
}
