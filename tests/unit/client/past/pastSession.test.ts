import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Situation } from '#shared/model/situation.ts';
import { PastError } from '../../../../client/connection/past/fetchPast.ts';
import { createPastSession } from '../../../../client/connection/past/pastSession.ts';
import { createTimeStore, restingTime } from '../../../../client/stores/timeStore.ts';

const startedAt = Date.UTC(2026, 10, 28, 7);
const minuteMs = 60_000;

/** A session over a server whose answers the test gives by hand. */
function openSession(delayMs: number | null = null) {
  const asked: { at: number; signal: AbortSignal; answer(): void; fail(error: Error): void }[] = [];
  const shown: number[] = [];
  const time = createTimeStore();
  let pastAt: number | null = null;
  const leave = vi.fn(() => {
    time.setState(restingTime);
    pastAt = null;
  });
  const session = createPastSession({
    time,
    fetch: (at, signal) =>
      new Promise<Situation>((resolve, reject) => {
        const answer = () => resolve(toSituation(at));
        asked.push({ at, signal, answer, fail: reject });
        if (delayMs !== null) setTimeout(answer, delayMs);
      }),
    show: ({ at }) => {
      shown.push(at);
      pastAt = at;
    },
    leave,
    shownAt: () => pastAt,
    now: () => Date.now(),
    monotonic: () => Date.now(),
  });
  const ages = (instants: readonly number[]) => instants.map((at) => (at - startedAt) / 1_000);
  return { session, time, leave, asked, shown, ages };
}

function toSituation(at: number): Situation {
  return { at, epoch: 'e', seq: 1, keptSince: 0, records: [], events: [], feeds: [], alarms: [] };
}

beforeEach(() => void vi.useFakeTimers({ now: startedAt }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a jump through time', () => {
  it('shows the instant asked for last, however late the answers of others come', async () => {
    const { session, time, asked, shown, ages } = openSession();
    session.goTo(startedAt - 10 * minuteMs);
    session.goTo(startedAt - 20 * minuteMs);
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(time.getState().wantedAt).toBe(startedAt - 20 * minuteMs);
    asked[1]?.answer();
    await settle();
    asked[0]?.answer();
    await settle();
    expect(ages(shown)).toEqual([-1_200]);
    expect(time.getState()).toMatchObject({ wantedAt: null, fault: null, keptSince: 0 });
  });

  it('asks for whole milliseconds, as a screen knows fractions of them', () => {
    const { session, asked, time } = openSession();
    session.goTo(startedAt - minuteMs + 0.7);
    expect(asked.map(({ at }) => at)).toEqual([startedAt - minuteMs]);
    expect(time.getState().wantedAt).toBe(startedAt - minuteMs);
  });

  it('is the present where the instant is not past yet', () => {
    const { session, leave, asked } = openSession();
    session.goTo(startedAt);
    expect(leave).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
  });

  it('shows nothing any more once the present was asked for', async () => {
    const { session, time, asked, shown } = openSession();
    session.goTo(startedAt - minuteMs);
    time.setState(restingTime);
    expect(asked[0]?.signal.aborted).toBe(true);
    asked[0]?.answer();
    await settle();
    expect(shown).toEqual([]);
  });

  it('says why nothing came and leaves what is shown', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { session, time, asked, shown } = openSession();
    session.goTo(startedAt - minuteMs);
    asked[0]?.answer();
    await settle();
    session.goTo(startedAt - 2 * minuteMs);
    asked[1]?.fail(new PastError('not-kept', 'gone'));
    await settle();
    expect(time.getState()).toMatchObject({ wantedAt: null, fault: 'not-kept' });
    session.goTo(startedAt - 3 * minuteMs);
    expect(time.getState().fault).toBeNull();
    asked[2]?.fail(new TypeError('no line'));
    await settle();
    expect(time.getState().fault).toBe('unreachable');
    expect(shown).toHaveLength(1);
  });
});

describe('play', () => {
  it('shows one picture a second, each its step further, and asks at most two ahead', async () => {
    const { session, asked, shown, ages } = openSession(50);
    session.goTo(startedAt - 60 * minuteMs);
    await vi.advanceTimersByTimeAsync(100);
    session.play(60);
    await vi.advanceTimersByTimeAsync(5_100);
    expect(ages(shown)).toEqual([-3_600, -3_540, -3_480, -3_420, -3_360, -3_300]);
    const furthest = Math.max(...asked.map(({ at }) => at));
    expect((furthest - (shown.at(-1) ?? 0)) / minuteMs).toBeLessThanOrEqual(2);
    expect(new Set(asked.map(({ at }) => at)).size).toBe(asked.length);
  });

  it('leaves steps out where the server is slower than play, and never goes back', async () => {
    const { session, asked, shown } = openSession(2_500);
    session.goTo(startedAt - 60 * minuteMs);
    await vi.advanceTimersByTimeAsync(2_600);
    session.play(60);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown.length).toBeLessThan(29);
    expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
    // Not further behind than the answers take.
    const due = startedAt - 60 * minuteMs + 30 * minuteMs;
    expect(due - (shown.at(-1) ?? 0)).toBeLessThanOrEqual(5 * minuteMs);
    expect(asked.length).toBeLessThanOrEqual(shown.length + 3);
  });

  it('becomes the present when it reaches now', async () => {
    const { session, leave, shown, time } = openSession(20);
    session.goTo(startedAt - 3 * minuteMs);
    await vi.advanceTimersByTimeAsync(100);
    session.play(60);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(leave).toHaveBeenCalledOnce();
    expect(time.getState().isPlaying).toBe(false);
    expect(shown.every((at) => at < Date.now())).toBe(true);
    const count = shown.length;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shown).toHaveLength(count);
  });

  it('goes on from the instant that a jump leads to, at another speed from where it is, and rests when paused', async () => {
    const { session, shown, ages, time } = openSession(20);
    session.play(10);
    await vi.advanceTimersByTimeAsync(1_100);
    session.goTo(startedAt - 1_800_000);
    await vi.advanceTimersByTimeAsync(1_100);
    session.play(300);
    await vi.advanceTimersByTimeAsync(1_100);
    session.pause();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(ages(shown)).toEqual([-3_600, -3_590, -1_800, -1_790, -1_490]);
    expect(time.getState()).toMatchObject({ isPlaying: false, wantedAt: null, speed: 300 });
  });

  it('stops with a word when an answer fails', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { session, asked, time, shown } = openSession();
    session.goTo(startedAt - 60 * minuteMs);
    asked[0]?.answer();
    await settle();
    session.play(1);
    asked[1]?.fail(new TypeError('no line'));
    await settle();
    expect(time.getState()).toMatchObject({ isPlaying: false, fault: 'unreachable' });
    for (const { signal } of asked.slice(2)) expect(signal.aborted).toBe(true);
    expect(shown).toHaveLength(1);
  });

  it('leaves no timer behind when it is stopped', async () => {
    const { session } = openSession(20);
    session.play(60);
    await vi.advanceTimersByTimeAsync(2_000);
    session.stop();
    await vi.advanceTimersByTimeAsync(20);
    expect(vi.getTimerCount()).toBe(0);
  });
});
