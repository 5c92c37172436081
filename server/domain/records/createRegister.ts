import type { ChangeLine } from '#shared/model/official.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import { IdempotencyConflictError, RecordConflictError } from '../storeErrors.ts';
import { createHeldRecords, type HeldRecords } from './createHeldRecords.ts';
import type { RecordKind, RecordStore, StoredRecord } from './recordStore.ts';

/** A document with its changes; `version` is 0 for one that only the region pack knows. */
export interface Kept<Doc> {
  readonly id: string;
  readonly version: number;
  readonly doc: Doc;
  /** Newest last; older ones than the last 500 stand in the audit chain alone. */
  readonly log: readonly ChangeLine[];
}

/** Body of the record of a document. */
interface RegisterBody<Doc> {
  readonly doc: Doc;
  readonly log: readonly ChangeLine[];
  /** Keys of the last calls with who sent them, newest last. */
  readonly keys: readonly string[];
}

/** What is wrong with a change, before it is put into words. */
export interface RegisterFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What became of a call. */
export type RegisterOutcome<Doc> =
  | { readonly kind: 'done'; readonly kept: Kept<Doc> }
  | { readonly kind: 'refused'; readonly faults: readonly RegisterFault[] }
  | { readonly kind: 'not-found' };

/** What a change makes of a document, with the line that the log keeps; `n` is the number of that line. */
export type RegisterWork<Doc> =
  | { readonly faults: readonly RegisterFault[] }
  | { readonly doc: Doc; readonly line: Pick<ChangeLine, 'kind' | 'text'> };

/** Who calls for what; the same key again with the same request gives what there is already. */
export interface RegisterCall {
  readonly key: string;
  /** Version that the sender looked at; left out, the change is taken anyway. */
  readonly version?: number | undefined;
  readonly request: unknown;
  readonly by: Actor;
}

/** Needs of `createRegister`. */
export interface RegisterParts<Doc> {
  readonly store: RecordStore;
  readonly kind: RecordKind;
  /** Documents of the region pack; an edit makes a record of the same id over one. */
  readonly base: ReadonlyMap<string, Doc>;
  readonly now: () => number;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
  /** Most documents, those of the pack too. */
  readonly max: number;
  readonly onChange: () => void;
}

/** Documents of one kind that officials keep: few, looked at often, changed by hand one after another. */
export interface Register<Doc> {
  list(): Promise<readonly Kept<Doc>[]>;
  find(id: string): Promise<Kept<Doc> | null>;
  /** Makes a document; its id follows from who calls and the key, unless `id` says it. */
  make(
    call: RegisterCall & { readonly id?: string },
    work: () => RegisterWork<Doc> | Promise<RegisterWork<Doc>>,
  ): Promise<RegisterOutcome<Doc>>;
  /** Changes one. Throws `RecordConflictError` where another version is there. */
  change(
    id: string,
    call: RegisterCall,
    work: (kept: Kept<Doc>, n: number) => RegisterWork<Doc> | Promise<RegisterWork<Doc>>,
  ): Promise<RegisterOutcome<Doc>>;
}

const keptKeys = 50;
const keptLines = 500;

interface Entry<Doc> extends Kept<Doc> {
  readonly keys: readonly string[];
}

/** Builds a register; its records are read once, at the first look, and changes run one after another. */
export function createRegister<Doc>(parts: RegisterParts<Doc>): Register<Doc> {
  const { kind, base, max } = parts;
  const entries = new Map<string, Entry<Doc>>(
    [...base].map(([id, doc]) => [id, { id, version: 0, doc, log: [], keys: [] }]),
  );
  const inTurn = createTurns();
  const { load, changeRecords } = holdEntries(parts, entries);
  const read = async (id: string): Promise<Entry<Doc> | null> => {
    await load();
    return entries.get(id) ?? null;
  };
  const write = async (
    before: Entry<Doc>,
    call: RegisterCall,
    work: Extract<RegisterWork<Doc>, { doc: Doc }>,
  ): Promise<RegisterOutcome<Doc>> => {
    const entry = toEntry(parts, before, call, work);
    await keep({ ...parts, changeRecords }, { before, entry, call, line: work.line });
    entries.set(entry.id, entry);
    parts.onChange();
    return { kind: 'done', kept: entry };
  };
  return {
    async list() {
      await load();
      return [...entries.values()];
    },
    find: read,
    make: (call, work) =>
      inTurn(async () => {
        const id = call.id ?? parts.hash(`${kind}|${call.by.id}|${call.key}`).slice(0, 20);
        const known = await read(id);
        if (known) return repeat(parts, known, call);
        if (entries.size >= max) return refuse('/key', 'register_full', { max });
        const made = await work();
        if ('faults' in made) return { kind: 'refused', faults: made.faults };
        return write({ id, version: 0, doc: made.doc, log: [], keys: [] }, call, made);
      }),
    change: (id, call, work) =>
      inTurn(async () => {
        const entry = await read(id);
        if (!entry) return { kind: 'not-found' };
        if (isRepeated(parts, entry, call)) return { kind: 'done', kept: entry };
        if (call.version !== undefined && call.version !== entry.version) throw new RecordConflictError();
        const changed = await work(entry, nextNumber(entry));
        if ('faults' in changed) return { kind: 'refused', faults: changed.faults };
        return write(entry, call, changed);
      }),
  };
}

