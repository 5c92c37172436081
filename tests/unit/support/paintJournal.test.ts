import { describe, expect, it } from 'vitest';
import type { PaintEntry } from '../../../client/lib/paintLog.ts';
import { createPaintJournal, findPaintLies } from '../../support/paintJournal.ts';

const start = Date.parse('2026-11-05T03:00:00Z');

/** One entry a second from `start` on: live for 10 s, silent for 30 s, live again. */
function buildHonestLog(): PaintEntry[] {
  return Array.from({ length: 60 }, (_, second) => {
    const silentMs = second < 10 || second >= 40 ? 200 : (second - 9) * 1_000;
    const link = silentMs > 15_000 ? 'cut' : silentMs > 5_000 ? 'catching-up' : 'live';
    const seq = second < 40 ? 7 : 9;
    return { at: second * 1_000, serverAt: start + second * 1_000, epoch: 'e', seq, link, silentMs };
  });
}
const silence = { from: start + 9_000, to: start + 39_500, head: { epoch: 'e', seq: 9 } };

/** The honest log with one entry forged. */
function forge(second: number, more: Partial<PaintEntry>): PaintEntry[] {
  return buildHonestLog().map((entry, place) => (place === second ? { ...entry, ...more } : entry));
}

describe('what a paint log proves', () => {
  it('is nothing against an honest wall', () => {
    expect(findPaintLies(buildHonestLog(), [silence])).toEqual([]);
  });

  it.each([
    ['live although it was silent for longer', forge(20, { silentMs: 15_001, link: 'live' }), /^live after/],
    ['live although it never heard anything', forge(5, { silentMs: null }), /^live after/],
    ['an older state after a newer one', forge(45, { seq: 6, link: 'cut' }), /^older after 9/],
    ['live in a cut that it denies', forge(30, { link: 'live', silentMs: 100 }), /^live while cut/],
    ['one of earlier after one of later', forge(50, { at: 1 }), /^painted before/],
  ])('shows one that painted %s', (_what, log, lie) => {
    const lies = findPaintLies(log, [silence]);
    expect(lies).toHaveLength(1);
    expect(lies[0]).toMatch(lie);
  });

  it('shows an older state even where another epoch stood between', () => {
    const log = forge(44, { epoch: 'other', seq: 1 });
    expect(findPaintLies(log)).toEqual([]);
    expect(
      findPaintLies(log.map((entry, place) => (place > 44 ? { ...entry, seq: 8 } : entry))),
    ).toHaveLength(15);
  });

  it('shows figures of before the cut that come back as live', () => {
    const log = buildHonestLog().map((entry) => ({ ...entry, seq: 7 }));
    expect(findPaintLies(log)).toEqual([]);
    expect(findPaintLies(log, [silence])).toHaveLength(20);
  });

  it('is not proven by a log without entries, or without any of the cut', () => {
    expect(findPaintLies([])).toEqual(['nothing was painted']);
    const gap = buildHonestLog().filter((_, second) => second < 10 || second >= 40);
    expect(findPaintLies(gap, [silence])).toEqual(['nothing was painted of a cut']);
  });
});

describe('the journal of a page', () => {
  const page = { origin: 1, log: buildHonestLog() };
  const read = (part: Partial<typeof page>) => async () => JSON.stringify({ ...page, ...part });

  it('keeps more than the page does, each entry once', async () => {
    const parts = [read({ log: page.log.slice(0, 30) }), read({ log: page.log.slice(20) })];
    const journal = createPaintJournal(async () => parts.shift()?.());
    await journal.take();
    expect(await journal.take()).toEqual(page.log);
  });

  it('says when something is missing or the page is another one', async () => {
    const start = read({ log: page.log.slice(0, 10) });
    const lost = [start, read({ log: page.log.slice(20) })];
    const journal = createPaintJournal(async () => lost.shift()?.());
    await journal.take();
    await expect(journal.take()).rejects.toThrow('lost');
    const anew = [start, read({ origin: 2 })];
    const other = createPaintJournal(async () => anew.shift()?.());
    await other.take();
    await expect(other.take()).rejects.toThrow('anew');
  });
});
