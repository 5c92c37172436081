import { z } from 'zod';
import { type AreaCode, areaCodeSchema, indicatorIdSchema } from '#shared/model/ids.ts';
import { bmkgLimit } from '../bmkgLimit.ts';
import { type Feed, type FeedContext, FeedError, type FeedReading, type FeedVillage } from '../feed.ts';
import { parsePayload } from '../parsePayload.ts';
import { type Forecast, parseForecast, selectCurrentStep, sumNextDay } from './parseForecast.ts';

const rainId = indicatorIdSchema.parse('environment-rain-forecast-24h');
const temperatureId = indicatorIdSchema.parse('living-temperature-forecast');
const humidityId = indicatorIdSchema.parse('environment-humidity-forecast');

const villageParam = z.union([
  areaCodeSchema,
  z.looseObject({ adm4: areaCodeSchema }).transform((entry) => entry.adm4),
  z.looseObject({ village: areaCodeSchema }).transform((entry) => entry.village),
  z.looseObject({ code: areaCodeSchema }).transform((entry) => entry.code),
]);

const paramsSchema = z.looseObject({
  /** Village whose point stands for its kecamatan: a list, or an object by kecamatan. */
  villages: z.union([z.array(villageParam), z.record(z.string(), villageParam)]).optional(),
  url: z.url({ protocol: /^https$/ }).default('https://api.bmkg.go.id/publik/prakiraan-cuaca'),
});

/** Villages to ask for one kecamatan, best first; the next is asked only when BMKG does not know the one before. */
interface Place {
  readonly kecamatan: AreaCode;
  readonly name: string;
  readonly villages: readonly FeedVillage[];
}

const maxFallbacks = 2;

function listPlaces(context: FeedContext, params: z.infer<typeof paramsSchema>): Place[] {
  const chosen = new Set<string>(Object.values(params.villages ?? {}));
  return context.region.kecamatan.map((kecamatan) => {
    const own = context.region.villages.filter((village) => village.parent === kecamatan.code);
    const first = [...chosen].filter((code) => code.startsWith(`${kecamatan.code}.`));
    const known = first.map(
      (code) =>
        own.find((village) => village.code === code) ?? {
          code: areaCodeSchema.parse(code),
          name: code,
          parent: kecamatan.code,
        },
    );
    const rest = own.filter((village) => !chosen.has(village.code));
    return {
      kecamatan: kecamatan.code,
      name: kecamatan.name,
      villages: [...known, ...rest].slice(0, 1 + maxFallbacks),
    };
  });
}

function toLocalText(at: number, context: FeedContext): string {
  const text = new Intl.DateTimeFormat('id-ID', {
    timeZone: context.region.zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${text} ${context.region.zoneLabel}`;
}

/** Turns one forecast into readings. An instant that was already filled is left alone: a forecast is never rewritten. */
function toForecastReadings(
  forecast: Forecast,
  place: { kecamatan: AreaCode; village: string },
  context: FeedContext,
): FeedReading[] {
  const now = context.now();
  const readings: FeedReading[] = [];
  const add = (indicator: typeof rainId, value: number | null, observedAt: number, note: string) => {
    const known = context.lastObservedAt(indicator, place.kecamatan);
    if (value === null || (known !== null && known >= observedAt)) return;
    if (!context.region.hasIndicator(indicator)) return;
    readings.push({ indicator, area: place.kecamatan, value, observedAt, origin: 'estimated', note });
  };
  const day = sumNextDay(forecast, now);
  if (day && forecast.analysedAt <= now) {
    const from = toLocalText(day.fromAt, context);
    add(
      rainId,
      day.rainMm,
      forecast.analysedAt,
      `Jumlah 24 jam mulai ${from}; model BMKG, titik ${place.village}`,
    );
  }
  const current = selectCurrentStep(forecast, now);
  if (current) {
    const note = `Langkah tiga jam; model BMKG, titik ${place.village}`;
    add(temperatureId, current.temperatureC, current.startsAt, note);
    add(humidityId, current.humidityPercent, current.startsAt, note);
  }
  return readings;
}

async function pollPlace(place: Place, url: string, context: FeedContext): Promise<FeedReading[]> {
  let unknown: FeedError | null = null;
  for (const village of place.villages) {
    try {
      const text = await context.http.getText(`${url}?adm4=${village.code}`, context.signal);
      return toForecastReadings(
        parseForecast(text),
        { kecamatan: place.kecamatan, village: village.name },
        context,
      );
    } catch (error) {
      if (!(error instanceof FeedError) || error.status !== 404) throw error;
      unknown = error;
    }
  }
  throw unknown ?? new FeedError('invalid', `${place.name}: tanpa kode desa`);
}

async function pollForecasts(context: FeedContext) {
  const params = parsePayload(paramsSchema, context.params, 'parameter');
  const readings: FeedReading[] = [];
  const missing: string[] = [];
  let answered = 0;
  let lastError: FeedError | null = null;
  let failuresInRow = 0;
  for (const place of listPlaces(context, params)) {
    try {
      readings.push(...(await pollPlace(place, params.url, context)));
      answered += 1;
      failuresInRow = 0;
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      lastError = error;
      missing.push(place.name);
      failuresInRow = error.status === 404 ? 0 : failuresInRow + 1;
      // A source that is down answers no place: do not ask twenty more times.
      if (failuresInRow >= 3 && answered === 0) throw error;
      if (failuresInRow >= 3) break;
    }
  }
  if (answered === 0 && lastError) throw lastError;
  const total = context.region.kecamatan.length;
  const partial =
    answered < total ? `${answered} dari ${total} kecamatan; kurang ${missing.join(', ')}` : null;
  return { readings, events: [], partial };
}

/**
 * BMKG's village forecast, one village a kecamatan (23 calls). Asked every hour, so that a step of three hours is shown soon after it
 * begins and a lost link is known; between two runs of the model the answer is "not changed".
 */
export function createBmkgForecast(): Feed {
  return {
    id: 'bmkg-forecast',
    name: 'Prakiraan cuaca BMKG',
    provider: 'BMKG',
    kind: 'public',
    pollMs: 3_600_000,
    indicators: [rainId, temperatureId, humidityId],
    source: { key: 'bmkg', label: 'BMKG', url: 'https://data.bmkg.go.id/prakiraan-cuaca' },
    limit: bmkgLimit,
    poll: pollForecasts,
  };
}
