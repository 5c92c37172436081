import { describe, expect, it } from 'vitest';
import {
  type CameraSignal,
  type CameraState,
  startCamera,
  stepCamera,
  toCameraLimits,
  toRetryMs,
} from '../../../../client/lib/cameraState.ts';

const start = Date.parse('2026-11-23T07:00:00Z');
const stream = toCameraLimits(null);
const snapshot = toCameraLimits(10);

/** The state after signals at seconds from the start. */
function play(
  limits: typeof stream,
  ...signals: readonly (readonly [CameraSignal['kind'], number])[]
): CameraState {
  return signals.reduce(
    (state, [kind, second]) => stepCamera(state, { kind, at: start + second * 1_000 }, limits),
    startCamera(start),
  );
}

const at = (second: number): number => start + second * 1_000;
const unchanged = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ['same', from + index * 10] as const);

describe('a stream', () => {
  it('is live only once its picture moves', () => {
    expect(play(stream).phase).toBe('starting');
    expect(play(stream, ['tick', 9]).phase).toBe('starting');
    expect(play(stream, ['moved', 3])).toMatchObject({ phase: 'live', frameAt: at(3), since: null });
  });

  it('is dead after ten seconds without progress, since its last picture', () => {
    expect(play(stream, ['moved', 3], ['tick', 13]).phase).toBe('live');
    expect(play(stream, ['moved', 3], ['tick', 14])).toMatchObject({ phase: 'dead', since: at(3) });
  });

  it('is being checked while it plays what may be old, and dead when that is over', () => {
    const played = [
      ['playing', 2],
      ['playing', 8],
    ] as const;
    expect(play(stream, ...played, ['tick', 18])).toMatchObject({ phase: 'checking', frameAt: null });
    expect(play(stream, ...played, ['tick', 19])).toMatchObject({ phase: 'dead', since: null });
  });

  it('that is dead does not live again by what was left of it', () => {
    const dead = [
      ['moved', 3],
      ['fail', 4],
    ] as const;
    expect(play(stream, ...dead, ['playing', 8])).toEqual(play(stream, ...dead));
  });

  it('is dead at once when it fails, and never was alive where nothing came', () => {
    expect(play(stream, ['moved', 3], ['fail', 4])).toMatchObject({ phase: 'dead', since: at(3) });
    expect(play(stream, ['fail', 1])).toMatchObject({ phase: 'dead', since: null });
    expect(play(stream, ['tick', 11])).toMatchObject({ phase: 'dead', since: null });
  });

  it('stays dead since the same time while tries fail, and lives again when the picture moves', () => {
    const dead = [
      ['moved', 3],
      ['fail', 4],
      ['fail', 8],
      ['tick', 60],
    ] as const;
    expect(play(stream, ...dead)).toMatchObject({ phase: 'dead', since: at(3), failures: 2 });
    expect(play(stream, ...dead, ['moved', 61])).toMatchObject({ phase: 'live', since: null, failures: 0 });
  });

  it('that is a recording is dead, whatever moves before it is known', () => {
    expect(play(stream, ['recording', 1])).toMatchObject({ phase: 'dead', isRecording: true });
    expect(play(stream, ['moved', 1], ['recording', 2])).toMatchObject({ phase: 'dead', isRecording: true });
  });
});

describe('a snapshot', () => {
  it('is being checked until another picture comes', () => {
    expect(play(snapshot, ['first', 1]).phase).toBe('checking');
    expect(play(snapshot, ['first', 1], ['same', 11]).phase).toBe('checking');
    expect(play(snapshot, ['first', 1], ['moved', 11]).phase).toBe('live');
  });

  it('is frozen after five unchanged readings, since it last moved', () => {
    expect(play(snapshot, ['first', 1], ['moved', 11], ...unchanged(21, 4)).phase).toBe('live');
    expect(play(snapshot, ['first', 1], ['moved', 11], ...unchanged(21, 5))).toMatchObject({
      phase: 'frozen',
      since: at(11),
    });
    expect(play(snapshot, ['first', 1], ...unchanged(11, 5))).toMatchObject({
      phase: 'frozen',
      since: at(1),
    });
    expect(play(snapshot, ['first', 1], ...unchanged(11, 5), ['moved', 70]).phase).toBe('live');
  });

  it('forgives one failure; two make it dead since its last picture', () => {
    const live = [
      ['first', 1],
      ['moved', 11],
    ] as const;
    expect(play(snapshot, ...live, ['fail', 21]).phase).toBe('live');
    expect(play(snapshot, ...live, ['fail', 21], ['fail', 23])).toMatchObject({
      phase: 'dead',
      since: at(11),
    });
    expect(play(snapshot, ...live, ['fail', 21], ['moved', 23], ['fail', 31]).phase).toBe('live');
  });

  it('that was frozen and stops to answer is dead since then', () => {
    const frozen = [['first', 1], ...unchanged(11, 5)] as const;
    expect(play(snapshot, ...frozen, ['fail', 61], ['fail', 63])).toMatchObject({
      phase: 'dead',
      since: at(63),
    });
  });

  it('that answers again with the old picture is not live', () => {
    const dead = [
      ['first', 1],
      ['moved', 11],
      ['fail', 21],
      ['fail', 23],
    ] as const;
    expect(play(snapshot, ...dead, ['same', 40]).phase).toBe('checking');
  });

  it('that cannot be compared says so, and is dead after three readings without an answer', () => {
    expect(play(snapshot, ['opaque', 1])).toMatchObject({ phase: 'unproven', frameAt: at(1) });
    expect(play(snapshot, ['opaque', 1], ['tick', 31]).phase).toBe('unproven');
    expect(play(snapshot, ['opaque', 1], ['tick', 32])).toMatchObject({ phase: 'dead', since: at(1) });
  });

  it('is dead after the screen slept, until a picture comes', () => {
    expect(play(snapshot, ['first', 1], ['moved', 11], ['tick', 4_000]).phase).toBe('dead');
  });
});

describe('the pause before the next try', () => {
  it('doubles up to a minute', () => {
    expect([0, 1, 2, 3, 6, 99].map(toRetryMs)).toEqual([2_000, 2_000, 4_000, 8_000, 60_000, 60_000]);
  });
});
