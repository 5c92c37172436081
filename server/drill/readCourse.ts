import { z } from 'zod';
import { alarmDeeds, alarmSchema } from '#shared/model/alarm.ts';
import type { DrillDeed, DrillIncident } from '#shared/rules/drillReport.ts';
import type { AuditEntry, AuditStore } from '../domain/audit/auditStore.ts';

/** What the audit keeps of an alarm's step. */
const alarmAfter = alarmSchema.pick({ rule: true, name: true, area: true, severity: true });
const deedSchema = z.enum(alarmDeeds);

/** What it keeps of an incident's line, as far as the report asks. */
const incidentAfter = z.object({
  deed: z.union([
    z.object({
      kind: z.literal('opened'),
      title: z.string(),
      origin: z.object({ kind: z.string(), id: z.string().nullable() }),
    }),
    z.object({ kind: z.literal('alarm'), id: z.string(), text: z.string() }),
  ]),
});

const pageSize = 1_000;
/** What people and alarms can do in the longest drill fits well within. */
const mostEntries = 50_000;

/** Everything that was done to alarms and incidents, from the audit of the drill's own store; in order of time. */
export async function readCourse(
  store: Pick<AuditStore, 'listAudit'>,
): Promise<{ deeds: DrillDeed[]; incidents: DrillIncident[] }> {
  const deeds = (await readAll(store, 'alarm.')).flatMap(toDeed);
  const incidents = (await readAll(store, 'incident.')).flatMap(toIncident);
  return { deeds, incidents };
}

async function readAll(store: Pick<AuditStore, 'listAudit'>, action: string): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  let before: number | undefined;
  while (all.length < mostEntries) {
    const page = await store.listAudit({
      action,
      limit: pageSize,
      ...(before === undefined ? {} : { before }),
    });
    all.push(...page);
    before = page.at(-1)?.n;
    if (page.length < pageSize) break;
  }
  return all.reverse();
}

function toBy({ actor, label }: AuditEntry): string | null {
  return actor.startsWith('system:') ? null : label;
}

function toDeed(entry: AuditEntry): DrillDeed[] {
  const deed = deedSchema.safeParse(entry.action.slice('alarm.'.length));
  const after = alarmAfter.safeParse(entry.after);
  if (!deed.success || !after.success) return [];
  return [{ at: entry.at, alarm: entry.subject, deed: deed.data, by: toBy(entry), ...after.data }];
}

function toIncident(entry: AuditEntry): DrillIncident[] {
  const after = incidentAfter.safeParse(entry.after);
  if (!after.success) return [];
  const { deed } = after.data;
  const common = { at: entry.at, by: toBy(entry) };
  if (deed.kind === 'alarm') return [{ ...common, alarm: deed.id, title: deed.text }];
  const alarm = deed.origin.kind === 'alarm' ? deed.origin.id : null;
  return [{ ...common, alarm, title: deed.title }];
}
