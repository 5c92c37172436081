import type {
  Incident,
  IncidentDeed,
  IncidentEntry,
  IncidentLine,
  IncidentOrigin,
  IncidentPlace,
  IncidentSummary,
  IncidentWho,
  NewIncident,
} from '#shared/model/incident.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { type IncidentRecord, incidentAt } from '#shared/rules/incidentAt.ts';
import { type IncidentSource, toEventSource } from '#shared/rules/incidentSource.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import { IdempotencyConflictError, RecordConflictError } from '../storeErrors.ts';
import { checkEntry, type IncidentFault } from './checkEntry.ts';
import { createIncidentBoard, type IncidentBoard, type IncidentBody } from './incidentBoard.ts';
import { type AlarmSource, toAlarmSource } from './incidentSource.ts';
import { toDeed } from './toDeed.ts';

/** How a change ended. */
export type IncidentOutcome =
  | { readonly kind: 'done'; readonly incident: Incident }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'refused'; readonly faults: readonly IncidentFault[] };

/** Needs of `createIncidents`. */
export interface IncidentParts {
  readonly store: RecordStore;
  readonly now: () => number;
  readonly hash: (text: string) => string;
  readonly isArea: (code: string) => boolean;
  /** Code of the whole region. */
  readonly regency: IncidentPlace['area'];
  readonly event: (id: string) => RegionEvent | undefined;
  readonly alarm: (id: string) => AlarmSource | undefined;
  /** People who may lead. */
  readonly crew: () => Promise<readonly IncidentWho[]>;
  /** True for every server but a live one: all that happens there is simulated. */
  readonly isSimulated: boolean;
  readonly onChange: () => void;
}

/** Incidents and their logs. */
export interface Incidents {
  /** Open ones first, then those closed in the last 30 days; newest first. */
  list(): Promise<readonly IncidentSummary[]>;
  find(id: string): Promise<Incident | null>;
  /** Those that were open at an instant, as they stood then; what is long past reads every log there is. */
  listAt(at: number): Promise<readonly Incident[]>;
  /** How many were opened in a span, both ends inclusive. */
  countOpened(from: number, to: number): Promise<number>;
  /** The same call by the same person again gives what it made; throws `IdempotencyConflictError` for another one of that key. */
  open(wanted: NewIncident, by: Actor): Promise<IncidentOutcome>;
  /** Adds one line, once for each key; throws `RecordConflictError` where the sender looked at another version. */
  enter(id: string, entry: IncidentEntry, by: Actor): Promise<IncidentOutcome>;
}

const keptKeys = 50;
const maxOpen = 500;

type Stored = StoredRecord<IncidentBody>;

/** Builds the use case; changes run one after another. */
export function createIncidents(parts: IncidentParts): Incidents {
  const board = createIncidentBoard(parts.store, parts.now, parts.onChange);
  const inTurn = createTurns();
  return {
    list: board.list,
    find: async (id) => toIncident(await read(parts, id)),
    listAt: async (at) =>
      (await readFrom(parts, board, { from: at, to: at })).flatMap((record) => {
        const incident = incidentAt(record, at);
        return incident && incident.state !== 'closed' ? [incident] : [];
      }),
    countOpened: (from, to) => countOpened(parts, board, { from, to }),
    open: (wanted, by) => inTurn(() => openIncident(parts, board, { wanted, by })),
    enter: (id, entry, by) => inTurn(() => enterLine(parts, board, { id, entry, by })),
  };
}

