import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { agencySchema } from '#shared/model/agency.ts';
import { areaSchema } from '#shared/model/area.ts';
import { feedStateSchema } from '#shared/model/feedState.ts';
import { indicatorSchema } from '#shared/model/indicator.ts';
import { pillarSchema } from '#shared/model/pillar.ts';
import { originSchema, qualitySchema, recordSchema } from '#shared/model/reading.ts';
import { catalogueSchema } from '#shared/model/region.ts';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { maxReadingsPerCall } from '#shared/protocol/limits.ts';
import { problemSchema } from '#shared/protocol/problem.ts';
import { openDataPaths } from './openDataPaths.ts';

extendZodWithOpenApi(z);

const instant = z.iso.datetime({ offset: true });

/** Made anew: only schemas made after the extension can be named. */
const problemBody = z.object(problemSchema.shape);

const readingInput = z.strictObject({
  indicator: z.string(),
  area: z.string(),
  value: z.number().nullable().describe('null only with quality "bad"'),
  observedAt: instant,
  quality: qualitySchema.optional(),
  origin: originSchema.optional(),
  period: z.string().max(60).optional(),
  note: z.string().max(500).optional(),
  correction: z.boolean().optional(),
});

const readingsInput = z.strictObject({ readings: z.array(readingInput).min(1).max(maxReadingsPerCall) });
const receipt = z.object({ recorded: z.int(), duplicates: z.int(), seq: z.int() });
const latest = z.object({ at: instant, epoch: z.string(), seq: z.int(), records: z.array(recordSchema) });
const point = z.array(z.number().nullable()).min(2).max(4);
const history = z.object({
  unit: z.string(),
  points: z.array(point).describe('[observedAtMs, value, min?, max?] in time order'),
  gaps: z.array(z.array(z.number()).length(2)).describe('[fromMs, toMs]'),
  downsampled: z.boolean(),
  bad: z.array(point).describe('values of bad quality, never part of points'),
  restated: z.array(point).describe('[observedAtMs, value that was replaced]'),
  provisional: z.array(z.number()).describe('instants of provisional values; empty when downsampled'),
  origins: z
    .array(z.tuple([z.number(), originSchema]))
    .describe('[fromMs, origin of the points from there on]; empty when downsampled'),
});

const lastError = z.object({ at: instant, code: z.string(), detail: z.string() }).nullable();
const feed = feedStateSchema.extend({ since: instant, lastInAt: instant.nullable(), lastError });
const event = regionEventSchema.extend({
  startsAt: instant,
  endsAt: instant.nullable(),
  recordedAt: instant,
});

type Params = Readonly<Record<string, z.ZodType>>;

/** One GET of the interface, in the order of the page. */
interface ReadPath {
  readonly path: string;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly query?: Params;
  readonly params?: Params;
}

const readPaths: readonly ReadPath[] = [
  {
    path: '/catalogue',
    summary: 'Everything that never changes while the server runs',
    schema: catalogueSchema,
  },
  { path: '/pillars', summary: 'The six pillars', schema: toItems(pillarSchema) },
  { path: '/areas', summary: 'Regency, kecamatan and villages', schema: toItems(areaSchema) },
  { path: '/agencies', summary: 'Agencies and their codes', schema: toItems(agencySchema) },
  { path: '/indicators', summary: 'All indicators', schema: toItems(indicatorSchema) },
  { path: '/indicators/{id}', summary: 'One indicator', schema: indicatorSchema, params: { id: z.string() } },
  {
    path: '/indicators/{id}/history',
    summary: 'Values of one series over time',
    schema: history,
    params: { id: z.string() },
    query: {
      area: z.string().optional(),
      from: instant.optional(),
      to: instant.optional(),
      maxPoints: z.int().min(1).max(10_000).optional(),
      asOf: instant.optional(),
    },
  },
  {
    path: '/latest',
    summary: 'The present of every series',
    schema: latest,
    query: { pillar: z.string().optional(), indicator: z.string().optional(), area: z.string().optional() },
  },
  {
    path: '/events',
    summary: 'Warnings, earthquakes and reports',
    schema: toItems(event),
    query: { from: instant.optional(), to: instant.optional() },
  },
  { path: '/feeds', summary: 'State of every link', schema: toItems(feed) },
  ...openDataPaths,
];

/** One post of machines that speak a standard of their own. */
interface MachinePost {
  readonly path: string;
  readonly summary: string;
  readonly status: number;
  readonly schema: z.ZodType;
  readonly isSigned?: true;
}

const machinePosts: readonly MachinePost[] = [
  {
    path: '/ngsi-ld/notifications',
    summary: 'Notification of an NGSI-LD broker: all of its entities or nothing',
    status: 200,
    schema: z.looseObject({ data: z.array(z.looseObject({ id: z.string(), type: z.string() })) }),
  },
  {
    path: '/sensorthings/v1.1/Observations',
    summary: 'An observation of OGC SensorThings',
    status: 201,
    schema: z.looseObject({
      result: z.number(),
      phenomenonTime: z.string().optional(),
      Datastream: z.looseObject({ '@iot.id': z.union([z.string(), z.number()]) }),
    }),
  },
  {
    path: '/webhooks/{id}',
    summary: 'A signed message, or up to 500 of them',
    status: 201,
    schema: z.union([z.looseObject({}), z.array(z.looseObject({})).min(1).max(500)]),
    isSigned: true,
  },
];

/** The interface as OpenAPI 3.1, made from the same schemas that the code uses. */
export function buildOpenApi(serverUrl: string): object {
  const registry = new OpenAPIRegistry();
  const problem = registry.register('Problem', problemBody);
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  for (const read of readPaths) {
    registry.registerPath({
      method: 'get',
      path: read.path,
      summary: read.summary,
      request: {
        ...(read.query ? { query: z.object(read.query) } : {}),
        ...(read.params ? { params: z.object(read.params) } : {}),
      },
      responses: { 200: toJson('OK', read.schema), ...toProblems(problem, [404, 422, 503]) },
    });
  }
  registry.registerPath({
    method: 'post',
    path: '/readings',
    summary: 'Stores a batch: all of it or nothing, durable before the answer',
    security: [{ token: [] }],
    request: {
      headers: z.object({ 'Idempotency-Key': z.string().max(200).optional() }),
      body: { required: true, content: { 'application/json': { schema: readingsInput } } },
    },
    responses: {
      201: toJson('Durable', receipt),
      ...toProblems(problem, [400, 401, 403, 409, 413, 415, 422, 429, 503]),
    },
  });
  for (const post of machinePosts) {
    registry.registerPath({
      method: 'post',
      path: post.path,
      summary: post.summary,
      ...(post.isSigned ? {} : { security: [{ token: [] }] }),
      request: {
        ...(post.isSigned
          ? {
              params: z.object({ id: z.string() }),
              headers: z.object({ 'Simpul-Signature': z.string().describe('t=UNIX,v1=HEX') }),
            }
          : {}),
        body: { required: true, content: { 'application/json': { schema: post.schema } } },
      },
      responses: {
        [post.status]: toJson('Durable', receipt),
        ...toProblems(problem, [400, 401, 403, 413, 415, 422, 503]),
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Simpul', version: '1', description: 'Readings in, present and history out.' },
    servers: [{ url: serverUrl }],
  });
}

function toItems(schema: z.ZodType): z.ZodType {
  return z.object({ items: z.array(schema) });
}

function toJson(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } };
}

function toProblems(schema: z.ZodType, statuses: readonly number[]) {
  const answer = { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema } } };
  return Object.fromEntries(statuses.map((status) => [status, answer]));
}
