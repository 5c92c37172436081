import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../../server/domain/storeErrors.ts';
import { ProblemError } from '../../../../server/http/answers.ts';
import { createGate, createSharedGate } from '../../../../server/http/createGate.ts';

describe('createGate', () => {
  it('refuses one too many at once, and lets the next in when one has ended, well or badly', async () => {
    const gate = createGate(2);
    const ends: ((error?: Error) => void)[] = [];
    const enter = () =>
      gate(
        () =>
          new Promise<string>((resolve, reject) => {
            ends.push((error) => (error ? reject(error) : resolve('done')));
          }),
      );
    const first = enter();
    const second = enter();
    await expect(enter()).rejects.toThrow(StoreUnavailableError);
    ends[0]?.();
    ends[1]?.(new Error('bad'));
    await expect(first).resolves.toBe('done');
    await expect(second).rejects.toThrow('bad');
    const third = enter();
    ends[2]?.();
    await expect(third).resolves.toBe('done');
  });
});

describe('createSharedGate', () => {
  it('leaves places to others, whoever fills his own', async () => {
    const gateOf = createSharedGate(3, 2);
    const ends: (() => void)[] = [];
    const enter = (who: string) => gateOf(who)(() => new Promise<void>((resolve) => ends.push(resolve)));
    const first = enter('a');
    const second = enter('a');
    await expect(enter('a')).rejects.toThrow(ProblemError);
    const other = enter('b');
    await expect(enter('c')).rejects.toThrow(StoreUnavailableError);
    ends[0]?.();
    await first;
    const third = enter('a');
    for (const end of ends) end();
    await Promise.all([second, other, third]);
  });
});
