const scenes = [{ id: 'a', scene: 'peta', dwellSeconds: 30 }];
const setup = { title: 'x', group: null, tile: null, scenes, holdOnCritical: true, lang: 'id' };
const nowhere = '/api/v1/walls/nowhere';

/** Bodies about walls to be broken; one that comes out whole is stopped by a wall, or a code, that is not there. */
export const badWallTargets = [
  {
    method: 'POST',
    path: '/api/v1/walls/pairings/claim',
    count: 300,
    base: { code: 'ACDEFG', secret: 'x'.repeat(43) },
    as: 'nobody',
    looks: true,
  },
  { method: 'PUT', path: nowhere, count: 400, base: { revision: 1, setup }, as: 'admin' },
  {
    method: 'POST',
    path: `${nowhere}/show`,
    count: 300,
    base: { view: { scene: 'peta' }, seconds: null },
    as: 'admin',
  },
  {
    method: 'POST',
    path: `${nowhere}/message`,
    count: 300,
    base: { text: 'x', tone: 'info', seconds: 60 },
    as: 'admin',
  },
  { method: 'POST', path: `${nowhere}/rename`, count: 100, base: { name: 'x-y' }, as: 'admin' },
] as const;
