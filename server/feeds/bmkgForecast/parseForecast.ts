import { z } from 'zod';
import { parseJson, parsePayload, toInstant } from '../parsePayload.ts';

const stepSchema = z.looseObject({
  datetime: z.string(),
  t: z.number().nullish(),
  tp: z.number().nullish(),
  hu: z.number().nullish(),
  analysis_date: z.string(),
});

const answerSchema = z.looseObject({
  data: z
    .array(z.looseObject({ cuaca: z.array(z.array(stepSchema)) }))
    .min(1)
    .max(4),
});

/** One three-hour step; instants are epoch milliseconds. */
export interface ForecastStep {
  readonly startsAt: number;
  readonly temperatureC: number | null;
  readonly humidityPercent: number | null;
  readonly rainMm: number | null;
}

/** A village's forecast, steps in time order. */
export interface Forecast {
  readonly analysedAt: number;
  readonly steps: readonly ForecastStep[];
}

/** Reads the answer of `prakiraan-cuaca`; the inner arrays are local days and carry no meaning here. */
export function parseForecast(text: string): Forecast {
  const label = 'prakiraan BMKG';
  const answer = parsePayload(answerSchema, parseJson(text, label), label);
  const raw = answer.data.flatMap((entry) => entry.cuaca.flat());
  const analysedAt = Math.max(...raw.map((step) => toInstant(step.analysis_date) ?? Number.NaN));
  const steps = raw
    .map((step) => ({
      startsAt: toInstant(step.datetime) ?? Number.NaN,
      temperatureC: step.t ?? null,
      humidityPercent: step.hu ?? null,
      rainMm: step.tp ?? null,
    }))
    .filter((step) => Number.isFinite(step.startsAt))
    .sort((a, b) => a.startsAt - b.startsAt);
  parsePayload(z.array(z.unknown()).min(1), steps, label);
  parsePayload(z.number(), analysedAt, `${label}: analysis_date`);
  return { analysedAt, steps };
}

const hourMs = 3_600_000;
const stepMs = 3 * hourMs;

/** The step that holds now, null when the answer begins later or ended before. */
export function selectCurrentStep(forecast: Forecast, now: number): ForecastStep | null {
  const begun = forecast.steps.filter((step) => step.startsAt <= now);
  const last = begun.at(-1);
  return last && now - last.startsAt < 2 * stepMs ? last : null;
}

/** Rain of the 24 hours that begin with the step that holds now; null when the steps do not cover them or a sum is missing. */
export function sumNextDay(forecast: Forecast, now: number): { rainMm: number; fromAt: number } | null {
  const first = selectCurrentStep(forecast, now) ?? forecast.steps.find((step) => step.startsAt > now);
  if (!first) return null;
  const until = first.startsAt + 24 * hourMs;
  const window = forecast.steps.filter((step) => step.startsAt >= first.startsAt && step.startsAt < until);
  // A step that is missing in the middle would make a sum that is too small.
  const ends = [...window.slice(1).map((step) => step.startsAt), until];
  const isCovered = window.every((step, index) => (ends[index] ?? until) - step.startsAt <= stepMs);
  if (!isCovered || window.some((step) => step.rainMm === null)) return null;
  const rainMm = window.reduce((sum, step) => sum + (step.rainMm ?? 0), 0);
  return { rainMm: Math.round(rainMm * 10) / 10, fromAt: first.startsAt };
}
