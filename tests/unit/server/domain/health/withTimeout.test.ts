import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withTimeout } from '../../../../../server/domain/health/withTimeout.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('an answer in time', () => {
  it('is handed on as it is, good or bad, and leaves no timer behind', async () => {
    await expect(withTimeout(Promise.resolve(7), 5_000)).resolves.toBe(7);
    await expect(withTimeout(Promise.reject(new Error('full')), 5_000)).rejects.toThrow('full');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that does not come is an error at its time', async () => {
    const late = expect(withTimeout(new Promise(() => undefined), 5_000)).rejects.toThrow(
      'no answer in time',
    );
    await vi.advanceTimersByTimeAsync(4_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    await late;
    expect(vi.getTimerCount()).toBe(0);
  });
});
