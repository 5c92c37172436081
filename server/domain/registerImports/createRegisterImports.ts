import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportFault } from '#shared/model/importFile.ts';
import type { RegisterFile, RegisterForm, RegisterLayout } from '#shared/model/registerImport.ts';
import { toNote } from '../audit/toNote.ts';
import type { FileService } from '../files/createFileService.ts';
import { toSafeName } from '../files/fileKinds.ts';
import type { Workbook } from '../imports/grid.ts';
import type { SpreadsheetReader } from '../imports/spreadsheetReader.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordChange, RecordStore, StoredRecord } from '../records/recordStore.ts';
import { proposeSheetTable, proposeTable, recallTable, toTableKey } from './proposeTable.ts';
import { type RegisterResult, readRegister } from './readRegister.ts';
import type { RegisterChange, RegisterSource } from './registerSource.ts';

/** Body of a `register-import` record. */
export interface RegisterImportBody {
  readonly form: RegisterForm;
  readonly name: string;
  readonly hash: string;
  readonly state: RegisterFile['state'];
  readonly by: string;
  readonly at: number;
  readonly layout: RegisterLayout | null;
  readonly result: { readonly added: number; readonly changed: number; readonly at: number } | null;
}

type Stored = StoredRecord<RegisterImportBody>;

/** Body of a `register-layout` record. */
interface LayoutBody {
  readonly layout: RegisterLayout;
  readonly name: string;
  readonly at: number;
}

/** A file with how it is read and what that gives. */
export interface RegisterCase extends RegisterResult {
  readonly record: Stored;
  readonly workbook: Workbook;
  readonly layout: RegisterLayout | null;
  readonly recognised: { readonly name: string; readonly at: number } | null;
  readonly digest: string;
}

