import { toYear } from '#shared/rules/calendar.ts';
import type { Figure } from '#shared/rules/figure.ts';
import { toRecordYear } from '#shared/rules/figure.ts';
import type { Trend } from './tileText.ts';

type Points = readonly (readonly [number, number | null])[];

/** Change of the present value against the newest earlier point; none across a break in the series. */
export function toTrend(figure: Figure, points: Points, zone: string): Trend | null {
  const { record, value, indicator } = figure;
  if (!record || value === null) return null;
  let before: readonly [number, number] | null = null;
  for (const [at, past] of points) {
    if (past !== null && at < record.observedAt && (!before || at > before[0])) before = [at, past];
  }
  if (!before) return null;
  const [at, past] = before;
  const isBroken = indicator.breaks.some((iso) => {
    const breakAt = Date.parse(iso);
    return at < breakAt && breakAt <= record.observedAt;
  });
  if (isBroken) return null;
  const year = toYear(indicator.periodAnchor === 'end' ? at - 1 : at, zone);
  const isSameYear = year === toRecordYear(record, indicator, zone);
  if (isSameYear) return null;
  return { change: value - past, since: String(year) };
}
