import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../../shared/rules/parseEntry.ts';

describe('parseEntry', () => {
  it.each([
    ['1.234,5', 1234.5],
    ['1234,5', 1234.5],
    ['1.234.567', 1_234_567],
    ['-12', -12],
    ['−0,25', -0.25],
    [' 3 200 000 ', 3_200_000],
    ['0,0', 0],
  ])('reads %s in Indonesian as %d', (text, value) => {
    expect(parseEntry(text, 'id')).toEqual({ kind: 'number', value });
  });

  it.each([
    ['1,234.5', 1234.5],
    ['0.93', 0.93],
  ])('reads %s in English as %d', (text, value) => {
    expect(parseEntry(text, 'en')).toEqual({ kind: 'number', value });
  });

  it('asks where a mark groups nothing', () => {
    expect(parseEntry('1.5', 'id')).toEqual({ kind: 'ambiguous', thousand: '15', decimal: '1,5' });
    expect(parseEntry('0.935', 'id')).toEqual({ kind: 'ambiguous', thousand: '935', decimal: '0,935' });
    expect(parseEntry('12,34', 'en')).toEqual({ kind: 'ambiguous', thousand: '1234', decimal: '12.34' });
  });

  it.each(['abc', '1,2,3', '12a', '=1+1', '1e5', ',5', '5,', '1..2', '--1', '½'])('refuses %s', (text) => {
    expect(parseEntry(text, 'id').kind).toBe('unreadable');
  });

  it('takes no more digits than a number holds', () => {
    expect(parseEntry('1234567890123456', 'id').kind).toBe('too-long');
    expect(parseEntry('', 'id').kind).toBe('empty');
  });

  it('reads back every number that it prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 2 }), (whole, digits) => {
        const value = whole / 10 ** digits;
        for (const [language, locale] of [
          ['id', 'id-ID'],
          ['en', 'en-GB'],
        ] as const) {
          const text = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
          expect(parseEntry(text, language)).toEqual({ kind: 'number', value });
        }
      }),
    );
  });

  it('never throws and never reads what is no number', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const entry = parseEntry(text, 'id');
        if (entry.kind === 'number') expect(Number.isFinite(entry.value)).toBe(true);
      }),
    );
  });
});
