import type { StoredAlarm } from './domain/alarms/alarmStore.ts';
import type { OpenAlarm } from './domain/shifts/handoverSources.ts';
import type { Store } from './domain/store.ts';

/** An alarm as the handover sheet takes it. */
export function toOpenAlarm({ alarm, acknowledgedBy }: StoredAlarm): OpenAlarm {
  const { id, name, area, subject, text, state, priority, severity } = alarm;
  const { raisedAt, shelvedUntil, escalatedAt, simulated } = alarm;
  return {
    ...{ id, name, area, subject, text, state, priority, severity },
    ...{ raisedAt, acknowledgedBy, shelvedUntil, escalatedAt, simulated },
  };
}

const entriesRead = 50;

/** The last thing that a person wrote to an alarm; it stands in the audit. */
export async function findLastComment(
  store: Pick<Store, 'listAudit'>,
  alarm: string,
): Promise<string | null> {
  const entries = await store.listAudit({
    subject: alarm,
    action: 'alarm.',
    ofReadings: false,
    limit: entriesRead,
  });
  for (const { actor, after } of entries) {
    const comment = (after as { comment?: unknown } | undefined)?.comment;
    if (actor.startsWith('user:') && typeof comment === 'string' && comment !== '') return comment;
  }
  return null;
}

/** How many alarms were raised in a span; nobody counts incidents yet. */
export async function countBegun(
  store: Pick<Store, 'listRaises'>,
  from: number,
  to: number,
): Promise<{ alarms: number | null; incidents: number | null }> {
  const raises = await store.listRaises(from);
  return { alarms: raises.filter(({ at }) => at <= to).length, incidents: null };
}
