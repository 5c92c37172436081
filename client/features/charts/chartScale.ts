import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { formatNumber } from '../../lib/format.ts';
import type { DrawnHistory } from './drawnHistory.ts';

/** Ends and step of the upright axis. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Share of the reach kept free above and below, so that a figure fits beside the first and the last point. */
const airShare = 0.16;
/** An axis begins at zero where the values use the better part of the way from there: then it cannot exaggerate. */
const zeroShare = 0.45;

/** Smallest of 1, 2 or 5 times a power of ten that is not below `rough`: axis labels stay round. */
export function toNiceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return (([1, 2, 5] as const).find((times) => times * power >= rough * (1 - 1e-9)) ?? 10) * power;
}

/** Lowest and highest value drawn, with the nearest limits and the target inside and some air around. */
export function toScale(
  { points }: Pick<DrawnHistory, 'points'>,
  { target, thresholds }: Pick<Indicator, 'target' | 'thresholds'>,
): Scale {
  const values = points.flatMap(({ value, low, high, was }) =>
    [value, low, high, was].filter((each): each is number => each !== null),
  );
  if (target) values.push(target.value);
  if (values.length === 0) return { min: 0, max: 1, step: 0.2 };
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  const reach = high - low || Math.abs(high) * 0.2 || 1;
  const limits = (thresholds?.bands ?? [])
    .flatMap(({ min, max }) => [min, max])
    .filter(
      (limit): limit is number => limit !== null && limit > low - reach * 0.5 && limit < high + reach * 0.5,
    );
  const inner = { min: Math.min(low, ...limits), max: Math.max(high, ...limits) };
  const air = (inner.max - inner.min || reach) * airShare;
  // One value alone has no course to look at: its size from zero is all there is.
  const isNearZero = inner.min >= 0 && (low === high || inner.min < inner.max * zeroShare);
  const floor = isNearZero ? 0 : inner.min >= 0 ? Math.max(0, inner.min - air) : inner.min - air;
  const step = toNiceStep((inner.max + air - floor) / 5);
  return {
    min: Math.floor(floor / step + 1e-9) * step,
    max: Math.ceil((inner.max + air) / step - 1e-9) * step,
    step,
  };
}

/** Label of the upright axis: short, in the number format of the language. */
export function formatTick(value: number, step: number, language: Language): string {
  const size = Math.max(Math.abs(value), step);
  const [divisor, word] =
    size >= 1e12
      ? [1e12, language === 'id' ? ' T' : ' tn']
      : size >= 1e6
        ? [1e6, language === 'id' ? ' jt' : ' m']
        : [1, ''];
  const decimals = Math.max(0, Math.min(3, -Math.floor(Math.log10(step / divisor) + 1e-9)));
  return `${formatNumber(value / divisor, decimals, language)}${value === 0 ? '' : word}`;
}

/** All labels of the upright axis, lowest first. */
export function listTicks({ min, max, step }: Scale): number[] {
  const count = Math.round((max - min) / step);
  return Array.from({ length: count + 1 }, (_, index) => min + index * step);
}

/** Step of an axis of years that leaves each label its room. */
export function toYearStep(years: number, widthPx: number, textPx: number): number {
  const room = Math.max(1, Math.floor(widthPx / (textPx * 4)));
  return [1, 2, 5, 10, 20, 50].find((step) => years / step <= room) ?? 100;
}
