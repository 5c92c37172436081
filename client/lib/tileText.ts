import type { TFunction } from 'i18next';
import type { Language } from '#shared/model/text.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { Figure } from '#shared/rules/figure.ts';
import { toPrintedPeriod } from '#shared/rules/printedPeriod.ts';
import { toAgeWords } from './age.ts';
import { formatShortDate } from './clock.ts';
import { formatWithUnit } from './format.ts';

const dayMs = 86_400_000;

/** Change against the period before; made where history is at hand. */
export interface Trend {
  readonly change: number;
  readonly since: string;
}

/** Translator, as i18next gives it. */
export type Translate = TFunction;

/** One word that qualifies a figure; `strong` ones are the news. */
export interface Qualifier {
  readonly key: string;
  readonly text: string;
  readonly tone: 'plain' | 'strong' | 'watch' | 'bad';
}

/** Words that must stand beside a figure, most important first: simulation, status, link, verification, origin. */
export function toQualifiers(figure: Figure, t: Translate, language: Language): Qualifier[] {
  const { record, freshness, status, downFeed, was, indicator } = figure;
  if (!record) return [{ key: 'never', text: t('tile.never'), tone: 'plain' }];
  const found: Qualifier[] = [];
  const add = (key: string, text: string, tone: Qualifier['tone'] = 'plain') =>
    found.push({ key, text, tone });
  if (record.origin === 'simulated') add('simulated', t('tile.simulated'), 'strong');
  if (record.quality === 'bad') add('rejected', t('tile.rejected'), 'strong');
  if (status === 'watch' || status === 'bad') add('status', t(`status.${status}`), status);
  if (was) {
    const old = was.value === null ? null : formatWithUnit(was.value, indicator, language);
    add('restated', old === null ? t('tile.restatedEmpty') : t('tile.restated', { value: old }), 'strong');
  }
  if (downFeed) add('down', t('tile.sourceDown'), 'strong');
  if (freshness === 'late') add('late', t('tile.late'));
  if (record.origin === 'estimated') add('estimated', t('tile.estimated'));
  if (record.verification === 'provisional') add('provisional', t('tile.provisional'));
  if (record.quality === 'uncertain') add('uncertain', t('tile.uncertain'));
  return found;
}

/** Cuts a source's printed label to what a narrow column holds: the part before a bracket, comma or dash. */
export function toShortSource(label: string): string {
  return (
    label
      // The figure itself says SIMULASI.
      .replace(/^SIMULASI: /, '')
      .replace(/^UJI: /, 'UJI ')
      .split(/\s*[(,;:/]|\s[–—-]\s|\s\d/)[0]
      ?.trim()
      .replace(/^Keputusan Gubernur.*/, 'Kepgub') || label
  );
}

/** Age of a figure in words: its period where one is printed and it is not late, else the time gone by. */
export function toAgeText(figure: Figure, now: number, zone: string, language: Language): string {
  const { record, freshness, indicator } = figure;
  if (!record) return '';
  const isSlow = toApproximateMs(indicator.cadence) >= 27 * dayMs;
  if (isSlow && freshness !== 'late') {
    return record.period
      ? toPrintedPeriod(record.period, language)
      : formatShortDate(record.observedAt, zone, language);
  }
  return toAgeWords(now - record.observedAt, language);
}