/** How storing a file ended; whatever is not `stored` stored nothing. */
export type RegisterCommit =
  | { readonly kind: 'stored'; readonly record: Stored }
  | { readonly kind: 'faulty'; readonly faults: readonly ImportFault[] }
  /** What would be stored is not what was shown, or it is stored already. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'full' };

/** Needs of `createRegisterImports`. */
export interface RegisterImportParts {
  readonly reader: SpreadsheetReader;
  readonly files: Pick<FileService, 'keepBytes' | 'readBytes'>;
  readonly store: RecordStore;
  readonly source: RegisterSource;
  /** Stores all of it with these records beside, or nothing; false where there is no place. */
  readonly apply: (
    changes: readonly RegisterChange[],
    beside: { file: string; records: readonly RecordChange[]; after: unknown },
    by: Actor,
  ) => Promise<boolean>;
  readonly zone: string;
  readonly now: () => number;
  readonly randomId: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Spreadsheets of programmes and of their money, from the drop to the registers. */
export interface RegisterImports {
  open(
    file: { form: RegisterForm; name: string; bytes: Uint8Array; agency: AgencyCode | null },
    by: Actor,
  ): Promise<RegisterCase | { readonly faults: readonly ImportFault[] }>;
  /** Newest first; those of an agency, or all. */
  list(agency: string | null): Promise<readonly Stored[]>;
  find(id: string): Promise<Stored | null>;
  /** The file read by a layout, or as it was read or proposed the last time; null where it cannot be read any more. */
  read(record: Stored, layout?: RegisterLayout): Promise<RegisterCase | null>;
  commit(
    record: Stored,
    wanted: { layout: RegisterLayout; digest: string },
    by: Actor,
  ): Promise<RegisterCommit | null>;
}

/** Workbooks kept at hand between preview and storing: reading one anew costs a second. */
const maxHeld = 6;
const maxListed = 100;

/** Builds the use case. */
export function createRegisterImports(parts: RegisterImportParts): RegisterImports {
  const { store, files, now } = parts;
  const shelf = createShelf(parts);
  const find = async (id: string) => (await store.getRecord('register-import', id)) as Stored | null;
  const read: RegisterImports['read'] = async (record, layout) => {
    const workbook = await shelf.fetch(record.body);
    return workbook && buildCase(parts, { record, workbook, layout: layout ?? record.body.layout });
  };
  return {
    find,
    read,
    async open({ form, name, bytes, agency }, by) {
      const safe = toSafeName(name);
      const result = await shelf.read(bytes, safe);
      if (!result.ok) return { faults: result.faults };
      const hash = await files.keepBytes(bytes);
      shelf.hold(hash, result.workbook);
      const id = parts.randomId();
      const at = now();
      const body: RegisterImportBody = {
        form,
        name: safe,
        hash,
        state: 'draft',
        by: by.label,
        at,
        layout: null,
        result: null,
      };
      await store.changeRecords(
        [{ kind: 'register-import', id, owner: agency, body, expect: 0 }],
        toNote(by, { at, action: 'programme.file', subject: id, after: { form, name: safe, hash, agency } }),
      );
      const record = { kind: 'register-import', id, owner: agency, version: 1, body, changedAt: at } as const;
      return buildCase(parts, { record, workbook: result.workbook, layout: null });
    },
    async list(agency) {
      const all = (await store.listRecords('register-import', agency ?? undefined)) as readonly Stored[];
      return [...all].sort((a, b) => b.body.at - a.body.at).slice(0, maxListed);
    },
    async commit(record, wanted, by) {
      const one = await read(record, wanted.layout);
      return one && commitCase(parts, { one, wanted, by });
    },
  };
}

function createShelf({ files, reader, zone }: RegisterImportParts) {
  const held = new Map<string, Workbook>();
  const hold = (hash: string, workbook: Workbook): Workbook => {
    const oldest = held.size >= maxHeld ? held.keys().next().value : undefined;
    if (oldest !== undefined) held.delete(oldest);
    held.set(hash, workbook);
    return workbook;
  };
  // Nothing of a register is an indicator: the reader proposes no figures.
  const read = (bytes: Uint8Array, name: string) =>
    reader.read(bytes, name, { catalogue: { indicators: [], areas: [], zone }, agency: null });
  return {
    hold,
    read,
    async fetch({ hash, name }: RegisterImportBody): Promise<Workbook | null> {
      const known = held.get(hash);
      if (known) return known;
      const pieces = await files.readBytes(hash);
      if (!pieces) return null;
      const all: Uint8Array[] = [];
      for await (const piece of pieces) all.push(piece);
      const result = await read(join(all), name);
      return result.ok ? hold(hash, result.workbook) : null;
    },
  };
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

interface CaseInput {
  readonly record: Stored;
  readonly workbook: Workbook;
  readonly layout: RegisterLayout | null;
}

const unread: RegisterResult = { rows: [], changes: [], faults: [], isCut: false, totals: 0 };

async function buildCase(
  parts: RegisterImportParts,
  { record, workbook, layout: given }: CaseInput,
): Promise<RegisterCase> {
  const agency = record.owner as AgencyCode | null;
  const { form } = record.body;
  const fresh = given ? null : proposeTable(workbook, form, agency);
  const known = fresh && (await recall(parts, fresh, agency));
  const layout = toOwnSheet(workbook, given, { form, agency }) ?? known?.layout ?? fresh;
  const sheet = workbook.sheets.find(({ name }) => name === layout?.sheet);
  const result: RegisterResult =
    layout && sheet
      ? readRegister(sheet, layout, { source: parts.source, agency })
      : { ...unread, faults: [{ code: 'layout_no_header', params: {} }] };
  return {
    ...result,
    record,
    workbook,
    layout,
    recognised: known ? { name: known.name, at: known.at } : null,
    digest: parts.hash(JSON.stringify([result.rows, result.changes])),
  };
}

/** Another sheet than the layout was made for is proposed anew. */
function toOwnSheet(
  { sheets }: Workbook,
  given: RegisterLayout | null,
  { form, agency }: { form: RegisterForm; agency: AgencyCode | null },
): RegisterLayout | null {
  if (!given || given.columns.length > 0) return given && { ...given, form };
  const sheet = sheets.find(({ name }) => name === given.sheet);
  return sheet ? proposeSheetTable(sheet, form, agency) : null;
}

function toLayoutId(layout: RegisterLayout, agency: string | null): string {
  return `${layout.form}|${agency ?? ''}|${toTableKey(layout)}`;
}

async function recall(
  { store }: RegisterImportParts,
  fresh: RegisterLayout,
  agency: string | null,
): Promise<LayoutBody | null> {
  const record = (await store.getRecord(
    'register-layout',
    toLayoutId(fresh, agency),
  )) as StoredRecord<LayoutBody> | null;
  return record && { ...record.body, layout: recallTable(fresh, record.body.layout) };
}

async function commitCase(
  parts: RegisterImportParts,
  { one, wanted, by }: { one: RegisterCase; wanted: { layout: RegisterLayout; digest: string }; by: Actor },
): Promise<RegisterCommit> {
  const { record, faults, changes, rows, layout } = one;
  if (record.body.state !== 'draft') return { kind: 'stale' };
  if (faults.length > 0 || !layout) return { kind: 'faulty', faults };
  if (one.digest !== wanted.digest) return { kind: 'stale' };
  const at = parts.now();
  const { id, owner } = record;
  const count = (kind: string): number => rows.filter((row) => row.kind === kind).length;
  const result = { added: count('new'), changed: count('changed'), at };
  const body: RegisterImportBody = { ...record.body, state: 'committed', layout, result };
  const layoutBody: LayoutBody = { layout, name: record.body.name, at };
  const records: RecordChange[] = [
    { kind: 'register-import', id, owner, body, expect: record.version },
    { kind: 'register-layout', id: toLayoutId(layout, owner), owner, body: layoutBody },
  ];
  const after = {
    file: record.body.name,
    hash: record.body.hash,
    form: record.body.form,
    ...result,
    rows: rows.filter(({ kind }) => kind !== 'same'),
  };
  const isStored = await parts.apply(changes, { file: id, records, after }, by);
  return isStored
    ? { kind: 'stored', record: { ...record, version: record.version + 1, body } }
    : { kind: 'full' };
}
