import { createHash } from 'node:crypto';
import type { Agency } from '#shared/model/agency.ts';
import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { LiveState } from '../domain/live/liveState.ts';
import { ProblemError } from './answers.ts';
import type { RouteDefinition } from './registry.ts';

/** What of a region the HTTP interface needs. */
export interface CatalogueSource {
  readonly catalogue: Catalogue;
  readonly catalogueJson: string;
  /** Changes with every change of the catalogue; its `ETag`. */
  readonly catalogueVersion: string;
  readonly areas: readonly Area[];
  readonly agencies: readonly Agency[];
  readonly mapDir: string;
  indicator(id: string): Indicator | undefined;
  area(code: string): Area | undefined;
}

/** A list of the catalogue, encoded once for as long as the catalogue stays as it is. */
function createEncoded(region: CatalogueSource, build: () => string): () => { body: string; etag: string } {
  let known: { version: string; body: string; etag: string } | null = null;
  return () => {
    const version = region.catalogueVersion;
    if (known?.version === version) return known;
    const body = build();
    known = {
      version,
      body,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    };
    return known;
  };
}

/** What the region is made of: changes with a definition at most, so it is encoded once for each version. */
export function createCatalogueRoutes(region: CatalogueSource, liveState: LiveState): RouteDefinition[] {
  const toItems = (items: () => readonly unknown[]) => () => JSON.stringify({ items: items() });
  const bodies: Readonly<Record<string, () => string>> = {
    '/catalogue': () => region.catalogueJson,
    '/pillars': toItems(() => region.catalogue.pillars),
    '/areas': toItems(() => region.areas),
    '/agencies': toItems(() => region.agencies),
    '/indicators': toItems(() => region.catalogue.indicators),
  };
  const encoded = Object.entries(bodies).map(([path, build]): RouteDefinition => {
    const read = createEncoded(region, build);
    return {
      ...viewing,
      path: `/api/v1${path}`,
      handle(_request, response) {
        const { body, etag } = read();
        response.set({ ETag: etag, 'Cache-Control': 'no-cache' }).type('application/json').send(body);
      },
    };
  });
  return [
    ...encoded,
    {
      ...viewing,
      path: '/api/v1/indicators/:id',
      handle(request, response) {
        const indicator = region.indicator(String(request.params['id']));
        if (!indicator) throw new ProblemError('not-found');
        response.set('Cache-Control', 'no-cache').json(indicator);
      },
    },
    {
      ...viewing,
      path: '/api/v1/feeds',
      handle: (_request, response) =>
        response.set('Cache-Control', 'no-store').json({ items: liveState.listFeeds().map(toHttpFeed) }),
    },
  ];
}

/** Whoever may see the wall may read what it is drawn from. */
const viewing = { method: 'get', access: { kind: 'viewing' } } as const;

function toHttpFeed({ feed }: ReturnType<LiveState['listFeeds']>[number]): object {
  return {
    ...feed,
    since: toIso(feed.since),
    lastInAt: feed.lastInAt === null ? null : toIso(feed.lastInAt),
    lastError: feed.lastError ? { ...feed.lastError, at: toIso(feed.lastError.at) } : null,
  };
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
