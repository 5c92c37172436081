import { describe, expect, it } from 'vitest';
import { createBatcher } from '../../../../server/feeds/mqtt/createBatcher.ts';
import { pause } from '../../../support/pause.ts';

describe('a batcher', () => {
  it('works in order, batch after batch, and lets nobody in beyond its room', async () => {
    const done: number[][] = [];
    let release = (): void => undefined;
    const batcher = createBatcher<number>({
      maxBatch: 3,
      waitMs: 5,
      maxHeld: 5,
      work: async (items) => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        done.push([...items]);
      },
    });
    const room: number[] = [];
    for (let item = 0; item < 7; item += 1) batcher.add(item, () => room.push(item));
    expect(room).toEqual([0, 1, 2, 3]);
    expect(batcher.held).toBe(7);
    for (let round = 0; round < 3; round += 1) {
      await pause(10);
      release();
    }
    await pause(10);
    expect(done).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
    expect(room).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(batcher.held).toBe(0);
  });

  it('ends after the batch under way and gives up the rest', async () => {
    const done: number[] = [];
    const batcher = createBatcher<number>({
      maxBatch: 1,
      waitMs: 1,
      maxHeld: 10,
      work: async (items) => {
        await pause(20);
        done.push(...items);
      },
    });
    for (const item of [1, 2, 3]) batcher.add(item, () => undefined);
    await batcher.stop();
    expect(done).toEqual([1]);
    batcher.add(4, () => undefined);
    expect(batcher.held).toBe(0);
  });
});
