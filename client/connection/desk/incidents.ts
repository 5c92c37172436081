import { z } from 'zod';
import { type AlarmDetail, alarmListSchema } from '#shared/model/alarm.ts';
import {
  type IncidentAnswer,
  type IncidentEntry,
  type IncidentList,
  incidentAnswerSchema,
  incidentListSchema,
  type NewIncident,
} from '#shared/model/incident.ts';
import { regionEventSchema } from '#shared/model/regionEvent.ts';
import { ask } from './request.ts';

const path = '/api/v1/incidents';
const instant = z.iso.datetime().transform((text) => Date.parse(text));
const events = z.object({
  items: z.array(
    regionEventSchema.extend({ startsAt: instant, endsAt: instant.nullable(), recordedAt: instant }),
  ),
});
export type ToldEvents = z.infer<typeof events>['items'];

/** Open incidents, or those closed lately; `limit` of them. */
export const fetchIncidents = (state: 'open' | 'closed', limit: number): Promise<IncidentList> =>
  ask(`${path}?${new URLSearchParams({ state, limit: String(limit) })}`, { schema: incidentListSchema });

/** One incident with its log. */
export const fetchIncident = (id: string): Promise<IncidentAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: incidentAnswerSchema });

/** Makes an incident; the same key gives the same one. */
export const openIncident = (body: NewIncident): Promise<IncidentAnswer> =>
  ask(path, { method: 'POST', body, schema: incidentAnswerSchema });

/** Adds a line to an incident. */
export const enterIncident = (id: string, body: IncidentEntry): Promise<IncidentAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}/entries`, { method: 'POST', body, schema: incidentAnswerSchema });

/** Alarms that stand, of which any may be linked. */
export const fetchStandingAlarms = async (): Promise<readonly AlarmDetail[]> =>
  (await ask('/api/v1/alarms', { schema: alarmListSchema })).items;

const dayMs = 86_400_000;

/** What happened lately by the public feeds, newest first. */
export async function fetchEvents(): Promise<ToldEvents> {
  const from = new Date(Date.now() - 3 * dayMs).toISOString();
  const { items } = await ask(`/api/v1/events?${new URLSearchParams({ from })}`, { schema: events });
  return [...items].sort((a, b) => b.startsAt - a.startsAt);
}
