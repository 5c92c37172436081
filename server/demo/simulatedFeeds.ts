import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  buildFloodReports,
  buildForecast,
  buildQuakes,
  buildWarning,
  buildWarningList,
  type FeedWorld,
} from './feedPayloads.ts';

/** Simulated public feeds on loopback, in the place of the real hosts (`FEED_BASE`). */
export interface SimulatedFeeds {
  readonly url: string;
  close(): Promise<void>;
}

function toBody(world: FeedWorld, path: string, query: URLSearchParams, now: number): string | null {
  if (path === '/api.bmkg.go.id/publik/prakiraan-cuaca')
    return buildForecast(world, query.get('adm4') ?? '', now);
  if (path.startsWith('/data.bmkg.go.id/DataMKG/TEWS/'))
    return buildQuakes(world, path.split('/').at(-1) ?? '', now);
  if (/^\/www\.bmkg\.go\.id\/alerts\/nowcast\/id(\/rss\.xml)?$/.test(path))
    return buildWarningList(world, now);
  if (path.startsWith('/www.bmkg.go.id/alerts/nowcast/id/'))
    return buildWarning(world, path.split('/').at(-1) ?? '');
  if (path === '/api.petabencana.id/reports') return buildFloodReports(world, now);
  return null;
}

/** Starts the simulated feeds on a free port. */
export async function startSimulatedFeeds(world: FeedWorld, now: () => number): Promise<SimulatedFeeds> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulasi');
    const body = toBody(world, url.pathname, url.searchParams, now());
    if (body === null) response.writeHead(404).end('{}');
    else response.writeHead(200, { 'cache-control': 'no-store' }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
