import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { Language } from '#shared/model/text.ts';
import { toYear } from '#shared/rules/calendar.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatNumber } from '../../lib/format.ts';
import type { AreaState, Choropleth, ScaleClass } from './choropleth.ts';

/** How many kecamatan have a current value, an old one, none. */
export interface Coverage {
  readonly current: number;
  readonly old: number;
  readonly none: number;
  readonly total: number;
}

export function toCoverage(states: Iterable<AreaState>): Coverage {
  const counts = { value: 0, old: 0, none: 0 };
  for (const { fill } of states) counts[fill] += 1;
  const { value, old, none } = counts;
  return { current: value, old, none, total: value + old + none };
}

/** Records behind a choropleth, newest first. */
export function listRecords({ states }: Choropleth): LiveRecord[] {
  return [...states.values()]
    .flatMap(({ record }) => (record ? [record] : []))
    .sort((first, second) => second.observedAt - first.observedAt);
}

/** When the values were true, in words: their one period, the years they lie between, or the age of the newest. */
export function toPeriodWords(
  records: readonly LiveRecord[],
  { now, zone, language }: { readonly now: number; readonly zone: string; readonly language: Language },
): string {
  const newest = records[0];
  const oldest = records.at(-1);
  if (!newest || !oldest) return '';
  if (newest.period === undefined) return toAgeWords(now - newest.observedAt, language);
  if (records.every(({ period }) => period === newest.period)) return newest.period;
  const years = [oldest, newest].map(({ observedAt }) => toYear(observedAt - 1, zone));
  return years[0] === years[1] ? String(years[0]) : years.join('–');
}

/** Labels of the sources, each once, newest first. */
export function listSources(records: readonly LiveRecord[]): string[] {
  return [...new Set(records.map(({ source }) => source.label))];
}

/** Limits of a class: `20–50`, or one open end. */
export function toLimitWords(
  { min, max }: ScaleClass,
  indicator: Pick<Indicator, 'decimals'>,
  language: Language,
): string {
  const format = (value: number): string =>
    formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, indicator.decimals), language);
  if (min === null) return max === null ? '' : `< ${format(max)}`;
  if (max === null) return `≥ ${format(min)}`;
  return min === max ? format(min) : `${format(min)}–${format(max)}`;
}
