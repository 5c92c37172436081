import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPace } from '../../../../server/realtime/review/createPace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('createPace', () => {
  it('sends the first at once, then the newest each time, and rests when nothing comes', () => {
    const sent: number[] = [];
    const pace = createPace<number>(250, (value) => sent.push(value));
    for (const value of [1, 2, 3]) pace.push(value);
    expect(sent).toEqual([1]);
    vi.advanceTimersByTime(250);
    expect(sent).toEqual([1, 3]);
    vi.advanceTimersByTime(1_000);
    expect(vi.getTimerCount()).toBe(0);
    pace.push(4);
    expect(sent).toEqual([1, 3, 4]);
    pace.push(5);
    pace.stop();
    vi.advanceTimersByTime(1_000);
    expect([sent, vi.getTimerCount()]).toEqual([[1, 3, 4], 0]);
  });
});
