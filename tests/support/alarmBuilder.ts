import type { Alarm } from '../../shared/model/alarm.ts';

/** An alarm of a limit that waits for somebody; every field can be given. */
export function buildAlarm(given: Partial<Alarm> = {}): Alarm {
  return {
    id: 'river-high|32.16.09',
    rule: 'river-high',
    kind: 'limit',
    name: { id: 'Sungai tinggi', en: 'River high' },
    severity: 'major',
    priority: 'high',
    state: 'unacknowledged',
    active: true,
    area: null,
    indicator: null,
    subject: null,
    text: null,
    value: null,
    limit: null,
    point: null,
    raisedAt: 0,
    changedAt: 0,
    returnedAt: null,
    acknowledgedAt: null,
    shelvedUntil: null,
    escalatedAt: null,
    count: 1,
    victims: [],
    simulated: false,
    ...given,
  };
}
