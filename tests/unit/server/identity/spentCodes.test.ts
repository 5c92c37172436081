import { expect, it } from 'vitest';
import { createSpentCodes } from '../../../../server/identity/spentCodes.ts';

it('takes a code of a person once, and again only when it was given back', async () => {
  const codes = createSpentCodes();
  const many = await Promise.all(Array.from({ length: 5 }, () => codes.spend('a', '123456')));
  expect(many.filter(Boolean)).toHaveLength(1);
  expect(await codes.spend('a', '123457')).toBe(true);
  expect(await codes.spend('b', '123456')).toBe(true);
  await codes.giveBack('a', '123456');
  expect([await codes.spend('a', '123456'), await codes.spend('a', '123456')]).toEqual([true, false]);
});
