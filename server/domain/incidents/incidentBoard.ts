import type { Incident, IncidentLine, IncidentSummary } from '#shared/model/incident.ts';
import { incidentAt, toIncidentSummary } from '#shared/rules/incidentAt.ts';
import { createOnce } from '../records/createOnce.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';

/** Body of an `incident` record. */
export interface IncidentBody {
  readonly log: readonly IncidentLine[];
  /** Hash of what it was made from, so that the same call again is known from another one. */
  readonly request: string;
  /** Keys of the last entries with who sent them, newest last. */
  readonly keys: readonly string[];
}

/** An incident on the board with the alarms that belong to it. */
interface BoardEntry {
  readonly summary: IncidentSummary;
  readonly alarms: readonly string[];
}

/** Short forms of all that is open or was closed lately: lists must not read every log that there ever was. */
export interface IncidentBoard {
  list(): Promise<readonly IncidentSummary[]>;
  /** Whatever was open after this instant is on the board. */
  since(): number;
  listEntries(): Promise<readonly BoardEntry[]>;
  /** Takes an incident as it is now. */
  put(incident: Incident): void;
}

const keptMs = 30 * 86_400_000;

/** Builds it; the store is read once, at the first look. */
export function createIncidentBoard(store: RecordStore, now: () => number): IncidentBoard {
  const entries = new Map<string, BoardEntry>();
  const put = (incident: Incident): void => {
    const summary = toIncidentSummary(incident);
    if (summary) entries.set(incident.id, { summary, alarms: incident.alarms.map(({ id }) => id) });
  };
  const read = async (): Promise<void> => {
    const records = (await store.listRecords('incident')) as readonly StoredRecord<IncidentBody>[];
    for (const { id, version, body } of records) {
      const known = entries.get(id)?.summary.version ?? 0;
      const incident = incidentAt({ id, version, log: body.log });
      if (incident && version > known && isKept(incident, now())) put(incident);
    }
  };
  const load = createOnce(read);
  const listEntries = async (): Promise<readonly BoardEntry[]> => {
    await load();
    for (const [id, { summary }] of entries) if (!isKept(summary, now())) entries.delete(id);
    return [...entries.values()].sort((a, b) => compare(a.summary, b.summary));
  };
  return {
    put,
    listEntries,
    list: async () => (await listEntries()).map(({ summary }) => summary),
    since: () => now() - keptMs,
  };
}

function isKept({ closedAt }: Pick<IncidentSummary, 'closedAt'>, now: number): boolean {
  return closedAt === null || closedAt > now - keptMs;
}

const rank = { critical: 0, major: 1, minor: 2 } as const;

/** Open ones first, the most severe and then the newest on top; closed ones by when they were closed. */
function compare(a: IncidentSummary, b: IncidentSummary): number {
  if (a.closedAt !== null && b.closedAt !== null) return b.closedAt - a.closedAt;
  if ((a.closedAt === null) !== (b.closedAt === null)) return a.closedAt === null ? -1 : 1;
  return rank[a.severity] - rank[b.severity] || b.openedAt - a.openedAt;
}
