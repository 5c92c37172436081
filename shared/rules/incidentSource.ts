import type { AlarmSeverity } from '../model/alarm.ts';
import type { IncidentKind, IncidentPlace } from '../model/incident.ts';
import type { RegionEvent } from '../model/regionEvent.ts';

/** What an alarm or event says of the incident that is made from it. */
export interface IncidentSource {
  readonly title: string;
  readonly kind: IncidentKind;
  readonly severity: AlarmSeverity;
  readonly place: IncidentPlace;
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

/** What of an event an incident takes over. */
export type ToldEvent = Pick<
  RegionEvent,
  'title' | 'kind' | 'severity' | 'areas' | 'point' | 'felt' | 'text' | 'origin'
>;

/** What an event of a public feed says. `regency` stands where it touches several areas or none. */
export function toEventSource(event: ToldEvent, regency: IncidentPlace['area']): IncidentSource {
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
