import type { AlarmSeverity } from '#shared/model/alarm.ts';
import type { IncidentPlace } from '#shared/model/incident.ts';
import type { IncidentSource } from '#shared/rules/incidentSource.ts';

/** An alarm as incidents need to know it. */
export interface AlarmSource {
  readonly name: string;
  readonly area: IncidentPlace['area'] | null;
  readonly point: IncidentPlace['point'];
  readonly severity: AlarmSeverity;
  readonly text: string | null;
  readonly simulated: boolean;
}

/** What an alarm says. */
export function toAlarmSource(alarm: AlarmSource, regency: IncidentPlace['area']): IncidentSource {
  return {
    title: alarm.name.slice(0, 160),
    kind: 'other',
    severity: alarm.severity,
    place: { area: alarm.area ?? regency, point: alarm.point, text: null },
    text: alarm.text,
    simulated: alarm.simulated,
  };
}
