import type { Incident, IncidentLine, IncidentSummary } from '#shared/model/incident.ts';
import { incidentAt, toIncidentSummary } from '#shared/rules/incidentAt.ts';
import { createHeldRecords } from '../records/createHeldRecords.ts';
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
  /** As the store's; what was written is put here by the caller. */
  readonly changeRecords: RecordStore['changeRecords'];
}

const keptMs = 30 * 86_400_000;

/** Builds it; the store is read once, at the first look. `onFound` is told where a write was stored that seemed to fail. */
export function createIncidentBoard(
  store: RecordStore,
  now: () => number,
  onFound: () => void,
): IncidentBoard {
  const entries = new Map<string, BoardEntry>();
  const put = (incident: Incident): void => {
    const summary = toIncidentSummary(incident);
    if (summary) entries.set(incident.id, { summary, alarms: incident.alarms.map(({ id }) => id) });
  };
  const take = ({ id, version, body }: StoredRecord<IncidentBody>): boolean => {
    const known = entries.get(id)?.summary.version ?? 0;
    const incident = incidentAt({ id, version, log: body.log });
    const isNew = incident !== null && version > known && isKept(incident, now());
    if (isNew) put(incident);
    return isNew;
  };
  const { load, changeRecords } = createHeldRecords(store, {
    async read() {
      for (const record of await store.listRecords('incident')) take(record as StoredRecord<IncidentBody>);
    },
    async reread(keys) {
      for (const { id } of keys) {
        const record = (await store.getRecord('incident', id)) as StoredRecord<IncidentBody> | null;
        if (record && take(record)) onFound();
      }
    },
  });
  const listEntries = async (): Promise<readonly BoardEntry[]> => {
    await load();
    for (const [id, { summary }] of entries) if (!isKept(summary, now())) entries.delete(id);
    return [...entries.values()].sort((a, b) => compare(a.summary, b.summary));
  };
  return {
    put,
    changeRecords,
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
