import { z } from 'zod';
import { type IndicatorId, indicatorIdSchema } from '#shared/model/ids.ts';
import { type Feed, type FeedBatch, type FeedContext, FeedError, type FeedReading } from '../feed.ts';
import { parseJson, parsePayload, toInstant } from '../parsePayload.ts';

const paramsSchema = z.looseObject({
  rainIndicator: indicatorIdSchema.default(indicatorIdSchema.parse('environment-rain-estimate')),
  airIndicator: indicatorIdSchema.default(indicatorIdSchema.parse('environment-pm25-estimate')),
});

const series = z.array(z.number().nullable()).max(2_000);

const hours = z.looseObject({ time: z.array(z.string()).max(2_000) });
const answerBase = z.looseObject({ utc_offset_seconds: z.number(), hourly: hours });
const rainSchema = answerBase.extend({ hourly: hours.extend({ precipitation: series }) });
const airSchema = answerBase.extend({ hourly: hours.extend({ pm2_5: series }) });

type ModelAnswer = z.infer<typeof answerBase>;

/** An hour of a model run. Hours of Open-Meteo are local and carry no offset in their text. */
export interface ModelHour {
  readonly at: number;
  readonly value: number;
}

/** Newest hour with a value that is not ahead of `now`; null when there is none. */
export function selectHour(
  times: readonly string[],
  values: readonly (number | null)[],
  offsetSeconds: number,
  now: number,
): ModelHour | null {
  let newest: ModelHour | null = null;
  for (const [index, time] of times.entries()) {
    const local = toInstant(time);
    const value = values[index];
    if (local === null || value === null || value === undefined) continue;
    const at = local - offsetSeconds * 1_000;
    if (at <= now && (newest === null || at > newest.at)) newest = { at, value };
  }
  return newest;
}

/** A call for many points answers with a list, for one point with an object. */
export function parseAnswers<T extends z.ZodType>(schema: T, body: string, label: string): z.infer<T>[] {
  const value = parseJson(body, label);
  return parsePayload(z.array(schema).max(400), Array.isArray(value) ? value : [value], label);
}

/** One quantity of one of the two services. */
interface Quantity<T extends ModelAnswer> {
  readonly label: string;
  readonly url: string;
  readonly schema: z.ZodType<T>;
  readonly query: Readonly<Record<string, string>>;
  readonly note: string;
  valuesOf(answer: T): readonly (number | null)[];
}

const rain: Quantity<z.infer<typeof rainSchema>> = {
  label: 'Open-Meteo hujan',
  url: 'https://api.open-meteo.com/v1/forecast',
  schema: rainSchema,
  query: { hourly: 'precipitation', past_days: '1', forecast_days: '1' },
  note: 'Perkiraan model per jam, bukan penakar hujan',
  valuesOf: ({ hourly }) => hourly.precipitation,
};

const air: Quantity<z.infer<typeof airSchema>> = {
  label: 'Open-Meteo udara',
  url: 'https://air-quality-api.open-meteo.com/v1/air-quality',
  schema: airSchema,
  query: { hourly: 'pm2_5' },
  // A cell is about 40 km wide: neighbours share it, and the note says so.
  note: 'Perkiraan model CAMS (sel sekitar 40 km), bukan pengukuran',
  valuesOf: ({ hourly }) => hourly.pm2_5,
};

/** Asks for all kecamatan in one call; answers come in the order of the question and are told apart by nothing else. */
async function readModel<T extends ModelAnswer>(
  quantity: Quantity<T>,
  indicator: IndicatorId,
  context: FeedContext,
): Promise<FeedReading[]> {
  const places = context.region.kecamatan.filter((kecamatan) => kecamatan.point !== null);
  const query = new URLSearchParams({
    latitude: places.map((place) => place.point?.[1]).join(','),
    longitude: places.map((place) => place.point?.[0]).join(','),
    timezone: context.region.zone,
    ...quantity.query,
  });
  const body = await context.http.getText(`${quantity.url}?${query}`, context.signal);
  const answers = parseAnswers(quantity.schema, body, quantity.label);
  if (answers.length !== places.length)
    throw new FeedError(
      'invalid',
      `${quantity.label}: ${answers.length} jawaban untuk ${places.length} titik`,
    );
  return places.flatMap(({ code }, index) => {
    const answer = answers[index];
    if (!answer) return [];
    const { hourly, utc_offset_seconds: offset } = answer;
    const hour = selectHour(hourly.time, quantity.valuesOf(answer), offset, context.now());
    if (!hour || hour.at <= (context.lastObservedAt(indicator, code) ?? 0)) return [];
    const { at: observedAt, value } = hour;
    return [{ indicator, area: code, value, observedAt, origin: 'estimated' as const, note: quantity.note }];
  });
}

async function pollModels(context: FeedContext): Promise<FeedBatch> {
  const params = parsePayload(paramsSchema, context.params, 'parameter');
  const asked = [
    { id: params.rainIndicator, read: () => readModel(rain, params.rainIndicator, context) },
    { id: params.airIndicator, read: () => readModel(air, params.airIndicator, context) },
  ].filter(({ id }) => context.region.hasIndicator(id));
  const readings: FeedReading[] = [];
  const faults: FeedError[] = [];
  for (const { read } of asked) {
    try {
      readings.push(...(await read()));
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      faults.push(error);
    }
  }
  const [fault] = faults;
  if (fault && faults.length === asked.length) throw fault;
  return { readings, events: [], partial: fault ? fault.detail : null };
}

/** Rain of the last hour and PM2.5 from models. Off by default: the free plan is for non-commercial use. */
export function createOpenMeteo(): Feed {
  return {
    id: 'open-meteo',
    name: 'Open-Meteo (model)',
    provider: 'Open-Meteo / Copernicus CAMS',
    kind: 'public',
    pollMs: 15 * 60_000,
    indicators: [],
    source: { key: 'open-meteo', label: 'Open-Meteo / CAMS (model)', url: 'https://open-meteo.com' },
    poll: pollModels,
  };
}
