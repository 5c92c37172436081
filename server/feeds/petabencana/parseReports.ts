import { z } from 'zod';
import { isAhead, parseJson, parsePayload, toInstant, toPlainText } from '../parsePayload.ts';

const featureSchema = z.looseObject({
  geometry: z.looseObject({ type: z.literal('Point'), coordinates: z.array(z.number()).min(2) }),
  properties: z.looseObject({
    pkey: z.union([z.string().max(80), z.number()]).transform(String),
    created_at: z.string().max(60),
    status: z.string().max(40).nullish(),
    disaster_type: z.string().max(40),
    report_data: z.looseObject({ flood_depth: z.number().nullish() }).nullish(),
    tags: z.looseObject({
      region_code: z
        .union([z.string(), z.number()])
        .nullish()
        .transform((code) => (code == null ? null : String(code))),
    }),
    title: z.string().max(5_000).nullish(),
    text: z.string().max(20_000).nullish(),
  }),
});

const answerSchema = z.looseObject({
  result: z.looseObject({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()).max(10_000) }),
});

/** A citizen's flood report; the point is longitude, latitude. Text is the public's and only ever plain. */
export interface FloodReport {
  readonly id: string;
  readonly createdAt: number;
  readonly point: [number, number];
  readonly depthCm: number | null;
  readonly text: string | null;
}

/** Reads the GeoJSON answer, keeping confirmed floods of the region's BPS code; what cannot be read, or lies in the future, is counted. */
export function parseReports(
  body: string,
  { regionCode, now }: { regionCode: string; now: number },
): { reports: FloodReport[]; unread: number } {
  const label = 'PetaBencana';
  const { features } = parsePayload(answerSchema, parseJson(body, label), label).result;
  const reports: FloodReport[] = [];
  let unread = 0;
  for (const raw of features) {
    const parsed = featureSchema.safeParse(raw);
    const createdAt = parsed.success ? toInstant(parsed.data.properties.created_at) : null;
    const [lon, lat] = parsed.data?.geometry.coordinates ?? [];
    if (!parsed.success || createdAt === null || lon === undefined || lat === undefined) {
      unread += 1;
      continue;
    }
    const { properties } = parsed.data;
    if (properties.tags.region_code !== regionCode || properties.disaster_type !== 'flood') continue;
    if (properties.status != null && properties.status !== 'confirmed') continue;
    if (isAhead(createdAt, now) || !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) {
      unread += 1;
      continue;
    }
    const depth = properties.report_data?.flood_depth ?? null;
    const words = toPlainText(properties.text ?? properties.title ?? '', 2_000);
    reports.push({
      id: properties.pkey,
      createdAt,
      point: [lon, lat],
      depthCm: depth !== null && depth >= 0 && depth <= 1_000 ? depth : null,
      text: words === '' ? null : words,
    });
  }
  return { reports, unread };
}
