import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createTurns, createTurnsOf } from '../../../../../server/domain/people/createTurns.ts';

it('lets works run one after another in the order they came, also past one that fails', async () => {
  const work = fc.record({ steps: fc.nat(5), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(work, { maxLength: 12 }), async (works) => {
      const inTurn = createTurns();
      const order: number[] = [];
      let running = 0;
      const results = await Promise.allSettled(
        works.map(({ steps, fails }, index) =>
          inTurn(async () => {
            running += 1;
            expect(running).toBe(1);
            for (let step = 0; step < steps; step += 1) await Promise.resolve();
            running -= 1;
            order.push(index);
            if (fails) throw new Error(String(index));
            return index;
          }),
        ),
      );
      expect(order).toEqual(works.map((_, index) => index));
      expect(results.map(({ status }) => status === 'rejected')).toEqual(works.map(({ fails }) => fails));
    }),
    { seed: 3216 },
  );
});

it('lets works of one id wait for each other, also past one that failed, and for no other id', async () => {
  const inTurn = createTurnsOf();
  const order: string[] = [];
  let finish = (): void => undefined;
  const held = inTurn('a', () => new Promise<void>((resolve) => (finish = resolve)));
  const say = (word: string) => async () => void order.push(word);
  const failed = inTurn('a', () => Promise.reject(new Error('x')));
  const last = inTurn('a', say('a'));
  await inTurn('b', say('b'));
  finish();
  await Promise.all([held, last, expect(failed).rejects.toThrow('x')]);
  await inTurn('a', say('again'));
  expect(order).toEqual(['b', 'a', 'again']);
});
