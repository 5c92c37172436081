import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../../server/domain/storeErrors.ts';
import { createGate } from '../../../../server/http/createGate.ts';

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