async function read({ store }: IncidentParts, id: string): Promise<Stored | null> {
  return (await store.getRecord('incident', id)) as Stored | null;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Everything that was open within a span, with some that was not. The board knows all that is not long past. */
async function readFrom(
  parts: IncidentParts,
  board: IncidentBoard,
  { from, to }: Span,
): Promise<readonly IncidentRecord[]> {
  if (from < board.since()) return readAll(parts);
  const wanted = (await board.list()).filter(
    ({ openedAt, closedAt }) => openedAt <= to && (closedAt === null || closedAt > from),
  );
  const records = await Promise.all(wanted.map(({ id }) => read(parts, id)));
  return records.flatMap((record) => record ?? []).map(toRecord);
}

async function countOpened(parts: IncidentParts, board: IncidentBoard, { from, to }: Span): Promise<number> {
  const opened =
    from < board.since()
      ? (await readAll(parts)).map(({ log: [first] }) => first?.at ?? Number.NaN)
      : (await board.list()).map(({ openedAt }) => openedAt);
  return opened.filter((at) => at >= from && at <= to).length;
}

async function readAll({ store }: IncidentParts): Promise<IncidentRecord[]> {
  const records = (await store.listRecords('incident')) as readonly Stored[];
  return records.map(toRecord);
}

function toRecord({ id, version, body }: Stored): IncidentRecord {
  return { id, version, log: body.log };
}

function toIncident(record: Stored | null): Incident | null {
  return record && incidentAt(toRecord(record));
}

const refuse = (pointer: string, code: string, params: IncidentFault['params'] = {}): IncidentOutcome => ({
  kind: 'refused',
  faults: [{ pointer, code, params }],
});

async function openIncident(
  parts: IncidentParts,
  board: IncidentBoard,
  { wanted, by }: { wanted: NewIncident; by: Actor },
): Promise<IncidentOutcome> {
  const { hash, now } = parts;
  const id = hash(`incident|${by.id}|${wanted.key}`).slice(0, 20);
  const request = hash(JSON.stringify(wanted));
  const known = await read(parts, id);
  if (known) {
    if (known.body.request !== request) throw new IdempotencyConflictError();
    return toOutcome(toIncident(known));
  }
  const source = findSource(parts, wanted.origin);
  if (!source) return refuse('/origin/id', `unknown_${wanted.origin.kind}`);
  const faults = findMissing(parts, wanted, source);
  if (faults.length > 0) return { kind: 'refused', faults };
  const open = (await board.listEntries()).filter(({ summary }) => summary.state !== 'closed');
  if (open.length >= maxOpen) return refuse('/kind', 'incident_too_many', { max: maxOpen });
  const same = open.find((entry) => isSameOrigin(entry, wanted.origin));
  if (same) return refuse('/origin/id', 'incident_there', { title: same.summary.title });
  const deed = toOpening(parts, wanted, source);
  const line: IncidentLine = { n: 1, at: now(), by: toWho(by), deed };
  return write(parts, board, { id, version: 0, line, by, body: { log: [line], request, keys: [] } });
}

/** By hand there is nothing to fill in from. */
function findSource(parts: IncidentParts, origin: IncidentOrigin): Partial<IncidentSource> | null {
  if (origin.kind === 'hand') return {};
  if (origin.kind === 'event') {
    const event = parts.event(origin.id);
    return event ? toEventSource(event, parts.regency) : null;
  }
  const alarm = parts.alarm(origin.id);
  return alarm ? toAlarmSource(alarm, parts.regency) : null;
}

function findMissing(
  { isArea }: IncidentParts,
  wanted: NewIncident,
  source: Partial<IncidentSource>,
): IncidentFault[] {
  const faults: IncidentFault[] = (['title', 'kind', 'severity', 'place'] as const)
    .filter((name) => (wanted[name] ?? source[name]) === undefined)
    .map((name) => ({ pointer: `/${name}`, code: 'required', params: {} }));
  const given = wanted.place?.area;
  if (given !== undefined && !isArea(given))
    faults.push({ pointer: '/place/area', code: 'unknown_area', params: { given } });
  return faults;
}

function isSameOrigin(
  { summary, alarms }: { summary: IncidentSummary; alarms: readonly string[] },
  origin: IncidentOrigin,
): boolean {
  if (origin.kind === 'hand') return false;
  if (origin.kind === 'alarm') return alarms.includes(origin.id);
  return summary.origin.kind === 'event' && summary.origin.id === origin.id;
}

function toOpening(
  { isSimulated, regency }: IncidentParts,
  wanted: NewIncident,
  source: Partial<IncidentSource>,
): IncidentDeed {
  return {
    kind: 'opened',
    title: wanted.title ?? source.title ?? '',
    incidentKind: wanted.kind ?? source.kind ?? 'other',
    severity: wanted.severity ?? source.severity ?? 'minor',
    place: wanted.place ?? source.place ?? { area: regency, point: null, text: null },
    origin: wanted.origin,
    text: wanted.text ?? source.text ?? null,
    simulated: isSimulated || source.simulated === true,
  };
}

async function enterLine(
  parts: IncidentParts,
  board: IncidentBoard,
  { id, entry, by }: { id: string; entry: IncidentEntry; by: Actor },
): Promise<IncidentOutcome> {
  const record = await read(parts, id);
  const incident = toIncident(record);
  if (!record || !incident) return { kind: 'not-found' };
  const call = `${by.id}|${entry.key}|`;
  const key = call + parts.hash(JSON.stringify(entry)).slice(0, 16);
  if (record.body.keys.includes(key)) return { kind: 'done', incident };
  if (record.body.keys.some((one) => one.startsWith(call))) throw new IdempotencyConflictError();
  if (entry.version !== undefined && entry.version !== record.version) throw new RecordConflictError();
  const fault = checkEntry(incident, entry) ?? (await checkNames(parts, entry));
  if (fault) return { kind: 'refused', faults: [fault] };
  const n = record.body.log.length + 1;
  const deed = toDeed(entry, {
    n,
    incident,
    crew: entry.kind === 'lead' ? await parts.crew() : [],
    alarm: parts.alarm,
  });
  // A clock that was set back must not put a line before the one it follows.
  const at = Math.max(parts.now(), record.body.log.at(-1)?.at ?? 0);
  const line: IncidentLine = { n, at, by: toWho(by), deed };
  const keys = [...record.body.keys, key].slice(-keptKeys);
  const body = { ...record.body, log: [...record.body.log, line], keys };
  return write(parts, board, { id, version: record.version, line, by, body });
}

/** What an entry names must be there. */
async function checkNames(parts: IncidentParts, entry: IncidentEntry): Promise<IncidentFault | null> {
  if (entry.kind === 'place' && !parts.isArea(entry.place.area))
    return { pointer: '/place/area', code: 'unknown_area', params: { given: entry.place.area } };
  if (entry.kind === 'alarm' && !parts.alarm(entry.alarm))
    return { pointer: '/alarm', code: 'unknown_alarm', params: {} };
  if (entry.kind !== 'lead' || entry.to === null) return null;
  const { to } = entry;
  const isCrew = (await parts.crew()).some((one) => one.id === to);
  return isCrew ? null : { pointer: '/to', code: 'unknown_person', params: {} };
}

async function write(
  { onChange }: IncidentParts,
  board: IncidentBoard,
  change: { id: string; version: number; line: IncidentLine; by: Actor; body: IncidentBody },
): Promise<IncidentOutcome> {
  const { id, version, line, by, body } = change;
  await board.changeRecords(
    [{ kind: 'incident', id, body, expect: version }],
    toNote(by, { at: line.at, action: `incident.${line.deed.kind}`, subject: id, after: line }),
  );
  const incident = incidentAt({ id, version: version + 1, log: body.log });
  if (incident) board.put(incident);
  onChange();
  return toOutcome(incident);
}

function toOutcome(incident: Incident | null): IncidentOutcome {
  return incident ? { kind: 'done', incident } : { kind: 'not-found' };
}

function toWho({ id, label }: Actor): IncidentWho {
  return { id, name: label };
}
