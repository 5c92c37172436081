import type { Indicator } from '../model/indicator.ts';
import type { ObligationState } from '../model/obligation.ts';
import { addDuration, toApproximateMs, toZoneOffsetMs } from './calendar.ts';
import { toCadenceUnit, toPeriodInstant, toPeriodKey } from './period.ts';
import { countWorkingDays, isYearKnown, toEndOfDay, toWorkingDay, type WorkCalendar } from './workingDays.ts';

/** One period of an indicator with its due date. Instants are epoch milliseconds. */
export interface OwedPeriod {
  readonly key: string;
  readonly observedAt: number;
  /** When it is over and its figure can be known. */
  readonly endsAt: number;
  readonly dueAt: number;
  readonly withoutCalendar: boolean;
}

/** What due dates depend on. */
export interface DueContext {
  readonly calendar: WorkCalendar;
  /** IANA zone of the region. */
  readonly zone: string;
}

type Owing = Pick<Indicator, 'cadence' | 'publicationLag' | 'periodAnchor' | 'feeds'>;

const dayMs = 86_400_000;
/** How many closed periods an agency is asked for, by the length of the period: our own setting. */
const lookBack = { year: 2, semester: 3, quarter: 4, month: 12, day: 14 } as const;

/** True where people send the figure: not for sensors, which send themselves, nor for what a feed fills. */
export function isOwed({ cadence, feeds }: Pick<Owing, 'cadence' | 'feeds'>): boolean {
  return feeds.length === 0 && toApproximateMs(cadence) >= dayMs && toCadenceUnit(cadence) !== 'minute';
}

/**
 * The due date of a period: its end plus the indicator's usual publication lag, to the end of that day, moved to the next working day
 * (SP4N and the ministries count working days, DOMAIN 6). The wall's `due` begins when the next figure is expected by the same lag
 * (rules/freshness); a due date is never earlier than that, and may be a weekend or a holiday later.
 */
export function toDueAt(endsAt: number, indicator: Owing, { calendar, zone }: DueContext): number {
  return toWorkingDay(toEndOfDay(addDuration(endsAt, indicator.publicationLag, zone), zone), calendar, zone);
}

/** Periods of an indicator that are owed now, oldest first: the last closed ones, and the running one where it can be given ahead. */
export function listOwedPeriods(indicator: Owing, now: number, context: DueContext): OwedPeriod[] {
  if (!isOwed(indicator)) return [];
  const unit = toCadenceUnit(indicator.cadence);
  if (unit === 'minute') return [];
  const keys: string[] = [];
  let at = now;
  for (let count = 0; count <= lookBack[unit]; count += 1) {
    const key = toKeyAt(at, unit, context.zone);
    keys.unshift(key);
    at = toPeriodInstant(key, 'start', context.zone) - 1;
  }
  return keys
    .map((key) => toOwedPeriod(key, indicator, context))
    .filter(({ endsAt }) => endsAt <= now || indicator.periodAnchor === 'start');
}

function toKeyAt(at: number, unit: ReturnType<typeof toCadenceUnit>, zone: string): string {
  const local = new Date(at + toZoneOffsetMs(at, zone));
  return toPeriodKey(unit, local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate());
}

/** One period by its key. Throws on text that is no key. */
export function toOwedPeriod(key: string, indicator: Owing, context: DueContext): OwedPeriod {
  const { zone, calendar } = context;
  const observedAt = toPeriodInstant(key, indicator.periodAnchor, zone);
  const endsAt = toPeriodInstant(key, 'end', zone) + 1_000;
  // What is in force from its start on is owed from then.
  const knownAt = indicator.periodAnchor === 'start' ? observedAt : endsAt;
  const dueAt = toDueAt(knownAt, indicator, context);
  return { key, observedAt, endsAt, dueAt, withoutCalendar: !isYearKnown(dueAt, calendar, zone) };
}

/** Working days before the due date from which on it is `due-soon`. */
const soonDays = 3;

/** Where a period stands. `completedAt` is null while an area is missing. */
export function toObligationState(
  period: Pick<OwedPeriod, 'dueAt'>,
  { completedAt, now }: { readonly completedAt: number | null; readonly now: number },
  { calendar, zone }: DueContext,
): ObligationState {
  if (completedAt !== null) return completedAt <= period.dueAt ? 'done' : 'done-late';
  if (now > period.dueAt) return 'late';
  return countWorkingDays(now, period.dueAt, calendar, zone) <= soonDays ? 'due-soon' : 'open';
}
