import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeReload, parseReloads, type Reload } from '../../../../client/lib/reloadGuard.ts';

const start = Date.UTC(2026, 10, 23);

describe('the guard of reloads', () => {
  it('lets the first one through and keeps it', () => {
    expect(judgeReload([], 'build', start)).toEqual({
      kind: 'reload',
      history: [{ at: start, cause: 'build' }],
    });
  });

  it('makes a second one within 60 s wait for the rest of them', () => {
    expect(judgeReload([{ at: start, cause: 'chunk' }], 'chunk', start + 20_000)).toEqual({
      kind: 'wait',
      ms: 40_000,
    });
  });

  it('stays after three in ten minutes until the first of them is that old', () => {
    const history: Reload[] = [0, 70_000, 140_000].map((ms) => ({ at: start + ms, cause: 'version' }));
    expect(judgeReload(history, 'version', start + 300_000)).toEqual({ kind: 'safe', ms: 300_000 });
    expect(judgeReload(history, 'version', start + 600_000).kind).toBe('reload');
  });

  it('forgets reloads from the future, which a clock set back leaves behind', () => {
    expect(judgeReload([{ at: start + 86_400_000, cause: 'build' }], 'build', start).kind).toBe('reload');
  });

  it('never lets more than three through in any ten minutes, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 120_000 }), { maxLength: 200 }), (pauses) => {
        let now = start;
        let history: readonly Reload[] = [];
        const done: number[] = [];
        for (const pause of pauses) {
          now += pause;
          const verdict = judgeReload(history, 'chunk', now);
          if (verdict.kind !== 'reload') continue;
          history = parseReloads(JSON.stringify(verdict.history));
          done.push(now);
        }
        for (const [place, at] of done.entries()) {
          expect(at - (done[place - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000);
          expect(at - (done[place - 3] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(600_000);
        }
      }),
    );
  });

  it.each([null, '', '{', '7', '[1, null, {"at":"x"}]'])('reads %j as no reloads', (text) => {
    expect(parseReloads(text)).toEqual([]);
  });
});
