import { areaCodeSchema } from '../../shared/model/ids.ts';
import type { Incident, IncidentDeed, IncidentLine, NewIncident } from '../../shared/model/incident.ts';
import { incidentAt } from '../../shared/rules/incidentAt.ts';

/** When the built incidents begin. */
export const openedAt = Date.parse('2026-11-23T07:32:00Z');

const by = { id: 'ani', name: 'Ani' };

/** How a built incident was opened. */
export const opening: Extract<IncidentDeed, { kind: 'opened' }> = {
  kind: 'opened',
  title: 'Banjir di Jalan Raya Setu',
  incidentKind: 'flood',
  severity: 'major',
  place: { area: areaCodeSchema.parse('32.16.18'), point: [107.04, -6.37], text: 'depan pasar' },
  origin: { kind: 'hand', id: null },
  text: 'Laporan warga lewat 112',
  simulated: false,
};

/** A log of these deeds, one a minute, after the opening. */
export function buildLog(...deeds: readonly IncidentDeed[]): IncidentLine[] {
  return [opening, ...deeds].map((deed, index) => ({
    n: index + 1,
    at: openedAt + index * 60_000,
    by,
    deed,
  }));
}

/** The incident of such a log. */
export function buildIncident(...deeds: readonly IncidentDeed[]): Incident {
  const incident = incidentAt({ id: 'x', version: deeds.length + 1, log: buildLog(...deeds) });
  if (!incident) throw new Error('no incident');
  return incident;
}

/** A body that makes one by hand. */
export function buildNewIncident(more: Partial<NewIncident> = {}): NewIncident {
  const { title, severity, place, text } = opening;
  return {
    key: 'incident-0001',
    origin: { kind: 'hand', id: null },
    title,
    kind: 'flood',
    severity,
    place,
    text,
    ...more,
  };
}
