import type { Server as HttpServer, IncomingMessage } from 'node:http';
import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Registry as MetricsRegistry } from 'prom-client';
import { Server } from 'socket.io';
import { maxMessageBytes } from '#shared/protocol/limits.ts';
import type { LiveState } from './domain/live/liveState.ts';
import { isAllowedOrigin } from './domain/people/isAllowedOrigin.ts';
import type { Store } from './domain/store.ts';
import type { Ingest } from './feeds/http/ingest.ts';
import { type CatalogueSource, createCatalogueRoutes } from './http/catalogueRoutes.ts';
import { createHttpServer } from './http/createHttpServer.ts';
import { addDocsRoutes } from './http/docsRoutes.ts';
import { createErrorHandler, createNotFound } from './http/errors.ts';
import { createHealthRoutes } from './http/healthRoutes.ts';
import { buildOpenApi } from './http/openApi.ts';
import { createReadingRoutes } from './http/readingRoutes.ts';
import {
  createRegistry,
  type Registry,
  type RegistryParts,
  type RouteDefinition,
  type RouteListing,
} from './http/registry.ts';
import { addScreenRoutes } from './http/screenRoutes.ts';
import { createSocketRegistry, type EventListing, type SocketRegistry } from './realtime/socketRegistry.ts';

/** Everything that the server is built from; nothing here reads the environment. */
export interface AppParts {
  readonly region: CatalogueSource;
  readonly store: Pick<Store, 'readHistory' | 'listBetween' | 'probe'>;
  readonly liveState: LiveState;
  readonly ingest: Ingest;
  readonly registry: MetricsRegistry;
  readonly metrics: 'loopback' | 'open' | 'off';
  readonly trustProxy: readonly string[];
  readonly publicUrl?: string;
  readonly viewing: 'open' | 'signed-in';
  /** Who asks; null for nobody known. */
  readonly identify: RegistryParts['identify'];
  readonly toSender: RegistryParts['toSender'];
  /** Routes of the desk. */
  readonly routes?: readonly RouteDefinition[];
  /** Origins of the region's cameras, which screens may read from. */
  readonly cameraOrigins: readonly string[];
  /** Folder of the built client. */
  readonly clientDir: string;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  /** Registers the namespaces. */
  readonly registerNamespaces: (io: Server, registry: SocketRegistry) => { close(): void };
}

/** The server, not yet listening. */
export interface App {
  readonly httpServer: HttpServer;
  readonly io: Server;
  /** Every route with who may use it. */
  readonly routes: readonly RouteListing[];
  /** Every socket event with who may send or hear it. */
  readonly events: readonly EventListing[];
  /** Ends namespaces, sockets and the HTTP server. */
  close(): Promise<void>;
}

/** Builds Express, the door for readings and Socket.IO; never listens. */
export function createApp(parts: AppParts): App {
  const { web, registry } = createExpress(parts);
  const httpServer = createHttpServer({
    handle(request, response) {
      if (parts.ingest.isMine(request)) parts.ingest.handle(request, response);
      else web(request, response);
    },
    upgradePath: socketPath,
    onError: parts.onError,
  });
  const io = createSocketServer(httpServer, parts.publicUrl);
  const sockets = createSocketRegistry(io);
  const namespaces = parts.registerNamespaces(io, sockets);
  return {
    httpServer,
    io,
    routes: registry.list(),
    events: sockets.list(),
    async close() {
      namespaces.close();
      // A connection that never asked for anything, as browsers keep one in hand, would hold the end up.
      const cut = setTimeout(() => httpServer.closeAllConnections(), drainMs);
      await io.close();
      clearTimeout(cut);
    },
  };
}

/** Requests under way have this long to end when the server stops. Milliseconds. */
const drainMs = 2_000;
const socketPath = '/socket.io/';

function createSocketServer(httpServer: HttpServer, publicUrl: string | undefined): Server {
  const io = new Server(httpServer, {
    path: socketPath,
    destroyUpgrade: false,
    maxHttpBufferSize: maxMessageBytes,
    connectTimeout: 5_000,
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    // Screens judge a link by our own beats; pings only clear away connections whose other end is gone.
    pingInterval: 20_000,
    pingTimeout: 10_000,
    cleanupEmptyChildNamespaces: true,
    allowRequest: (request: IncomingMessage, decide) => {
      decide(null, isAllowedOrigin(request.headers, publicUrl));
    },
  });
  // Nothing lives in the default namespace: who connects there has no business here.
  io.use((_socket, next) => next(new Error('forbidden')));
  return io;
}

/** Every route with who may use it, in the order in which they are tried. */
function createRoutes(parts: AppParts): Registry {
  const registry = createRegistry({
    identify: parts.identify,
    toSender: parts.toSender,
    viewing: parts.viewing,
    ...(parts.publicUrl ? { publicUrl: parts.publicUrl } : {}),
  });
  registry.add(
    createHealthRoutes({
      probe: () => parts.store.probe(),
      metrics: parts.metrics,
      registry: parts.registry,
      now: parts.now,
    }),
  );
  registry.addOutside({
    method: 'post',
    path: '/api/v1/readings',
    access: { kind: 'token', scope: 'readings:write' },
  });
  registry.add(createCatalogueRoutes(parts.region, parts.liveState));
  registry.add(createReadingRoutes(parts));
  registry.add(parts.routes ?? []);
  addDocsRoutes(registry, JSON.stringify(buildOpenApi(`${parts.publicUrl ?? ''}/api/v1`)));
  registry.addPrefix({
    prefix: '/region/map',
    access: { kind: 'viewing' },
    handler: express.static(parts.region.mapDir, { index: false, redirect: false, maxAge: '5m' }),
  });
  addScreenRoutes(registry, parts.clientDir);
  return registry;
}

function createExpress(parts: AppParts): { web: Express; registry: Registry } {
  const web = express();
  web.disable('x-powered-by');
  web.disable('etag');
  web.set('query parser', false);
  if (parts.trustProxy.length > 0) web.set('trust proxy', parts.trustProxy);
  web.use(createHelmet(parts.cameraOrigins));
  const registry = createRoutes(parts);
  web.use(compression());
  web.use(registry.router);
  web.use(createNotFound(registry.methodsOf));
  web.use(createErrorHandler(parts.onError));
  return { web, registry };
}

/** Nothing is loaded from elsewhere, but for the region's cameras: pictures, streams and their playlists come from their hosts. */
function createHelmet(cameras: readonly string[]): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'worker-src': ["'self'"],
        'img-src': ["'self'", 'data:', 'blob:', ...cameras],
        'media-src': ["'self'", 'blob:', ...cameras],
        'style-src': ["'self'"],
        'connect-src': ["'self'", ...cameras],
        'font-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'frame-ancestors': ["'self'"],
        // Walls on a LAN speak plain http; upgrading would leave them without scripts.
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
}
