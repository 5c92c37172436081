import type { Area } from '#shared/model/area.ts';
import { type AgencyCode, type IndicatorId, toAreaLevel } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { origins, qualities } from '#shared/model/lists.ts';
import type { Origin, Quality } from '#shared/model/reading.ts';
import { maxAheadMs } from '#shared/protocol/limits.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { parseInstant } from './parseInstant.ts';
import type { NewReading } from './readingStore.ts';

/** What the catalogue answers at the door. */
export interface ReadingRules {
  indicator(id: string): Indicator | undefined;
  area(code: string): Area | undefined;
}

/** Closed list of what can be wrong with a reading; texts for people are made at the edge. */
export const readingFaultCodes = [
  'required',
  'type',
  'unknown_key',
  'too_many',
  'too_long',
  'unknown_indicator',
  'unknown_area',
  'level',
  'range',
  'null_value',
  'instant',
  'too_far_ahead',
  'choice',
  'simulated',
  'not_simulated',
  'forbidden',
  'idempotency_key',
  'locked',
  'reason_needed',
  'period',
  'evidence',
] as const;
export type ReadingFaultCode = (typeof readingFaultCodes)[number];

/** One fault; `pointer` is a JSON pointer into the body (RFC 6901). */
export interface ReadingFault {
  readonly pointer: string;
  readonly code: ReadingFaultCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Who sends and when: the same for all readings of a call. */
export interface CheckContext {
  readonly rules: ReadingRules;
  readonly now: number;
  /** Agency whose indicators may be written; null for the server's own feeds, which may write all. */
  readonly agency: AgencyCode | null;
  /** The only indicators that may be written; all of the agency where left out. */
  readonly indicators?: readonly IndicatorId[];
  readonly allowSimulated: boolean;
  /** True in a drill: what says that it is anything else is refused. */
  readonly onlySimulated?: boolean;
  /** Where a value comes from when the reading does not say. */
  readonly defaultOrigin: Origin;
}

/** Collects the faults of one reading. */
type Report = (key: string, code: ReadingFaultCode, params?: ReadingFault['params']) => void;

type Raw = Readonly<Record<string, unknown>>;

const knownKeys = new Set([
  'indicator',
  'area',
  'value',
  'observedAt',
  'quality',
  'origin',
  'period',
  'note',
  'correction',
]);
const earliestAt = Date.UTC(1900, 0, 1);

/** Checks one reading against everything at once; the reading is there only when nothing was wrong. */
export function checkReading(
  raw: unknown,
  pointer: string,
  context: CheckContext,
  faults: ReadingFault[],
): NewReading | null {
  const before = faults.length;
  const report: Report = (key, code, params = {}) => {
    faults.push({ pointer: key === '' ? pointer : `${pointer}/${escapePointer(key)}`, code, params });
  };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    report('', 'type', { expected: 'object' });
    return null;
  }
  const reading = raw as Raw;
  for (const key of Object.keys(reading)) if (!knownKeys.has(key)) report(key, 'unknown_key');
  const indicator = checkIndicator(reading, context, report);
  const area = checkArea(reading, indicator, context, report);
  const quality = checkChoice<Quality>(reading, 'quality', qualities, 'good', report);
  const value = checkValue(reading, indicator, quality, report);
  const observedAt = checkInstant(reading, context.now, report);
  const origin = checkOrigin(reading, context, report);
  checkText(reading, 'note', 500, report);
  checkText(reading, 'period', 60, report);
  if (reading['correction'] !== undefined && typeof reading['correction'] !== 'boolean') {
    report('correction', 'type', { expected: 'boolean' });
  }
  if (faults.length > before || !indicator || !area || value === undefined || observedAt === null)
    return null;
  return {
    indicator: indicator.id,
    area: area.code,
    value,
    observedAt,
    origin,
    quality,
    verification: indicator.verificationNeeded ? 'provisional' : 'verified',
    ...(typeof reading['period'] === 'string' ? { period: reading['period'] } : {}),
    ...(typeof reading['note'] === 'string' ? { note: reading['note'] } : {}),
    correction: reading['correction'] === true,
    restatedForMs: toApproximateMs(indicator.restatedFor),
  };
}

