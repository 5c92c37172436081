import { z } from 'zod';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import type { Feed, FeedContext, FeedReading } from '../feed.ts';
import { parseJson, parsePayload, toInstant } from '../parsePayload.ts';

const paramsSchema = z.looseObject({
  rainIndicator: indicatorIdSchema.default(indicatorIdSchema.parse('environment-rain-estimate')),
  airIndicator: indicatorIdSchema.default(indicatorIdSchema.parse('environment-pm25-estimate')),
});

const series = z.array(z.number().nullable()).max(2_000);

const rainSchema = z.looseObject({
  utc_offset_seconds: z.number(),
  hourly: z.looseObject({ time: z.array(z.string()).max(2_000), precipitation: series }),
});

const airSchema = z.looseObject({
  utc_offset_seconds: z.number(),
  hourly: z.looseObject({ time: z.array(z.string()).max(2_000), pm2_5: series }),
});

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

async function readRain(context: FeedContext, indicator: z.infer<typeof indicatorIdSchema>) {
  const places = context.region.kecamatan.filter((kecamatan) => kecamatan.point !== null);
  const query = new URLSearchParams({
    latitude: places.map((place) => place.point?.[1]).join(','),
    longitude: places.map((place) => place.point?.[0]).join(','),
    hourly: 'precipitation',
    timezone: context.region.zone,
    past_days: '1',
    forecast_days: '1',
  });
  const label = 'Open-Meteo hujan';
  const body = await context.http.getText(`https://api.open-meteo.com/v1/forecast?${query}`, context.signal);
  const readings: FeedReading[] = [];
  for (const [index, answer] of parseAnswers(rainSchema, body, label).entries()) {
    const place = places[index];
    const { time, precipitation } = answer.hourly;
    const hour = selectHour(time, precipitation, answer.utc_offset_seconds, context.now());
    if (!place || !hour) continue;
    const note = 'Perkiraan model per jam, bukan penakar hujan';
    readings.push({
      indicator,
      area: place.code,
      value: hour.value,
      observedAt: hour.at,
      origin: 'estimated',
      note,
    });
  }
  return readings;
}

async function readAir(context: FeedContext, indicator: z.infer<typeof indicatorIdSchema>) {
  const places = context.region.kecamatan.filter((kecamatan) => kecamatan.point !== null);
  const query = new URLSearchParams({
    latitude: places.map((place) => place.point?.[1]).join(','),
    longitude: places.map((place) => place.point?.[0]).join(','),
    hourly: 'pm2_5',
    timezone: context.region.zone,
  });
  const url = `https://air-quality-api.open-meteo.com/v1/air-quality?${query}`;
  const body = await context.http.getText(url, context.signal);
  const readings: FeedReading[] = [];
  for (const [index, answer] of parseAnswers(airSchema, body, 'Open-Meteo udara').entries()) {
    const place = places[index];
    const { time, pm2_5 } = answer.hourly;
    const hour = selectHour(time, pm2_5, answer.utc_offset_seconds, context.now());
    if (!place || !hour) continue;
    // A cell is about 40 km wide: neighbours share it, and the note says so.
    const note = 'Perkiraan model CAMS (sel sekitar 40 km), bukan pengukuran';
    readings.push({
      indicator,
      area: place.code,
      value: hour.value,
      observedAt: hour.at,
      origin: 'estimated',
      note,
    });
  }
  return readings;
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
    async poll(context) {
      const params = parsePayload(paramsSchema, context.params, 'parameter');
      const has = (id: string) => context.region.hasIndicator(id);
      const rain = has(params.rainIndicator) ? await readRain(context, params.rainIndicator) : [];
      const air = has(params.airIndicator) ? await readAir(context, params.airIndicator) : [];
      const fresh = [...rain, ...air].filter(
        (reading) => reading.observedAt > (context.lastObservedAt(reading.indicator, reading.area) ?? 0),
      );
      return { readings: fresh, events: [], partial: null };
    },
  };
}
