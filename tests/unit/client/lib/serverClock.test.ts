import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../../client/lib/serverClock.ts';

function createWorld() {
  let monotonic = 0;
  let server = 1_000_000;
  const clock = createServerClock({ monotonic: () => monotonic, wall: () => 5 });
  return {
    clock,
    pass(ms: number) {
      monotonic += ms;
      server += ms;
    },
    setServer(ms: number) {
      server += ms;
    },
    /** A frame that was sent now and travels so long. */
    frame(latencyMs: number) {
      const sentAt = server;
      monotonic += latencyMs;
      server += latencyMs;
      clock.observe(sentAt);
    },
    error: () => clock.now() - server,
  };
}

describe('the server clock', () => {
  it('is the wall clock of the screen until the first frame', () => {
    const { clock, frame } = createWorld();
    expect([clock.now(), clock.isSynced()]).toEqual([5, false]);
    frame(10);
    expect(clock.isSynced()).toBe(true);
  });

  it('believes the frame that travelled fastest', () => {
    const { frame, pass, error } = createWorld();
    frame(200);
    expect(error()).toBe(-200);
    pass(1_000);
    frame(3);
    pass(1_000);
    frame(900);
    expect(error()).toBe(-3);
  });

  it('follows a server clock that is set forward at once and back after five frames', () => {
    const { frame, setServer, error } = createWorld();
    frame(1);
    setServer(60_000);
    frame(1);
    expect(error()).toBe(-1);
    setServer(-60_000);
    for (let index = 0; index < 4; index += 1) frame(1);
    expect(error()).toBeGreaterThan(50_000);
    frame(1);
    expect(error()).toBe(-1);
  });

  it('forgets a fast frame after some minutes, so that two clocks may drift', () => {
    const { frame, pass, error } = createWorld();
    frame(1);
    for (let minute = 0; minute < 7; minute += 1) {
      pass(60_000);
      frame(40);
    }
    expect(error()).toBe(-40);
  });
});
