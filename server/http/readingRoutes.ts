import { type Request, Router } from 'express';
import { toAreaLevel } from '#shared/model/ids.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { toHttpRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { EventStore } from '../domain/events/eventStore.ts';
import type { LiveState } from '../domain/live/liveState.ts';
import { findGaps } from '../domain/readings/findGaps.ts';
import type { ReadingStore } from '../domain/readings/readingStore.ts';
import { ProblemError } from './answers.ts';
import type { CatalogueSource } from './catalogueRoutes.ts';
import { createGate } from './createGate.ts';
import { createQueryReader } from './query.ts';

/** Needs of the routes that read values. */
export interface ReadingRouteParts {
  readonly region: CatalogueSource;
  readonly store: Pick<ReadingStore & EventStore, 'readHistory' | 'listBetween'>;
  readonly liveState: LiveState;
  readonly now: () => number;
}

/** Reads of the store under way or waiting; a whole regency's screens ask for far fewer at once. */
const maxReads = 512;
const maxEvents = 1_000;
const monthMs = 30 * 86_400_000;

/** Present, history and events. */
export function createReadingRoutes(parts: ReadingRouteParts): Router {
  const router = Router();
  const gate = createGate(maxReads);
  router.get('/latest', (request, response) => {
    response.set('Cache-Control', 'no-store').json(readLatest(request, parts));
  });
  router.get('/indicators/:id/history', async (request, response) => {
    const body = await gate(() => readHistory(request.params.id, request, parts));
    response.set('Cache-Control', 'no-store').json(body);
  });
  router.get('/events', async (request, response) => {
    const query = createQueryReader(request, ['from', 'to']);
    const to = query.instant('to') ?? parts.now() + monthMs;
    const from = query.instant('from') ?? parts.now() - monthMs;
    if (to < from) query.fault('to', 'order');
    query.assertGood();
    const events = await gate(() => parts.store.listBetween(from, to, maxEvents));
    response.set('Cache-Control', 'no-store').json({ items: events.map(toHttpEvent) });
  });
  return router;
}

function readLatest(request: Request, { region, liveState, now }: ReadingRouteParts): object {
  const query = createQueryReader(request, ['pillar', 'indicator', 'area']);
  const pillar = query.text('pillar');
  const indicator = query.text('indicator');
  const area = query.text('area');
  if (pillar && !pillarIds.some((id) => id === pillar))
    query.fault('pillar', 'unknown_pillar', { given: pillar });
  if (indicator && !region.indicator(indicator)) {
    query.fault('indicator', 'unknown_indicator', { given: indicator });
  }
  if (area && !region.area(area)) query.fault('area', 'unknown_area', { given: area });
  query.assertGood();
  const records = [];
  for (const { record } of liveState.listChanges()) {
    if (indicator && record.indicator !== indicator) continue;
    if (area && record.area !== area) continue;
    if (pillar && region.indicator(record.indicator)?.pillar !== pillar) continue;
    records.push(toHttpRecord(record));
  }
  return { at: new Date(now()).toISOString(), epoch: liveState.epoch, seq: liveState.seq, records };
}

async function readHistory(
  id: string,
  request: Request,
  { region, store, now }: ReadingRouteParts,
): Promise<object> {
  const indicator = region.indicator(id);
  if (!indicator) throw new ProblemError('not-found');
  const query = createQueryReader(request, ['area', 'from', 'to', 'maxPoints', 'asOf']);
  const code = query.text('area') ?? region.catalogue.region.code;
  const area = region.area(code);
  if (!area) query.fault('area', 'unknown_area', { given: code });
  else if (!indicator.levels.includes(toAreaLevel(area.code))) {
    query.fault('area', 'level', { level: area.level, levels: indicator.levels.join(', ') });
  }
  const from = query.instant('from') ?? Date.UTC(1900, 0, 1);
  const to = query.instant('to') ?? now() + 300_000;
  if (to < from) query.fault('to', 'order');
  const maxPoints = query.integer('maxPoints', 1, 10_000, 1_000);
  const asOf = query.instant('asOf');
  query.assertGood();
  if (!area) throw new ProblemError('not-found');
  const history = await store.readHistory({
    indicator: indicator.id,
    area: area.code,
    from,
    to,
    maxPoints,
    ...(asOf === undefined ? {} : { asOf }),
  });
  const zone = region.catalogue.region.zone;
  return {
    unit: indicator.unit,
    points: history.points,
    gaps: findGaps({ history, indicator, zone, to, now: asOf ?? now() }),
    downsampled: history.downsampled,
    bad: history.bad,
    restated: history.restated,
    provisional: history.provisional,
    origins: history.origins,
  };
}

function toHttpEvent(event: RegionEvent): object {
  return {
    ...event,
    startsAt: new Date(event.startsAt).toISOString(),
    endsAt: event.endsAt === null ? null : new Date(event.endsAt).toISOString(),
    recordedAt: new Date(event.recordedAt).toISOString(),
  };
}
