import { expect, it } from 'vitest';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { createWalls, type WallNews } from '../../../../../server/domain/walls/createWalls.ts';
import { createLossyStore } from '../../../../support/lossyStore.ts';
import { buildWall } from '../../../../support/walls.ts';

const by = toSystemActor('ani');

/** Two paired walls, whose credentials are `c1` and `c2`, over a store that can lose its answers. */
async function open() {
  const store = createLossyStore();
  let count = 0;
  const walls = createWalls({
    store,
    now: () => 1_000,
    randomId: () => `u${count}`,
    randomSecret() {
      count += 1;
      return `c${count}`;
    },
    hash: (text) => `#${text}`,
  });
  const { setup } = buildWall('x').body;
  for (const name of ['kiri', 'kanan']) await walls.pair({ name, setup }, by);
  const news: Pick<WallNews, 'uid' | 'before' | 'wall'>[] = [];
  walls.onChange(({ uid, before, wall }) => news.push({ uid, before, wall }));
  const lose = async (work: () => Promise<unknown>, isDeaf = false): Promise<void> => {
    store.lose(isDeaf);
    await expect(work()).rejects.toThrow('unavailable');
    store.mend();
  };
  return { walls, news, lose };
}

it('lets no wall in that was unpaired though the answer was lost, and tells of it', async () => {
  const { walls, news, lose } = await open();
  await lose(() => walls.unpair('kiri', by));
  expect(await walls.findByCredential('c1')).toBeNull();
  expect(news).toMatchObject([{ uid: 'u1', before: { name: 'kiri' }, wall: null }]);
});

it('finds that out with the next look where the store could not be read', async () => {
  const { walls, news, lose } = await open();
  await lose(() => walls.unpair('kiri', by), true);
  expect(news).toEqual([]);
  expect(await walls.findByCredential('c1')).toBeNull();
  expect(news).toHaveLength(1);
});

it('knows a wall that was renamed or changed though the answer was lost as the same one, and changes it again', async () => {
  const { walls, news, lose } = await open();
  await lose(() => walls.rename('kiri', 'tengah', by));
  await lose(() => walls.watch('kanan', false, by));
  expect(news).toMatchObject([
    { uid: 'u1', before: { name: 'kiri' }, wall: { name: 'tengah' } },
    { uid: 'u2', before: { body: { watched: true } }, wall: { body: { watched: false } } },
  ]);
  expect((await walls.findByCredential('c1'))?.name).toBe('tengah');
  for (const name of ['tengah', 'kanan']) expect(await walls.watch(name, true, by)).toBeNull();
});
