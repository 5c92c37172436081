import type { Language } from '#shared/model/text.ts';
import { formatNumber } from './format.ts';

const scales = [
  { from: 1e12, id: 'triliun', en: 'trillion' },
  { from: 1e9, id: 'miliar', en: 'billion' },
  { from: 1e6, id: 'juta', en: 'million' },
] as const;

/** Decimals that three figures in all need, without zeros behind them. */
function toDecimals(scaled: number): number {
  const most = scaled < 9.995 ? 2 : scaled < 99.95 ? 1 : 0;
  const shown = Number(scaled.toFixed(most));
  return [0, 1, 2].find((decimals) => Number(shown.toFixed(decimals)) === shown) ?? most;
}

/** Rupiah in the words that people use: `Rp 4,25 miliar`; below a million every digit. */
export function formatRupiah(amount: number, language: Language): string {
  const size = Math.abs(amount);
  // 999.6 million is a billion to whoever reads three figures.
  const scale = scales.find(({ from }) => size >= from * 0.9995);
  if (!scale) return `Rp\u00a0${formatNumber(amount, 0, language)}`;
  const scaled = amount / scale.from;
  return `Rp\u00a0${formatNumber(scaled, toDecimals(Math.abs(scaled)), language)}\u00a0${scale[language]}`;
}

/** Every digit: `Rp 4.250.000.000`. */
export function formatFullRupiah(amount: number, language: Language): string {
  return `Rp\u00a0${formatNumber(amount, 0, language)}`;
}
