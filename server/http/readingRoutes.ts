import type { Request } from 'express';
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
import type { RouteDefinition } from './registry.ts';

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
export function createReadingRoutes(parts: ReadingRouteParts): RouteDefinition[] {
  const gate = createGate(maxReads);
  const route = (path: string, read: (request: Request) => object | Promise<object>): RouteDefinition => ({
    method: 'get',
    path: `/api/v1${path}`,
    access: { kind: 'viewing' },
    async handle(request, response) {
      const body = await read(request);
      response.set('Cache-Control', 'no-store').json(body);
    },
  });
  return [
    route('/latest', (request) => readLatest(request, parts)),
    route('/indicators/:id/history', (request) =>
      gate(() => readHistory(String(request.params['id']), request, parts)),
    ),
    route('/events', (request) => {
      const { from, to } = readRange(request, parts.now());
      return gate(async () => ({
        items: (await parts.store.listBetween(from, to, maxEvents)).map(toHttpEvent),
      }));
    }),
  ];
}

function readRange(request: Request, now: number): { from: number; to: number } {
  const query = createQueryReader(request, ['from', 'to']);
  const to = query.instant('to') ?? now + monthMs;
  const from = query.instant('from') ?? now - monthMs;
  if (to < from) query.fault('to', 'order');
  query.assertGood();
  return { from, to };
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
