import { describe, expect, it } from 'vitest';
import { createLinkWatch } from '../../../../client/connection/linkWatch.ts';

function createWorld() {
  let monotonic = 1_000;
  let wall = 1_000_000;
  const watch = createLinkWatch({ monotonic: () => monotonic, wall: () => wall });
  return {
    watch,
    pass(ms: number) {
      monotonic += ms;
      wall += ms;
    },
    sleep(ms: number) {
      wall += ms;
    },
  };
}

describe('the link of a screen', () => {
  it('is connecting until something was heard, and cut when that takes 15 s', () => {
    const { watch, pass } = createWorld();
    expect(watch.judge()).toBe('connecting');
    pass(15_001);
    expect(watch.judge()).toBe('cut');
  });

  it('is live, catching up after 5 s and cut after 15 s of silence', () => {
    const { watch, pass } = createWorld();
    watch.hear();
    watch.setBehind(false);
    pass(5_000);
    expect(watch.judge()).toBe('live');
    pass(1);
    expect(watch.judge()).toBe('catching-up');
    pass(10_000);
    expect(watch.judge()).toBe('cut');
    watch.hear();
    expect(watch.judge()).toBe('live');
  });

  it('is catching up while it knows that something is missing', () => {
    const { watch } = createWorld();
    watch.hear();
    expect(watch.judge()).toBe('catching-up');
  });

  it('is cut after a sleep in which monotonic time stood still, until a frame arrives', () => {
    const { watch, pass, sleep } = createWorld();
    watch.hear();
    watch.setBehind(false);
    pass(500);
    sleep(8 * 3_600_000);
    expect(watch.judge()).toBe('cut');
    expect(watch.judge()).toBe('cut');
    watch.hear();
    expect(watch.judge()).toBe('live');
  });

  it('takes what was held up on the way for as old as it is', () => {
    const { watch, pass } = createWorld();
    watch.hear();
    watch.setBehind(false);
    pass(20_000);
    watch.hear(18_000);
    expect(watch.judge()).toBe('cut');
    watch.hear(6_000);
    expect(watch.judge()).toBe('catching-up');
    watch.hear(20);
    expect(watch.judge()).toBe('live');
    watch.hear(9_000);
    expect(watch.judge()).toBe('live');
  });
});