function checkIndicator(reading: Raw, context: CheckContext, report: Report): Indicator | undefined {
  const id = checkString(reading, 'indicator', report);
  if (id === null) return undefined;
  const indicator = context.rules.indicator(id);
  if (!indicator) report('indicator', 'unknown_indicator', { given: clip(id) });
  else if (!isOwn(indicator, context)) {
    report('indicator', 'forbidden', { given: id });
  }
  return indicator;
}

function isOwn({ id, agency }: Indicator, context: CheckContext): boolean {
  if (context.agency !== null && agency !== context.agency) return false;
  return context.indicators === undefined || context.indicators.includes(id);
}

function checkArea(
  reading: Raw,
  indicator: Indicator | undefined,
  context: CheckContext,
  report: Report,
): Area | undefined {
  const code = checkString(reading, 'area', report);
  if (code === null) return undefined;
  const area = context.rules.area(code);
  if (!area) report('area', 'unknown_area', { given: clip(code) });
  else if (indicator && !indicator.levels.includes(toAreaLevel(area.code))) {
    report('area', 'level', { level: area.level, levels: indicator.levels.join(', ') });
  }
  return area;
}

/** Undefined where the value cannot be used. */
function checkValue(
  reading: Raw,
  indicator: Indicator | undefined,
  quality: Quality,
  report: Report,
): number | null | undefined {
  const value = reading['value'];
  if (value === undefined) {
    report('value', 'required');
    return undefined;
  }
  if (value === null) {
    if (quality === 'bad') return null;
    report('value', 'null_value');
    return undefined;
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    report('value', 'type', { expected: 'number' });
    return undefined;
  }
  const range = indicator?.range;
  if (range && (value < range.min || value > range.max)) {
    report('value', 'range', { min: range.min, max: range.max });
    return undefined;
  }
  return value;
}

function checkInstant(reading: Raw, now: number, report: Report): number | null {
  const text = checkString(reading, 'observedAt', report);
  if (text === null) return null;
  const at = parseInstant(text);
  if (at === null || at < earliestAt) {
    report('observedAt', 'instant');
    return null;
  }
  if (at > now + maxAheadMs) {
    report('observedAt', 'too_far_ahead', { minutes: maxAheadMs / 60_000 });
    return null;
  }
  return at;
}

function checkOrigin(reading: Raw, context: CheckContext, report: Report): Origin {
  const origin = checkChoice<Origin>(reading, 'origin', origins, context.defaultOrigin, report);
  if (context.onlySimulated) {
    if (reading['origin'] !== undefined && origin !== 'simulated') report('origin', 'not_simulated');
    return 'simulated';
  }
  // A demo's pushes are simulated whatever they say: nobody can pass one off as real.
  if (context.allowSimulated) return context.agency === null ? origin : 'simulated';
  if (origin === 'simulated') report('origin', 'simulated');
  return origin;
}

function checkChoice<T extends string>(
  reading: Raw,
  key: string,
  choices: readonly T[],
  fallback: T,
  report: Report,
): T {
  const value = reading[key];
  if (value === undefined) return fallback;
  const known = choices.find((choice) => choice === value);
  if (known === undefined) report(key, 'choice', { choices: choices.join(', ') });
  return known ?? fallback;
}

function checkString(reading: Raw, key: string, report: Report): string | null {
  const value = reading[key];
  if (typeof value === 'string') return value;
  if (value === undefined) report(key, 'required');
  else report(key, 'type', { expected: 'string' });
  return null;
}

function checkText(reading: Raw, key: string, max: number, report: Report): void {
  const value = reading[key];
  if (value === undefined) return;
  if (typeof value !== 'string') report(key, 'type', { expected: 'string' });
  else if (value.length > max) report(key, 'too_long', { max });
}

function escapePointer(key: string): string {
  return clip(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