function holdEntries<Doc>(
  { store, kind, onChange }: RegisterParts<Doc>,
  entries: Map<string, Entry<Doc>>,
): HeldRecords {
  type Stored = StoredRecord<RegisterBody<Doc>>;
  const put = ({ id, version, body }: Stored): void => void entries.set(id, { id, version, ...body });
  return createHeldRecords(store, {
    async read() {
      for (const record of (await store.listRecords(kind)) as readonly Stored[]) put(record);
    },
    async reread(keys) {
      for (const { id } of keys) {
        const record = (await store.getRecord(kind, id)) as Stored | null;
        if (!record || record.version === entries.get(id)?.version) continue;
        put(record);
        onChange();
      }
    },
  });
}

/** Writes a document with its log in one audited step. */
async function keep<Doc>(
  { changeRecords, kind, now }: Pick<RegisterParts<Doc>, 'kind' | 'now'> & Pick<HeldRecords, 'changeRecords'>,
  {
    before,
    entry,
    call,
    line,
  }: {
    readonly before: Entry<Doc>;
    readonly entry: Entry<Doc>;
    readonly call: RegisterCall;
    readonly line: Extract<RegisterWork<Doc>, { doc: Doc }>['line'];
  },
): Promise<void> {
  const { id, doc, log, keys } = entry;
  const body: RegisterBody<Doc> = { doc, log, keys };
  await changeRecords(
    [{ kind, id, body, expect: before.version }],
    toNote(call.by, {
      at: log.at(-1)?.at ?? now(),
      action: `${kind}.${line.kind}`,
      subject: id,
      after: { line: log.at(-1), request: call.request },
    }),
  );
}

/** An outcome that stored nothing, for one fault. */
export function refuse(
  pointer: string,
  code: string,
  params: RegisterFault['params'] = {},
): { readonly kind: 'refused'; readonly faults: readonly RegisterFault[] } {
  return { kind: 'refused', faults: [{ pointer, code, params }] };
}

function nextNumber({ log }: Pick<Kept<unknown>, 'log'>): number {
  return (log.at(-1)?.n ?? 0) + 1;
}

function toEntry<Doc>(
  { now, hash }: Pick<RegisterParts<Doc>, 'now' | 'hash'>,
  before: Entry<Doc>,
  { key, request, by }: RegisterCall,
  { doc, line }: Extract<RegisterWork<Doc>, { doc: Doc }>,
): Entry<Doc> {
  // A clock that was set back must not put a line before the one it follows.
  const at = Math.max(now(), before.log.at(-1)?.at ?? 0);
  const full: ChangeLine = { n: nextNumber(before), at, by: { id: by.id, name: by.label }, ...line };
  return {
    id: before.id,
    version: before.version + 1,
    doc,
    log: [...before.log, full].slice(-keptLines),
    keys: [...before.keys, toCallKey({ hash }, { key, request, by })].slice(-keptKeys),
  };
}

function toCallKey(
  { hash }: Pick<RegisterParts<unknown>, 'hash'>,
  { key, request, by }: RegisterCall,
): string {
  return `${by.id}|${key}|${hash(JSON.stringify(request)).slice(0, 16)}`;
}

/** True for the same call again; throws for the same key with another request. */
function isRepeated<Doc>(
  parts: Pick<RegisterParts<Doc>, 'hash'>,
  { keys }: Entry<Doc>,
  call: RegisterCall,
): boolean {
  if (keys.includes(toCallKey(parts, call))) return true;
  if (keys.some((one) => one.startsWith(`${call.by.id}|${call.key}|`))) throw new IdempotencyConflictError();
  return false;
}

function repeat<Doc>(
  parts: Pick<RegisterParts<Doc>, 'hash'>,
  known: Entry<Doc>,
  call: RegisterCall,
): RegisterOutcome<Doc> {
  if (isRepeated(parts, known, call)) return { kind: 'done', kept: known };
  throw new RecordConflictError();
}
