import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const contentSchema = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }));
const operationSchema = z.object({
  summary: z.string().min(1),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: z.unknown() }))
    .default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(
    z.string().regex(/^\d{3}$/),
    z.object({ description: z.string(), content: contentSchema }),
  ),
});
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.string() })).length(1),
  paths: z.record(z.string().startsWith('/'), z.partialRecord(z.enum(['get', 'post']), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
type Document = z.infer<typeof documentSchema>;

const samples: Readonly<Record<string, string>> = {
  '/indicators/{id}': '/indicators/environment-pm25',
  '/indicators/{id}/history': '/indicators/environment-pm25/history?area=32.16&maxPoints=10000',
  '/open/datasets/{id}': '/open/datasets/governance-spbe',
  '/open/datasets/{id}/data.json': '/open/datasets/governance-spbe/data.json',
  '/open/ngsi-ld/entities/{id}':
    '/open/ngsi-ld/entities/urn:ngsi-ld:KeyPerformanceIndicator:governance-spbe:32.16',
};

let server: InProcessServer;
let text: string;
let document: Document;
beforeAll(async () => {
  server = await startTestServer();
  text = await (await fetch(`${server.url}/api/v1/openapi.json`)).text();
  document = documentSchema.parse(JSON.parse(text));
});
afterAll(() => server.stop());

/** A schema of the document as a checker; the few references stand in `components`. */
function toChecker(schema: object): z.ZodType {
  const $defs = document.components.schemas;
  const rebased = JSON.stringify({ ...schema, $defs }).replaceAll('#/components/schemas/', '#/$defs/');
  return z.fromJSONSchema(JSON.parse(rebased) as Parameters<typeof z.fromJSONSchema>[0]);
}

interface Described {
  readonly properties?: Readonly<Record<string, Described>>;
  readonly items?: Described;
  readonly additionalProperties?: unknown;
}

/** Names in an answer that the document does not know, down through lists and objects that it describes by name. */
function listUndescribed(value: unknown, schema: Described | undefined, at = ''): string[] {
  if (Array.isArray(value))
    return value.slice(0, 50).flatMap((one) => listUndescribed(one, schema?.items, at));
  const known = schema?.properties;
  if (typeof value !== 'object' || value === null || !known || schema.additionalProperties) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    known[name] ? listUndescribed(inner, known[name], `${at}/${name}`) : [`${at}/${name}`],
  );
}

describe('the OpenAPI document', () => {
  it('points only to what it holds, and names the parameters of its paths', () => {
    for (const [, name = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) {
      expect(name).toMatch(/^#\/components\/schemas\//);
      expect(Object.keys(document.components.schemas)).toContain(name.split('/').at(-1));
    }
    for (const [path, operations] of Object.entries(document.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(operations)) {
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(wanted);
      }
    }
  });

  it('names every address of the contract', () => {
    const contract = [
      '/pillars',
      '/areas',
      '/agencies',
      '/indicators',
      '/feeds',
      '/events',
      '/latest',
      '/readings',
    ];
    const withId = ['/indicators/{id}', '/indicators/{id}/history'];
    expect(Object.keys(document.paths).sort()).toEqual(
      expect.arrayContaining([...contract, ...withId].sort()),
    );
  });

  it('describes what the server answers', async () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const schema = get?.responses['200']?.content['application/json']?.schema;
      if (!get) continue;
      const answer = await fetch(`${server.url}/api/v1${samples[path] ?? path}`);
      expect([path, answer.status]).toEqual([path, 200]);
      const body: unknown = await answer.json();
      const parsed = toChecker(schema ?? {}).safeParse(body);
      expect([path, parsed.error?.issues.slice(0, 3) ?? []]).toEqual([path, []]);
      expect([path, listUndescribed(body, schema)]).toEqual([path, []]);
    }
  });

  it('describes problems and the receipt', async () => {
    const { post } = document.paths['/readings'] ?? {};
    const token = await server.token('dlh');
    const push = (body: object, bearer = token) =>
      fetch(`${server.url}/api/v1/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      });
    const reading = {
      indicator: 'environment-pm25',
      area: '32.16',
      value: 3,
      observedAt: '2026-11-01T00:00:00Z',
    };
    const good = { readings: [reading] };
    expect(
      toChecker(post?.requestBody?.content['application/json']?.schema ?? {}).safeParse(good).success,
    ).toBe(true);
    for (const answer of [await push(good), await push({ readings: [{}] }), await push(good, 'wrong')]) {
      const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
      const schema = post?.responses[String(answer.status)]?.content[type]?.schema;
      expect([
        answer.status,
        toChecker(schema ?? { not: {} }).safeParse(await answer.json()).success,
      ]).toEqual([answer.status, true]);
    }
  });
});
