import type { Shift, ShiftHead } from '#shared/model/shift.ts';
import { findLead, listOnDuty } from '#shared/rules/shiftAt.ts';
import type { AuditNote } from '../audit/auditStore.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';

/** A shift with the version it was read in. */
export interface KeptShift {
  readonly shift: Shift;
  readonly version: number;
}

/** Shifts in the store. One record names the open shift: its version lets no two be opened. */
export interface ShiftRecords {
  /** The open shift; null for none. */
  open(): KeptShift | null;
  /** Newest first, as far back as the list goes; read when they are first asked for. */
  heads(): Promise<readonly ShiftHead[]>;
  find(id: string): Promise<Shift | null>;
  /** The shift of an instant, also one older than the list. */
  findAt(at: number): Promise<Shift | null>;
  /** Reads the open shift anew, and the last ones when they are next asked for. */
  load(): Promise<void>;
  /** Writes the open shift; `next` takes its place in the same transaction. */
  write(changed: Shift, note: AuditNote, next?: Shift): Promise<void>;
  start(shift: Shift, note: AuditNote): Promise<void>;
}

const pointerId = 'current';
const pointerOwner = 'pointer';
const headsKept = 30;
const monthsBack = 3;

type Pointer = { readonly id: string | null };

/** Builds it; `load` comes before its first use. */
export function createShiftRecords(
  store: Pick<RecordStore, 'getRecord' | 'listRecords' | 'changeRecords'>,
  now: () => number,
): ShiftRecords {
  let open: KeptShift | null = null;
  let pointerVersion = 0;
  const heads = createHeads(() => listHeads(store, now()));
  const load = async (): Promise<void> => {
    const pointer = (await store.getRecord('shift', pointerId)) as StoredRecord<Pointer> | null;
    pointerVersion = pointer?.version ?? 0;
    const id = pointer?.body.id ?? null;
    const record = id === null ? null : ((await store.getRecord('shift', id)) as StoredRecord<Shift> | null);
    open = record ? { shift: record.body, version: record.version } : null;
    heads.forget();
  };
  const change = async (changes: readonly RecordChange[], note: AuditNote): Promise<void> => {
    try {
      await store.changeRecords(changes, note);
    } catch (error) {
      // What is held here may be what is wrong.
      await load().catch(() => undefined);
      throw error;
    }
  };
  return {
    open: () => open,
    heads: heads.list,
    load,
    async find(id) {
      if (open?.shift.id === id) return open.shift;
      const record = id === pointerId ? null : await store.getRecord('shift', id);
      return record ? (record.body as Shift) : null;
    },
    findAt: async (at) => (open && open.shift.startedAt <= at ? open.shift : findAt(store, at)),
    async write(changed, note, next) {
      if (!open) throw new Error('there is no open shift to write');
      const changes = [toChange(changed, open.version)];
      await change(
        next ? [...changes, toChange(next, 0), toPointer(next.id, pointerVersion)] : changes,
        note,
      );
      open = next ? { shift: next, version: 1 } : { shift: changed, version: open.version + 1 };
      if (next) pointerVersion += 1;
      // The newest comes first: what ended is put there before what began.
      if (next) heads.remember(changed);
      heads.remember(open.shift);
    },
    async start(shift, note) {
      await change([toChange(shift, 0), toPointer(shift.id, pointerVersion)], note);
      open = { shift, version: 1 };
      pointerVersion += 1;
      heads.remember(shift);
    },
  };
}

/** The list, read when it is first asked for; what failed is tried again with the next look. */
function createHeads(read: () => Promise<readonly ShiftHead[]>) {
  let heads: Promise<readonly ShiftHead[]> | null = null;
  const keep = (reading: Promise<readonly ShiftHead[]>): Promise<readonly ShiftHead[]> => {
    heads = reading;
    reading.catch(() => {
      if (heads === reading) heads = null;
    });
    return reading;
  };
  return {
    list: () => heads ?? keep(read()),
    forget(): void {
      heads = null;
    },
    /** Puts a shift first, as it is now. */
    remember(shift: Shift): void {
      if (!heads) return;
      const others = heads.then((kept) => kept.filter(({ id }) => id !== shift.id));
      keep(others.then((kept) => [toHead(shift), ...kept].slice(0, headsKept)));
    },
  };
}

function toPointer(id: string, expect: number): RecordChange {
  const body: Pointer = { id };
  return { kind: 'shift', id: pointerId, owner: pointerOwner, body, expect };
}

/** The owner is the month, so that a list reads a few months and not years. */
function toChange(shift: Shift, expect: number): RecordChange {
  return { kind: 'shift', id: shift.id, owner: shift.id.slice(0, 7), body: shift, expect };
}

async function findAt(store: Pick<RecordStore, 'listRecords'>, at: number): Promise<Shift | null> {
  // A shift may have begun in the month before.
  for (const back of [0, 1]) {
    const kept = await listMonth(store, toMonth(at, back));
    const found = kept.findLast((shift) => isWithin(shift, at));
    if (found) return found;
  }
  return null;
}

async function listHeads(store: Pick<RecordStore, 'listRecords'>, now: number): Promise<ShiftHead[]> {
  const heads: ShiftHead[] = [];
  for (let back = 0; back < monthsBack && heads.length < headsKept; back += 1) {
    const shifts = await listMonth(store, toMonth(now, back));
    heads.push(...shifts.map(toHead).reverse());
  }
  return heads.slice(0, headsKept);
}

async function listMonth(store: Pick<RecordStore, 'listRecords'>, month: string): Promise<readonly Shift[]> {
  return (await store.listRecords('shift', month)).map(({ body }) => body as Shift);
}

/** The month of an instant in UTC, or one so many months earlier. */
function toMonth(at: number, back: number): string {
  const date = new Date(at);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1)).toISOString().slice(0, 7);
}

function isWithin({ startedAt, endedAt }: Shift, at: number): boolean {
  return startedAt <= at && (endedAt === null || at < endedAt);
}

/** A shift as a list shows it. */
function toHead(shift: Shift): ShiftHead {
  const { id, name, startedAt, endedAt, log, handover } = shift;
  // At the very end nobody is on duty any more: the last ones are shown.
  const at = endedAt === null ? Number.MAX_SAFE_INTEGER : endedAt - 1;
  return {
    id,
    name,
    startedAt,
    endedAt,
    lead: findLead(shift, at),
    crew: listOnDuty(shift.crew, at),
    lines: log.length,
    signatures: handover?.signedBy.length ?? 0,
  };
}
