import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';

const locales: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };
const minus = '\u2212';

/** Divisor of a scale and the abbreviation that a reader sees behind the figure. */
const scales = {
  thousand: { divisor: 1e3, id: 'rb', en: 'k' },
  million: { divisor: 1e6, id: 'jt', en: 'm' },
  trillion: { divisor: 1e12, id: 'T', en: 'tn' },
} as const;

/** A figure as it is set in type: digits, and what stands behind them in small (scale and unit). */
export interface FigureText {
  readonly digits: string;
  readonly unit: string;
}

type NumberShape = Pick<Indicator, 'decimals' | 'scale' | 'unit' | 'unitEn'>;

const formatters = new Map<string, Intl.NumberFormat>();

/** Formats a number with a fixed count of decimals; the minus is U+2212 as wide as a digit. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  const key = `${language}${decimals}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locales[language], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formatters.set(key, formatter);
  }
  return formatter.format(value === 0 ? 0 : value).replace('-', minus);
}

/** Words of a unit that a narrow column prints shorter; the full unit stands on wide screens. */
const shortUnits: readonly (readonly [RegExp, string])[] = [
  [/ \(.*\)$/, ''],
  [/^(indeks|index|skor|score|rasio|ratio)$/, ''],
  [/^triliun /, 'T '],
  [/^trillion /, 'tn '],
  [/^ribu /, 'rb '],
  [/^thousand /, 'k '],
  [/^(rb|k) Rp\/(orang|person)\/(tahun|year)$/, '$1 Rp'],
  [/^Rp\/.*(bulan|month)$/, 'Rp'],
  [/^(poin|points)$/, ''],
  [/^orang$/, 'org'],
  [/^kejadian$/, 'kali'],
  [/^kunjungan$/, ''],
  [/^visits$/, ''],
];

function toShortUnit(unit: string): string {
  return shortUnits.reduce((text, [pattern, short]) => text.replace(pattern, short), unit);
}

type Scale = keyof typeof scales;

function toScale(value: number, shape: NumberShape, isCompact: boolean): Scale | null {
  if (shape.scale !== 'none') return Math.abs(value) < scales[shape.scale].divisor / 10 ? null : shape.scale;
  if (!isCompact || /^(ribu|triliun|thousand|trillion)/.test(shape.unit)) return null;
  const size = Math.abs(value);
  if (size >= 1e6) return 'million';
  return size >= 1e4 ? 'thousand' : null;
}

/**
 * Digits and unit of a value of an indicator: scaled ones keep three significant digits (`7,70 T`, `71,8 T`). Compact, for narrow
 * columns, also shortens what the catalogue does not scale (`414 rb`, `3,39 jt`) and the unit.
 */
export function formatFigure(
  value: number,
  shape: NumberShape,
  language: Language,
  isCompact = false,
): FigureText {
  const full = language === 'id' ? shape.unit : shape.unitEn;
  const unit = isCompact ? toShortUnit(full) : full;
  const key = toScale(value, shape, isCompact);
  if (!key) return { digits: formatNumber(value, shape.decimals, language), unit };
  const scale = scales[key];
  const scaled = value / scale.divisor;
  const digits = formatNumber(scaled, toScaledDecimals(scaled), language);
  return { digits, unit: unit ? `${scale[language]} ${unit}` : scale[language] };
}

function toScaledDecimals(scaled: number): number {
  const size = Math.abs(scaled);
  if (size < 9.995) return 2;
  return size < 99.95 ? 1 : 0;
}

/** A value with its unit in one string, for running text: `8,78 %`. */
export function formatWithUnit(value: number, shape: NumberShape, language: Language): string {
  const { digits, unit } = formatFigure(value, shape, language);
  return unit ? `${digits}\u00a0${unit}` : digits;
}

/** Size of a change in the same scale as its figure, without sign: the arrow says the way. */
export function formatChange(
  change: number,
  shape: NumberShape,
  language: Language,
  isCompact = false,
): string {
  const size = Math.abs(change);
  const key = toScale(size, shape, isCompact);
  const { digits } = formatFigure(size, shape, language, isCompact);
  return key ? `${digits} ${scales[key][language]}` : digits;
}
