import { describe, expect, it } from 'vitest';
import { toFieldInstant, toFieldText, toNextInstant } from '../../../../client/lib/desk/zonedTime.ts';

const zone = 'Asia/Jakarta';
const now = Date.parse('2026-11-23T14:32:00+07:00');
const due = (text: string) => {
  const at = toNextInstant(text, now, zone);
  return at === null ? null : new Date(at).toISOString();
};

describe('the next time of a clock', () => {
  it('is today, in the region, while it lies ahead', () => {
    expect(due('16.30')).toBe('2026-11-23T09:30:00.000Z');
    expect(due('1630')).toBe(due('16.30'));
    expect(due(' 14:33 ')).toBe('2026-11-23T07:33:00.000Z');
  });

  it('is tomorrow once it is over', () => {
    expect(due('14.32')).toBe('2026-11-24T07:32:00.000Z');
    expect(due('6.05')).toBe('2026-11-23T23:05:00.000Z');
  });

  it.each(['', '24.00', '12.60', 'sore', '163', '-1.00'])('is none for "%s"', (text) => {
    expect(due(text)).toBeNull();
  });
});

describe("a time of the browser's field", () => {
  it.each([
    ['2026-11-28T14:05', zone, '2026-11-28T07:05:00.000Z'],
    // The clock goes forward and back on these days.
    ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T00:30', 'Europe/Berlin', '2026-10-24T22:30:00.000Z'],
  ])('%s in %s is an instant and comes back the same', (text, where, iso) => {
    const at = toFieldInstant(text, where);
    expect(at).toBe(Date.parse(iso));
    expect(toFieldText(at ?? 0, where)).toBe(text);
  });

  it.each(['', 'T14:05', '2026-11-28T', '2026-13-28T14:05'])('is none for "%s"', (text) => {
    expect(toFieldInstant(text, zone)).toBeNull();
  });
});
