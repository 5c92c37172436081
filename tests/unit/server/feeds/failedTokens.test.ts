import { describe, expect, it } from 'vitest';
import { createFailedTokens } from '../../../../server/feeds/http/failedTokens.ts';

describe('the count of failed tokens', () => {
  let at = 0;
  const build = () => createFailedTokens(() => at, { burst: 3, forgivenMs: 1_000 });

  it('lets a sender fail a few times, then one time for each that is forgiven', () => {
    at = 0;
    const failures = build();
    const waits = Array.from({ length: 4 }, () => {
      const waitMs = failures.waitMs('a');
      failures.count('a');
      return waitMs;
    });
    expect(waits).toEqual([0, 0, 0, 1_000]);
    at = 2_000;
    expect(failures.waitMs('a')).toBe(0);
    expect(failures.waitMs('b')).toBe(0);
  });

  it('never makes anyone wait longer than until one failure is forgiven, however long it went on', () => {
    at = 0;
    const failures = build();
    for (let turn = 0; turn < 1_000; turn += 1) failures.count('a');
    expect(failures.waitMs('a')).toBeLessThanOrEqual(2_000);
  });

  it('remembers a bounded number of senders and of good tokens', () => {
    const failures = build();
    failures.trust('first');
    for (let turn = 0; turn < 1_000; turn += 1) failures.trust(`t${turn}`);
    expect([failures.isTrusted('first'), failures.isTrusted('t999')]).toEqual([false, true]);
    for (let turn = 0; turn < 3; turn += 1) failures.count('first');
    for (let turn = 0; turn < 10_000; turn += 1) failures.count(`s${turn}`);
    expect(failures.waitMs('first')).toBe(0);
  });
});
