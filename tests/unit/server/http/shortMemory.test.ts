import { describe, expect, it } from 'vitest';
import { createShortMemory } from '../../../../server/http/shortMemory.ts';

describe('a short memory', () => {
  it('builds once for all who ask within a moment, and anew after it', async () => {
    let now = 1_000;
    let built = 0;
    const remember = createShortMemory(() => now);
    const ask = () => remember('a', async () => `${++built}`);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(['1', '1', '1']);
    now += 1_999;
    expect(await ask()).toBe('1');
    now += 1;
    expect(await ask()).toBe('2');
    // A clock that was set back keeps nothing.
    now -= 10_000;
    expect(await ask()).toBe('3');
  });

  it('keeps no failure and no more than it may', async () => {
    const remember = createShortMemory(() => 0);
    await expect(remember('a', () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await remember('a', async () => 'good')).toBe('good');
    for (let index = 0; index < 256; index += 1) await remember(`k${index}`, async () => '');
    expect(await remember('a', async () => 'again')).toBe('again');
    expect(await remember('k255', async () => 'no')).toBe('');
  });
});
