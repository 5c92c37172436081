import type { AlarmCondition } from '../model/alarm.ts';
import { eventSeverities } from '../model/lists.ts';
import type { RegionEvent } from '../model/regionEvent.ts';

/** A quake has no end of its own: for this long it is something to act on. Milliseconds. */
export const quakeHoldsMs = 3_600_000;

/**
 * True while an event makes a rule of the kinds `warning` or `quake` active: a warning that touches an area of the region and is in
 * force, a quake near and strong enough within the last hour. What is over when we hear of it was never active here.
 */
export function isTouched(condition: AlarmCondition, event: RegionEvent, now: number): boolean {
  if (event.state !== 'active') return false;
  if (condition.kind === 'warning') {
    const isGrave = eventSeverities.indexOf(event.severity) <= eventSeverities.indexOf(condition.least);
    return event.kind === 'warning' && isGrave && event.areas.length > 0 && isInForce(event, now);
  }
  if (condition.kind === 'quake') {
    const isNear = (event.distanceKm ?? Number.POSITIVE_INFINITY) <= condition.withinKm;
    const isStrong = (event.magnitude ?? 0) >= condition.leastMagnitude;
    const isRecent = now >= event.startsAt && now < event.startsAt + quakeHoldsMs;
    return event.kind === 'quake' && isNear && isStrong && isRecent;
  }
  return false;
}

/** A warning may come before its time: it is announced when it is known, and is over at its end. */
function isInForce({ endsAt }: RegionEvent, now: number): boolean {
  return endsAt === null || now < endsAt;
}
