import type { Target } from './badJson.ts';

const rule = {
  id: 'pm25-bad',
  name: { id: 'Uji', en: 'Test' },
  severity: 'minor',
  priority: 'low',
  condition: {
    kind: 'limit',
    indicator: 'environment-pm25',
    side: 'above',
    limit: 100,
    deadBand: 10,
    delaySeconds: 0,
    clearSeconds: 0,
    count: 1,
  },
  guidance: { meaning: { id: 'kosong', en: 'none' } },
  display: { scene: 'peta' },
  escalateAfterSeconds: null,
  suppressedBy: [],
};
const service = { outOfService: true, reason: 'pemeliharaan', until: '2026-10-31T16:59:59.000Z' };
const actions = '/api/v1/alarms/actions';

/** Bodies of the routes of alarms; each names an alarm that is not there, or leaves out what it must say. */
export const alarmTargets: readonly Target[] = [
  ...[
    { action: 'shelve', ids: ['no|such'], minutes: 15, comment: 'menunggu' },
    { action: 'assign', ids: ['no|such'], to: 'nobody' },
  ].map((base) => ({ method: 'POST', path: actions, count: 500, base, as: 'admin' as const })),
  {
    method: 'POST',
    path: '/api/v1/alarms',
    count: 500,
    base: { text: 'x', severity: 'minor', priority: 'low', area: null },
    as: 'admin',
  },
  {
    method: 'PUT',
    path: '/api/v1/alarms/rules/pm25-bad',
    count: 600,
    base: { version: 0, rule },
    as: 'admin',
  },
  { method: 'POST', path: '/api/v1/alarms/rules/pm25-bad/service', count: 300, base: service, as: 'admin' },
];
