import { describe, expect, it } from 'vitest';
import type { AlarmCondition } from '#shared/model/alarm.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { isTouched, quakeHoldsMs } from '#shared/rules/alarmTouch.ts';
import { buildEvent } from '../../../support/liveBuilders.ts';

const now = Date.UTC(2026, 10, 28, 5);
const hour = 3_600_000;
const areas = ['32.16.09' as AreaCode];

describe('a warning', () => {
  const condition: AlarmCondition = { kind: 'warning', least: 'moderate' };
  const warning = buildEvent('w', { severity: 'severe', areas, startsAt: now - hour, endsAt: now + hour });
  const touched = (more: Partial<RegionEvent>, at = now): boolean =>
    isTouched(condition, { ...warning, ...more }, at);

  it('touches from when it is known until its end, also before its time', () => {
    expect(touched({})).toBe(true);
    expect(touched({ startsAt: now + hour, endsAt: now + 2 * hour })).toBe(true);
    expect(touched({ endsAt: null })).toBe(true);
    expect(touched({}, now + hour - 1)).toBe(true);
    expect(touched({}, now + hour)).toBe(false);
  });

  it.each([
    ['ended', { state: 'ended' as const }],
    ['cancelled', { state: 'cancelled' as const }],
    ['for no area of the region', { areas: [] }],
    ['less grave than asked for', { severity: 'minor' as const }],
    ['of unknown severity', { severity: 'unknown' as const }],
    ['a quake', { kind: 'quake' as const }],
    ['over when it is heard of', { startsAt: now - 5 * hour, endsAt: now - 4 * hour }],
  ])('does not when it is %s', (_case, more) => {
    expect(touched(more)).toBe(false);
  });

  it('counts what is just as grave', () => {
    expect(touched({ severity: 'moderate' })).toBe(true);
    expect(touched({ severity: 'extreme' })).toBe(true);
  });
});

describe('a quake', () => {
  const condition: AlarmCondition = { kind: 'quake', leastMagnitude: 5, withinKm: 300 };
  const quake = buildEvent('q', { kind: 'quake', magnitude: 5, distanceKm: 300, startsAt: now });
  const touched = (more: Partial<RegionEvent>, at = now): boolean =>
    isTouched(condition, { ...quake, ...more }, at);

  it('touches for an hour from when it happened', () => {
    expect(touched({})).toBe(true);
    expect(touched({}, now + quakeHoldsMs - 1)).toBe(true);
    expect(touched({}, now + quakeHoldsMs)).toBe(false);
    expect(touched({}, now - 1)).toBe(false);
  });

  it.each([
    ['too weak', { magnitude: 4.9 }],
    ['too far', { distanceKm: 300.1 }],
    ['ended', { state: 'ended' as const }],
    ['a warning', { kind: 'warning' as const }],
  ])('does not when it is %s', (_case, more) => {
    expect(touched(more)).toBe(false);
  });

  it('does not when its size or distance is not known: nothing is made up', () => {
    const { magnitude: _size, ...unsized } = quake;
    const { distanceKm: _far, ...unplaced } = quake;
    expect(isTouched(condition, unsized, now)).toBe(false);
    expect(isTouched(condition, unplaced, now)).toBe(false);
  });
});

it('limits, silence and hands are not touched by events', () => {
  const event = buildEvent('w', { areas, startsAt: now, endsAt: null });
  expect(isTouched({ kind: 'manual' }, event, now)).toBe(false);
  expect(isTouched({ kind: 'silence', of: 'link', delaySeconds: 0 }, event, now)).toBe(false);
});
