import type { AlarmSeverity } from '#shared/model/alarm.ts';
import type { IncidentKind, IncidentPlace } from '#shared/model/incident.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';

/** What an alarm or event says of the incident that is made from it. */
export interface IncidentSource {
  readonly title: string;
  readonly kind: IncidentKind;
  readonly severity: AlarmSeverity;
  readonly place: IncidentPlace;
  readonly text: string | null;
  readonly simulated: boolean;
}

/** An alarm as incidents need to know it. */
export interface AlarmSource {
  readonly name: string;
  readonly area: IncidentPlace['area'] | null;
  readonly point: IncidentPlace['point'];
  readonly severity: AlarmSeverity;
  readonly text: string | null;
  readonly simulated: boolean;
}

const kindOf: Readonly<Record<RegionEvent['kind'], IncidentKind>> = {
  warning: 'weather',
  quake: 'quake',
  'flood-report': 'flood',
};

const severityOf: Readonly<Record<RegionEvent['severity'], AlarmSeverity>> = {
  extreme: 'critical',
  severe: 'major',
  moderate: 'minor',
  minor: 'minor',
  unknown: 'minor',
};

/** What an event of a public feed says. `regency` stands where it touches several areas or none. */
export function toEventSource(event: RegionEvent, regency: IncidentPlace['area']): IncidentSource {
  const [only] = event.areas.length === 1 ? event.areas : [];
  return {
    title: event.title.slice(0, 160),
    kind: kindOf[event.kind],
    severity: severityOf[event.severity],
    place: { area: only ?? regency, point: event.point, text: event.felt?.slice(0, 200) ?? null },
    text: event.text?.slice(0, 1_000) || null,
    simulated: event.origin === 'simulated',
  };
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
