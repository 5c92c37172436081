import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toCanonical } from '../../../../shared/rules/canonical.ts';
import { findBrokenPage, lockPages, pageLines } from '../../../../shared/rules/logPages.ts';
import { buildLine, buildShift, shiftStart } from '../../../support/shifts.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hour = 3_600_000;
const lines = (count: number, more: (n: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, index) => buildLine(index + 1, more(index + 1)));
const lock = (log = lines(3), now = shiftStart + 60_000, isOver = false) =>
  lockPages(buildShift({ log }), { now, isOver, hash });

describe('canonical JSON', () => {
  it('is one text for one content, whatever the order of its keys', () => {
    const [one, two] = [
      { b: [{ y: 1, x: 'ü' }], a: null },
      { a: null, b: [{ x: 'ü', y: 1 }] },
    ];
    expect(toCanonical(one)).toBe('{"a":null,"b":[{"x":"ü","y":1}]}');
    expect(toCanonical(two)).toBe(toCanonical(one));
  });

  it('keeps the order of lists and what lies deep apart', () => {
    expect(toCanonical([2, 1])).not.toBe(toCanonical([1, 2]));
    expect(toCanonical({ a: { b: 1 } })).not.toBe(toCanonical({ a: { b: 2 } }));
  });
});

describe('pages of the log', () => {
  it('stay open within their hour', () => {
    expect(lock()).toEqual([]);
  });

  it('are locked when their hour is over, without lines of the next one', () => {
    const log = lines(5, (n) => (n > 3 ? { at: shiftStart + hour + n } : {}));
    expect(lock(log, shiftStart + hour + 10)).toMatchObject([{ page: 1, from: 1, to: 3 }]);
    expect(lock(log, shiftStart + 2 * hour)).toMatchObject([{ to: 3 }, { page: 2, from: 4, to: 5 }]);
  });

  it('are locked with forty lines at once', () => {
    expect(lock(lines(pageLines - 1))).toEqual([]);
    expect(lock(lines(2 * pageLines + 1))).toMatchObject([{ to: 40 }, { from: 41, to: 80 }]);
  });

  it('are all locked when the shift is over', () => {
    expect(lock(lines(3), shiftStart + 1, true)).toMatchObject([{ from: 1, to: 3 }]);
  });

  it('give the very same list where nothing is due, so that nothing is written', () => {
    const shift = buildShift({ log: lines(3) });
    expect(lockPages(shift, { now: shiftStart + 1, isOver: false, hash })).toBe(shift.pages);
  });

  it('hold on to the page before', () => {
    const [first, second] = lock(lines(2 * pageLines));
    const [, other] = lock(lines(2 * pageLines, (n) => (n === 1 ? { text: 'lain' } : {})));
    expect(first?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.hash).not.toBe(other?.hash);
  });
});

describe('a chain of pages', () => {
  const log = lines(2 * pageLines + 5);
  const shift = buildShift({ log, pages: [...lock(log)] });

  it('holds while nothing was touched', () => {
    expect(findBrokenPage(shift, hash)).toBeNull();
  });

  it.each([
    ['a word', 45, { text: 'lain' }],
    ['who wrote', 80, { by: { id: 'x', name: 'X' } }],
    ['when', 41, { at: shiftStart }],
  ])('breaks at its page where %s was changed', (_what, n, change) => {
    const changed = log.map((line) => (line.n === n ? { ...line, ...change } : line));
    expect(findBrokenPage({ ...shift, log: changed }, hash)).toBe(2);
  });

  it('breaks where a line was taken out, a page left out, or the pages are those of another shift', () => {
    expect(findBrokenPage({ ...shift, log: log.filter(({ n }) => n !== 7) }, hash)).toBe(1);
    expect(findBrokenPage({ ...shift, pages: shift.pages.slice(1) }, hash)).toBe(2);
    expect(findBrokenPage({ ...shift, id: '2026-11-29T00:00:00.000Z' }, hash)).toBe(1);
  });
});
