import type { Target } from './badJson.ts';

/** What those who lead send to freeze; two things are wrong with it, so that mending one by chance makes no pack. */
export const packTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/packs',
    count: 400,
    base: { key: 'fuzz-0001', title: 'x', pillar: 'nowhere' },
    as: 'admin',
  },
];
