import type { AlarmRule } from '../../shared/model/alarm.ts';

/** A rule as an admin writes it: urgent while the river stands above 300 cm, at once. */
export function buildRiverRule(guidance: AlarmRule['guidance']) {
  const indicator = 'environment-river-level';
  return {
    id: 'river-high',
    name: { id: 'Muka air sungai tinggi', en: 'River level high' },
    severity: 'critical',
    priority: 'urgent',
    condition: {
      kind: 'limit',
      indicator,
      side: 'above',
      limit: 300,
      deadBand: 10,
      delaySeconds: 0,
      clearSeconds: 0,
      count: 1,
    },
    guidance,
    display: { scene: 'pilar', pillar: 'environment', indicator },
    escalateAfterSeconds: null,
    suppressedBy: [],
  };
}
