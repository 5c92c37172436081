import { describe, expect, it } from 'vitest';
import { toAgeWords, toDurationWords, toExactAgeWords } from '../../../client/lib/age.ts';
import { formatDay, formatTime, formatTimeExact } from '../../../client/lib/clock.ts';
import { formatFigure, formatNumber } from '../../../client/lib/format.ts';
import { moveView, toKeyChange, toSearch, toView } from '../../../client/stores/viewStore.ts';

const shape = { decimals: 2, scale: 'none', unit: 'jiwa', unitEn: 'people' } as const;

describe('format', () => {
  it('writes numbers the Indonesian way with a true minus', () => {
    expect(formatNumber(1273.88, 2, 'id')).toBe('1.273,88');
    expect(formatNumber(-4.8, 1, 'id')).toBe('\u22124,8');
    expect(formatNumber(-0, 0, 'id')).toBe('0');
  });

  it('keeps three significant digits of a scaled figure', () => {
    const money = { ...shape, scale: 'trillion', unit: 'Rp' } as const;
    expect(formatFigure(7.703e12, money, 'id')).toEqual({ digits: '7,70', unit: 'T Rp' });
    expect(formatFigure(71.84e12, money, 'id')).toEqual({ digits: '71,8', unit: 'T Rp' });
  });

  it('shortens large figures in narrow columns only', () => {
    const whole = { ...shape, decimals: 0 };
    expect(formatFigure(3_387_601, whole, 'id')).toEqual({ digits: '3.387.601', unit: 'jiwa' });
    expect(formatFigure(3_387_601, whole, 'id', true)).toEqual({ digits: '3,39', unit: 'jt jiwa' });
    expect(formatFigure(414_085, whole, 'id', true)).toEqual({ digits: '414', unit: 'rb jiwa' });
  });
});

describe('age', () => {
  it('names the largest whole unit in both languages', () => {
    expect(toAgeWords(3 * 60_000, 'id')).toBe('3 menit lalu');
    expect(toAgeWords(60_000, 'en')).toBe('1 minute ago');
    expect(toAgeWords(1_000, 'id')).toBe('baru saja');
    expect(toDurationWords(280 * 86_400_000, 'id')).toBe('9 bulan');
    expect(toDurationWords(5 * 366 * 86_400_000, 'id')).toBe('5 tahun');
  });

  it('counts a cut to the second', () => {
    expect(toExactAgeWords((12 * 60 + 7) * 1_000, 'id')).toBe('12 menit 7 detik lalu');
  });
});

describe('clock', () => {
  it('writes WIB with dots', () => {
    const at = Date.UTC(2026, 10, 23, 7, 32, 8);
    expect(formatTime(at, 'Asia/Jakarta')).toBe('14.32');
    expect(formatTimeExact(at, 'Asia/Jakarta')).toBe('14.32.08');
    expect(formatDay(at, 'Asia/Jakarta', 'id')).toBe('Sen 23 Nov');
  });
});

describe('view', () => {
  it('reads an address and falls back where it is unknown', () => {
    const view = toView('?scene=pilar&pillar=economy&lang=xx&rotate=off');
    expect(view).toMatchObject({ scene: 'pilar', pillar: 'economy', language: 'id', rotate: null });
    expect(toView(toSearch(view))).toEqual(view);
  });

  it('walks the circle of scenes and answers keys', () => {
    const start = toView('');
    expect(moveView(start, -1)).toMatchObject({ scene: 'peta' });
    expect(toKeyChange('6', start)).toMatchObject({ scene: 'pilar', pillar: 'environment' });
    expect(toKeyChange('x', start)).toBeNull();
  });
});
