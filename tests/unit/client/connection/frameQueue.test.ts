import { describe, expect, it } from 'vitest';
import { createFrameQueue } from '../../../../client/connection/frameQueue.ts';

function createWorld() {
  const commits: number[][] = [];
  let due: (() => void) | null = null;
  const queue = createFrameQueue<number>(
    (items) => void commits.push([...items]),
    (run) => {
      due = run;
      return () => {
        due = null;
      };
    },
  );
  return { queue, commits, paint: () => due?.(), isScheduled: () => due !== null };
}

describe('the frame queue', () => {
  it('hands on everything once per painted frame, in order', () => {
    const { queue, commits, paint, isScheduled } = createWorld();
    queue.push(1);
    queue.push(2);
    expect(commits).toEqual([]);
    paint();
    expect([commits, isScheduled()]).toEqual([[[1, 2]], false]);
    queue.push(3);
    paint();
    expect(commits).toEqual([[1, 2], [3]]);
  });

  it('leaves nothing scheduled when cleared', () => {
    const { queue, commits, isScheduled } = createWorld();
    queue.push(1);
    queue.clear();
    expect([commits, isScheduled()]).toEqual([[], false]);
  });

  it('does not grow while nothing is painted', () => {
    const { queue, commits } = createWorld();
    for (let item = 0; item < 1_200; item += 1) queue.push(item);
    expect(commits.map((items) => items.length)).toEqual([500, 500]);
  });
});
