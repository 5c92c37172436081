import type { CandidateMark } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import {
  type PeriodUnit,
  parsePeriodKey,
  periodUnits,
  toCadenceUnit,
  toLastDay,
  toPeriodKey,
} from '#shared/rules/period.ts';

/** The period that a figure counts for, or that the one given is too long to tell. */
export type PeriodFit =
  | { readonly kind: 'fits'; readonly key: string; readonly mark: CandidateMark | null }
  | { readonly kind: 'too_coarse'; readonly unit: PeriodUnit };

function rank(unit: PeriodUnit): number {
  return periodUnits.indexOf(unit);
}

/**
 * Fits a period to an indicator's cadence. A day stands for the month, quarter or year that it ends or begins, and for the month that
 * it lies in; whatever else is shorter than the cadence keeps its own end, as a census figure of 30 June does, and is marked.
 */
export function fitPeriod(key: string, indicator: Pick<Indicator, 'cadence'>): PeriodFit {
  const parts = parsePeriodKey(key);
  const wanted = toCadenceUnit(indicator.cadence);
  if (!parts || rank(parts.unit) < rank(wanted)) return { kind: 'too_coarse', unit: wanted };
  if (parts.unit === wanted) return { kind: 'fits', key, mark: null };
  const { year, month, day } = parts;
  if (day === null) return { kind: 'fits', key, mark: 'finer_period' };
  const whole = toPeriodKey(wanted, year, month, day);
  if (wanted === 'day') return { kind: 'fits', key: whole, mark: null };
  const span = parsePeriodKey(whole);
  const lastMonth = span ? span.month + span.months - 1 : month;
  if (month === lastMonth && day === toLastDay(year, month)) return { kind: 'fits', key: whole, mark: null };
  const isFirst = day === 1 && month === span?.month;
  if (isFirst || wanted === 'month') return { kind: 'fits', key: whole, mark: 'date_in_period' };
  return { kind: 'fits', key: toPeriodKey('day', year, month, day), mark: 'finer_period' };
}
