import { createHash } from 'node:crypto';
import { Router } from 'express';
import type { Agency } from '#shared/model/agency.ts';
import type { Area } from '#shared/model/area.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { LiveState } from '../domain/live/liveState.ts';
import { ProblemError } from './answers.ts';

/** What of a region the HTTP interface needs. */
export interface CatalogueSource {
  readonly catalogue: Catalogue;
  readonly catalogueJson: string;
  readonly areas: readonly Area[];
  readonly agencies: readonly Agency[];
  readonly mapDir: string;
  indicator(id: string): Indicator | undefined;
  area(code: string): Area | undefined;
}

/** What the region is made of: never changes while the process lives, so it is encoded once. */
export function createCatalogueRoutes(region: CatalogueSource, liveState: LiveState): Router {
  const router = Router();
  const lists = {
    pillars: region.catalogue.pillars,
    areas: region.areas,
    agencies: region.agencies,
    indicators: region.catalogue.indicators,
  };
  const bodies: [string, string][] = [
    ['/catalogue', region.catalogueJson],
    ...Object.entries(lists).map(([name, items]): [string, string] => [
      `/${name}`,
      JSON.stringify({ items }),
    ]),
  ];
  for (const [path, body] of bodies) {
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
    router.get(path, (_request, response) => {
      response.set({ ETag: etag, 'Cache-Control': 'no-cache' }).type('application/json').send(body);
    });
  }
  router.get('/indicators/:id', (request, response) => {
    const indicator = region.indicator(request.params.id);
    if (!indicator) throw new ProblemError('not-found');
    response.set('Cache-Control', 'no-cache').json(indicator);
  });
  router.get('/feeds', (_request, response) => {
    const items = liveState.listFeeds().map(({ feed }) => ({
      ...feed,
      since: toIso(feed.since),
      lastInAt: feed.lastInAt === null ? null : toIso(feed.lastInAt),
      lastError: feed.lastError ? { ...feed.lastError, at: toIso(feed.lastError.at) } : null,
    }));
    response.set('Cache-Control', 'no-store').json({ items });
  });
  return router;
}

function toIso(at: number): string {
  return new Date(at).toISOString();
}
