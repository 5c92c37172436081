import type { AlarmRule } from '#shared/model/alarm.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { isTouched } from '#shared/rules/alarmTouch.ts';
import { type ActiveCondition, type ConditionWatch, noFacts } from './condition.ts';

/** Watches warnings and quakes of the public feeds. What is over when it is heard of was never ours to raise (`isTouched`). */
export function createEventWatch(parts: {
  readonly rules: () => readonly AlarmRule[];
  readonly events: () => readonly RegionEvent[];
}): ConditionWatch {
  return {
    list: (now) =>
      parts.rules().flatMap((rule) =>
        rule.condition.kind === 'warning' || rule.condition.kind === 'quake'
          ? parts
              .events()
              .filter((event) => isTouched(rule.condition, event, now))
              .map((event) => toCondition(rule, event))
          : [],
      ),
  };
}

function toCondition(rule: AlarmRule, event: RegionEvent): ActiveCondition {
  const [area] = event.areas;
  return {
    ...noFacts,
    id: `${rule.id}|${event.id}`,
    rule,
    // A warning for many areas concerns the whole region.
    area: event.areas.length === 1 && area ? area : null,
    subject: event.id,
    text: event.title,
    value: event.magnitude ?? null,
    point: event.point,
    victims: event.areas.length > 1 ? [...event.areas] : [],
    simulated: event.origin === 'simulated',
  };
}
