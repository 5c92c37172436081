import type { TFunction } from 'i18next';
import type { HealthLevel, HealthPart } from '#shared/model/health.ts';
import type { Tone } from '../../components/desk/Message.tsx';
import { toNumberText, toTimeText } from '../../lib/desk/format.ts';

/** Sign and colour of a level, always beside its word. */
export const levelTones: Readonly<Record<HealthLevel, Tone>> = {
  good: 'good',
  watch: 'watch',
  bad: 'bad',
  unknown: 'plain',
};

/** Names of what keeps the data, as its makers write them. */
export const engineNames: Readonly<Record<string, string>> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

const order: readonly HealthLevel[] = ['bad', 'watch', 'good', 'unknown'];

/** Trouble first, then as the server lists them. */
export function sortParts(parts: readonly HealthPart[]): readonly HealthPart[] {
  return [...parts].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** `812 MB`, `78,4 GB`. */
export function toSizeText(bytes: number): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB'];
  return `${toNumberText(value >= 100 ? Math.round(value) : Math.round(value * 10) / 10)} ${unit}`;
}

function toDurationText(ms: number, t: TFunction<'health'>): string {
  const isShort = Math.abs(ms) < 1_000;
  const count = toNumberText(isShort ? ms : Math.round(ms / 100) / 10);
  return t(isShort ? 'milliseconds' : 'seconds', { value: ms > 0 ? count : count.replace('-', '−') });
}

/** What was found of a part, in words with its numbers. */
export function toPartText({ id, code, params }: HealthPart, t: TFunction<'health'>, zone: string): string {
  const { at, engine, fault, freeBytes, totalBytes, days, p99Ms, maxMs, stepMs } = params;
  const text = t(`text.${id}.${code}`, {
    ...params,
    engine: typeof engine === 'string' ? (engineNames[engine] ?? engine) : '',
    at: typeof at === 'string' ? toTimeText(at, zone) : t('text.never'),
    fault: id === 'storage' && typeof fault === 'string' ? t(`text.fault.${fault}`) : fault,
    free: toSizeText(Number(freeBytes)),
    total: id === 'disk' ? toSizeText(Number(totalBytes)) : params['total'],
    p99: toDurationText(Number(p99Ms), t),
    max: toDurationText(Number(maxMs), t),
    step: `${Number(stepMs) > 0 ? '+' : ''}${toDurationText(Number(stepMs), t)}`,
  });
  return typeof days === 'number' && id === 'disk'
    ? `${text}; ${t('text.disk.days', { days: toNumberText(days) })}`
    : text;
}
