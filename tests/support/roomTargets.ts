import type { Target } from './badJson.ts';

/** What operators of the room send. */
export const roomTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/incidents',
    count: 700,
    base: {
      key: 'fuzz-0001',
      origin: { kind: 'event', id: 'nowhere' },
      place: { area: '32.16.18', point: [107, -6], text: 'x' },
    },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/incidents/nothing/entries',
    count: 400,
    base: { kind: 'task', key: 'fuzz-0002', text: 'x', owner: null, dueAt: '2026-10-31T16:59:59.000Z' },
    as: 'admin',
  },
];
