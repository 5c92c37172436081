import { describe, expect, it } from 'vitest';
import { createFailedTokens } from '../../../../server/feeds/http/failedTokens.ts';

describe('the count of failed tokens', () => {
  let at = 0;
  const build = () => {
    const failures = createFailedTokens(() => at, { burst: 3, forgivenMs: 1_000 });
    const tryToken = async (sender: string, token: string, found: string | null = null) =>
      (await failures.check(sender, token, async () => found)).waitMs;
    return { ...failures, tryToken };
  };

  it('lets a sender fail a few times, then one time for each that is forgiven', async () => {
    at = 0;
    const { tryToken } = build();
    const waits: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) waits.push(await tryToken('a', `t${turn}`));
    expect(waits).toEqual([0, 0, 0, 1_000]);
    at = 1_000;
    expect(await tryToken('a', 'x')).toBe(0);
    expect(await tryToken('a', 'y')).toBe(1_000);
    expect(await tryToken('b', 'x')).toBe(0);
  });

  it('lets as many at once be no more tries', async () => {
    at = 0;
    const { check } = build();
    let looked = 0;
    const find = async () => {
      looked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return null;
    };
    const waits = await Promise.all(Array.from({ length: 50 }, (_, n) => check('a', `t${n}`, find)));
    expect([looked, waits.filter(({ waitMs }) => waitMs > 0).length]).toEqual([3, 47]);
  });

  it('never makes a good token wait, nor lets it count, and counts one that is good no more', async () => {
    at = 0;
    const { tryToken } = build();
    for (let turn = 0; turn < 10; turn += 1) expect(await tryToken('a', `good${turn}`, 'agency')).toBe(0);
    for (let turn = 0; turn < 3; turn += 1) await tryToken('a', `bad${turn}`);
    expect(await tryToken('a', 'good0', 'agency')).toBe(0);
    expect(await tryToken('a', 'bad')).toBeGreaterThan(0);
    for (let turn = 0; turn < 3; turn += 1) await tryToken('b', 'good0');
    expect(await tryToken('b', 'bad')).toBeGreaterThan(0);
  });

  it('counts nothing where the store did not answer', async () => {
    at = 0;
    const { check, tryToken } = build();
    const fail = () => Promise.reject(new Error('storage'));
    for (let turn = 0; turn < 5; turn += 1) await expect(check('a', 'x', fail)).rejects.toThrow('storage');
    expect(await tryToken('a', 'x')).toBe(0);
  });

  it('never makes anyone wait longer than until one failure is forgiven, however long it went on', async () => {
    at = 0;
    const { tryToken } = build();
    await tryToken('a', 'good', 'agency');
    for (let turn = 0; turn < 1_000; turn += 1) await tryToken('a', 'good');
    expect(await tryToken('a', 'x')).toBeLessThanOrEqual(2_000);
  });

  it('remembers a bounded number of senders and of good tokens', async () => {
    at = 0;
    const { tryToken } = build();
    for (let turn = 0; turn < 3; turn += 1) await tryToken('full', `t${turn}`);
    await tryToken('other', 'first', 'agency');
    for (let turn = 0; turn < 1_000; turn += 1) await tryToken('other', `t${turn}`, 'agency');
    expect(await tryToken('full', 'first', 'agency')).toBeGreaterThan(0);
    expect(await tryToken('full', 't999', 'agency')).toBe(0);
    for (let turn = 0; turn < 10_000; turn += 1) await tryToken(`s${turn}`, 'x');
    expect(await tryToken('full', 'x')).toBe(0);
  });
});
