import { afterEach, expect, it } from 'vitest';
import { toDayKey, toNumberText, toPercentText, toTimeText } from '../../../../client/lib/desk/format.ts';

const { DateTimeFormat, NumberFormat } = Intl;
afterEach(() => {
  Object.assign(Intl, { DateTimeFormat, NumberFormat });
});

const at = '2026-11-23T18:05:00.000Z';

it('writes times in the zone that is asked for, also after another', () => {
  expect(toTimeText(at, 'Asia/Jakarta')).toBe('24 Nov 2026 01.05');
  expect(toTimeText(at, 'UTC')).toBe('23 Nov 2026 18.05');
  expect(toDayKey(Date.parse(at), 'Asia/Jakarta')).toBe('2026-11-24');
  expect(toDayKey(Date.parse(at), 'UTC')).toBe('2026-11-23');
});

it('builds a formatter once, however often it is used', () => {
  const built: string[] = [];
  class CountedDates extends DateTimeFormat {
    constructor(locale: string, options: Intl.DateTimeFormatOptions) {
      super(locale, options);
      built.push('dates');
    }
  }
  class CountedNumbers extends NumberFormat {
    constructor(locale: string, options: Intl.NumberFormatOptions) {
      super(locale, options);
      built.push(options.style ?? 'decimal');
    }
  }
  Object.assign(Intl, { DateTimeFormat: CountedDates, NumberFormat: CountedNumbers });
  for (let n = 0; n < 5; n += 1) {
    toTimeText(at, 'Asia/Makassar');
    toNumberText(n);
    toPercentText(n / 10);
  }
  expect(built).toEqual(['dates', 'decimal', 'percent']);
});
