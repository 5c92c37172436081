import { describe, expect, it } from 'vitest';
import { toDueAt } from '../../../../client/features/incidents/dueTime.ts';

const zone = 'Asia/Jakarta';
const now = Date.parse('2026-11-23T14:32:00+07:00');
const due = (text: string) => {
  const at = toDueAt(text, now, zone);
  return at === undefined ? undefined : new Date(at).toISOString();
};

describe('the time by which a task is due', () => {
  it('is today, in the region, while it lies ahead', () => {
    expect(due('16.30')).toBe('2026-11-23T09:30:00.000Z');
    expect(due(' 14:33 ')).toBe('2026-11-23T07:33:00.000Z');
  });

  it('is tomorrow once it is over', () => {
    expect(due('14.32')).toBe('2026-11-24T07:32:00.000Z');
    expect(due('6.05')).toBe('2026-11-23T23:05:00.000Z');
  });

  it.each(['', '24.00', '12.60', 'sore', '1630', '-1.00'])('is none for "%s"', (text) => {
    expect(due(text)).toBeUndefined();
  });
});
