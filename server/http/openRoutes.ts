import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Indicator } from '#shared/model/indicator.ts';
import type { OpenRow } from '#shared/model/openData.ts';
import { indonesianCsv, toCsv } from '#shared/rules/csv.ts';
import type { OpenData, OpenIndicator } from '../domain/openData/createOpenData.ts';
import { type Span, toLongestMs } from '../domain/openData/readRows.ts';
import { kpiType } from '../domain/openData/toKpi.ts';
import { ProblemError } from './answers.ts';
import { createSharedGate } from './createGate.ts';
import { openWords } from './public/openWords.ts';
import { createQueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';
import { sendPieces } from './sendPieces.ts';
import { createShortMemory } from './shortMemory.ts';

/** Needs of the routes of open data. */
export interface OpenRouteParts {
  readonly open: OpenData;
  /** What is asked for where the caller names no stretch, cut to what is kept. */
  readonly toSpan: (
    indicator: Indicator,
    asked: { from: number | undefined; to: number | undefined },
  ) => Span;
  /** Changes with every change of a figure or definition. */
  readonly version: () => Promise<string>;
  readonly region: () => string;
  /** Whom downloads are counted for. */
  readonly toCaller: (request: Request) => string;
  readonly now: () => number;
}

const path = '/api/v1/open';
const access = { kind: 'public' } as const;
/** Downloads at once: anyone may ask, and operators' screens come first. */
const mostDownloads = 8;
const mostDownloadsEach = 2;
/** A download of which nothing was taken for so long is ended: it holds a place of others. Milliseconds. */
const stallMs = 30_000;
const kpisMax = 1_000;

/** Sends a body that anyone may keep for a moment; who has it already is told so. */
export function sendOpen(request: Request, response: Response, type: string, body: string): void {
  const etag = toEtag(body);
  response.set({ ETag: etag, ...cached });
  if (hasIt(request, etag)) response.status(304).end();
  else response.type(type).send(body);
}

/** What anyone may keep for a minute, and pages of others may read. */
const cached = { 'Cache-Control': 'public, max-age=60', 'Access-Control-Allow-Origin': '*' } as const;

function toEtag(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

function hasIt(request: Request, etag: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return known?.includes(etag.replace(/^W\//, '')) ?? false;
}

/** Open data: data sets with their metadata, DCAT-AP, NGSI-LD, CSV and JSON. */
export function createOpenRoutes(parts: OpenRouteParts): RouteDefinition[] {
  return [...createDescriptionRoutes(parts), ...createKpiRoutes(parts), ...createDataRoutes(parts)];
}

function createDescriptionRoutes({ open, region, now }: OpenRouteParts): RouteDefinition[] {
  const remember = createShortMemory(now);
  return [
    {
      method: 'get',
      path: `${path}/catalog.jsonld`,
      access,
      async handle(request, response) {
        const body = await remember('catalog', async () => JSON.stringify(await open.catalog()));
        sendOpen(request, response, 'application/ld+json', body);
      },
    },
    {
      method: 'get',
      path: `${path}/datasets`,
      access,
      async handle(request, response) {
        const body = await remember('datasets', async () => {
          const items = (await open.list()).filter(({ figures }) => figures.length > 0);
          return JSON.stringify({
            // To the minute: an answer that is otherwise the same is the same.
            at: new Date(Math.floor(now() / 60_000) * 60_000).toISOString(),
            region: region(),
            rule: openWords.id.rule,
            licence: items[0]?.dataset.licence ?? null,
            items: items.map(({ dataset }) => dataset),
          });
        });
        sendOpen(request, response, 'application/json', body);
      },
    },
    {
      method: 'get',
      path: `${path}/datasets/:id`,
      access,
      async handle(request, response) {
        const { dataset, figures } = await findDataset(request, open);
        sendOpen(request, response, 'application/json', JSON.stringify({ dataset, figures }));
      },
    },
  ];
}

async function findDataset(request: Request, open: OpenData): Promise<OpenIndicator> {
  const found = await open.find(String(request.params['id']).slice(0, 100));
  if (!found) throw new ProblemError('not-found');
  return found;
}

function createKpiRoutes({ open }: OpenRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/ngsi-ld/entities`,
      access,
      async handle(request, response) {
        const query = createQueryReader(request, ['type', 'limit', 'offset']);
        const type = query.text('type');
        if (type !== undefined && type !== kpiType) query.fault('type', 'choice', { choices: kpiType });
        const limit = query.integer('limit', 1, kpisMax, 100);
        const offset = query.integer('offset', 0, 1_000_000, 0);
        query.assertGood();
        const all = await open.kpis();
        response.set('NGSILD-Results-Count', String(all.length));
        sendOpen(request, response, 'application/ld+json', JSON.stringify(all.slice(offset, offset + limit)));
      },
    },
    {
      method: 'get',
      path: `${path}/ngsi-ld/entities/:id`,
      access,
      async handle(request, response) {
        const found = (await open.kpis()).find(({ id }) => id === request.params['id']);
        if (!found) throw new ProblemError('not-found');
        sendOpen(request, response, 'application/ld+json', JSON.stringify(found));
      },
    },
  ];
}

function createDataRoutes(parts: OpenRouteParts): RouteDefinition[] {
  const gateOf = createSharedGate(mostDownloads, mostDownloadsEach);
  const route = (kind: 'csv' | 'json', toPieces: DataParts['toPieces']): RouteDefinition => ({
    method: 'get',
    path: `${path}/datasets/:id/data.${kind}`,
    access,
    async handle(request, response) {
      const gate = gateOf(parts.toCaller(request));
      await gate(() => sendData(request, response, { kind, toPieces, ...parts })).catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem === 'rate') response.set('Retry-After', '5');
        throw error;
      });
    },
  });
  return [route('csv', toCsvPieces), route('json', toJsonPieces)];
}

interface DataParts extends OpenRouteParts {
  readonly kind: 'csv' | 'json';
  readonly toPieces: (found: OpenIndicator, rows: AsyncIterable<OpenRow>) => AsyncGenerator<Uint8Array>;
}

async function sendData(request: Request, response: Response, parts: DataParts): Promise<void> {
  const { kind, toPieces, open, version } = parts;
  const found = await findDataset(request, open);
  const span = readSpan(request, found.indicator, parts);
  // What is sent in pieces is known by what it is made of, the description with it: that may be some seconds old.
  const made = `${await version()} ${request.originalUrl} ${JSON.stringify(found.dataset)}`;
  const etag = `W/${toEtag(made)}`;
  const headers = { ETag: etag, ...cached };
  if (hasIt(request, etag)) return void response.set(headers).status(304).end();
  response.attachment(`${found.indicator.id}.${kind}`);
  const type = kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
  const pieces = toPieces(found, open.rows(found.indicator, span));
  await sendPieces(response, pieces, { ...headers, 'Content-Type': type }, stallMs);
}

function readSpan(request: Request, indicator: Indicator, { toSpan }: OpenRouteParts): Span {
  const query = createQueryReader(request, ['from', 'to']);
  const from = query.instant('from');
  const to = query.instant('to');
  const span = toSpan(indicator, { from, to });
  const longest = toLongestMs(indicator);
  if (from !== undefined && to !== undefined && to < from) query.fault('to', 'order');
  else if (longest !== null && span.to - span.from > longest)
    query.fault('to', 'span', { hours: Math.floor(longest / 3_600_000) });
  query.assertGood();
  return span;
}

const encoder = new TextEncoder();
/** Lines that go out together. */
const chunkRows = 500;

async function* toChunks(rows: AsyncIterable<OpenRow>): AsyncGenerator<OpenRow[]> {
  let chunk: OpenRow[] = [];
  for await (const row of rows) {
    if (chunk.push(row) < chunkRows) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

const heads = [
  'indikator',
  'kode_wilayah',
  'wilayah',
  'berlaku_utc',
  'periode',
  'nilai',
  'satuan',
  'keadaan',
  'asal',
  'sumber',
  'mutu',
  'catatan',
];

async function* toCsvPieces(
  { indicator }: OpenIndicator,
  rows: AsyncIterable<OpenRow>,
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(toCsv([heads], indonesianCsv));
  for await (const chunk of toChunks(rows)) {
    const lines = chunk.map(
      ({ area, areaName, observedAt, period, value, state, origin, quality, source, note }) => [
        indicator.id,
        area,
        areaName,
        new Date(observedAt).toISOString(),
        period,
        value,
        indicator.unit,
        openWords.id.state[state],
        openWords.id.origin[origin],
        source,
        openWords.id.quality[quality],
        note,
      ],
    );
    // The mark of the bytes' order stands once, before everything.
    yield encoder.encode(toCsv(lines, indonesianCsv).slice(1));
  }
}

async function* toJsonPieces(
  { dataset }: OpenIndicator,
  rows: AsyncIterable<OpenRow>,
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`{"dataset":${JSON.stringify(dataset)},"rows":[`);
  let separator = '';
  for await (const chunk of toChunks(rows)) {
    const lines = chunk.map((row) =>
      JSON.stringify({ ...row, observedAt: new Date(row.observedAt).toISOString() }),
    );
    yield encoder.encode(separator + lines.join(',\n'));
    separator = ',\n';
  }
  yield encoder.encode(']}\n');
}
