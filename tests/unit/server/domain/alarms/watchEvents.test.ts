import { describe, expect, it } from 'vitest';
import { alarmSchema } from '#shared/model/alarm.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { quakeHoldsMs } from '#shared/rules/alarmTouch.ts';
import { createEventWatch } from '../../../../../server/domain/alarms/watchEvents.ts';
import { buildRule, buildStoredAlarm, listAreas } from '../../../../support/alarmBuilders.ts';
import { buildEvent } from '../../../../support/liveBuilders.ts';

const now = Date.UTC(2026, 10, 28);
const areas = listAreas(3);
const warning = buildRule('weather', { condition: { kind: 'warning', least: 'moderate' } });
const near = buildRule('near', { condition: { kind: 'quake', leastMagnitude: 5, withinKm: 300 } });
const far = buildRule('far', { condition: { kind: 'quake', leastMagnitude: 6, withinKm: 800 } });
const look = (events: readonly RegionEvent[], at = now) =>
  createEventWatch({ rules: () => [warning, near, far, buildRule('limit')], events: () => events }).list(at);

describe('the watch of events', () => {
  it('tells a warning in the words of its source, for its one area or for each of many', () => {
    const event = buildEvent('w', { areas: areas.slice(0, 1), title: 'Hujan petir' });
    expect(look([event])).toMatchObject([
      { id: 'weather|w', subject: 'w', text: 'Hujan petir', area: areas[0], victims: [], simulated: false },
    ]);
    const wide = { ...event, areas, origin: 'simulated' as const };
    expect(look([wide])).toMatchObject([{ id: 'weather|w', area: null, victims: areas, simulated: true }]);
  });

  it('is over with the warning, and when an update makes it less grave', () => {
    const event = buildEvent('w', { areas, endsAt: now + 1_000 });
    expect(look([event], now + 1_000)).toEqual([]);
    expect(look([{ ...event, severity: 'minor' }])).toEqual([]);
    expect(look([{ ...event, severity: 'extreme' }]).map(({ id }) => id)).toEqual(['weather|w']);
    expect(look([{ ...event, state: 'cancelled' }])).toEqual([]);
  });

  it('tells a quake by each rule that it fits, with its size and place, for an hour from when it was', () => {
    const quake = buildEvent('q', {
      kind: 'quake',
      magnitude: 6.2,
      distanceKm: 40,
      startsAt: now,
      point: [107, -6],
    });
    expect(look([quake]).map(({ id, value, point }) => [id, value, point])).toEqual([
      ['near|q', 6.2, [107, -6]],
      ['far|q', 6.2, [107, -6]],
    ]);
    // Heard of late, it is raised late or not at all.
    expect(look([quake], now + quakeHoldsMs - 1)).toHaveLength(2);
    expect(look([quake], now + quakeHoldsMs)).toEqual([]);
  });

  it('keeps apart events whose long names only differ at the end, and each alarm has a name that fits', () => {
    const [a, b] = ['1', '2'].map((end) => buildEvent(`${'x'.repeat(159)}${end}`, { areas }));
    const long = { ...warning, id: 'r'.repeat(60) };
    const found = createEventWatch({ rules: () => [long], events: () => [a!, b!] }).list(now);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    for (const condition of found)
      expect(alarmSchema.safeParse(buildStoredAlarm(condition).alarm).success).toBe(true);
  });
});
