import type { AgencyCode } from '#shared/model/ids.ts';
import type {
  ImportFault,
  ImportLayout,
  ImportSummary,
  PreviewKind,
  PreviewRow,
} from '#shared/model/importFile.ts';
import type { WayIn } from '#shared/model/reading.ts';
import { toPeriodLabel } from '#shared/rules/period.ts';
import { toNote } from '../audit/toNote.ts';
import type { FileService } from '../files/createFileService.ts';
import { toSafeName } from '../files/fileKinds.ts';
import type { Actor } from '../people/actor.ts';
import type { SubmitOutcome, SubmitReadings } from '../readings/submitReadings.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { ImportCatalogue } from './catalogue.ts';
import type { Sheet, Workbook } from './grid.ts';
import { recallLayout, toLayoutKey } from './layoutKey.ts';
import { buildPreview, countKinds, type PreviewSource } from './previewRows.ts';
import { type LayoutProposal, proposeLayout } from './proposeLayout.ts';
import { type LayoutReading, readLayout } from './readLayout.ts';
import type { SpreadsheetReader } from './spreadsheetReader.ts';

/** Body of an `import` record. */
export interface ImportBody {
  readonly name: string;
  readonly hash: string;
  readonly state: ImportSummary['state'];
  readonly by: string;
  readonly at: number;
  readonly layout: ImportLayout | null;
  readonly result: { recorded: number; duplicates: number; held: number; at: number } | null;
}

/** Body of a `layout` record: how a form was read the last time. */
interface LayoutBody {
  readonly layout: ImportLayout;
  readonly name: string;
  readonly at: number;
}

/** A file with how it is read and what that gives. */
export interface ImportCase {
  readonly id: string;
  readonly agency: AgencyCode;
  readonly body: ImportBody;
  readonly workbook: Workbook;
  readonly layout: ImportLayout | null;
  readonly recognised: { readonly name: string; readonly at: number } | null;
  readonly reading: LayoutReading;
  readonly rows: readonly PreviewRow[];
  readonly counts: Readonly<Record<PreviewKind, number>>;
  readonly digest: string;
}

/** How storing a file ended; whatever is not `recorded` stored nothing. */
export type CommitOutcome =
  | SubmitOutcome
  | { readonly kind: 'faulty'; readonly faults: readonly ImportFault[] }
  /** What would be stored is not what was shown. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'reason-needed' }
  | { readonly kind: 'state' };

/** Needs of `createImports`. */
export interface ImportParts {
  readonly reader: SpreadsheetReader;
  readonly files: Pick<FileService, 'keepBytes' | 'readBytes'>;
  readonly store: RecordStore;
  readonly submit: SubmitReadings;
  readonly preview: PreviewSource;
  readonly catalogue: () => ImportCatalogue;
  readonly agencyLabel: (code: AgencyCode) => string;
  readonly now: () => number;
  readonly randomId: () => string;
  /** SHA-256, hex. */
  readonly hash: (text: string) => string;
}

/** Spreadsheets from the drop to the store. */
export interface Imports {
  /** Keeps the file, reads it and proposes how it is meant; faults of the file as such where it cannot be read. */
  open(
    file: { name: string; bytes: Uint8Array; agency: AgencyCode },
    by: Actor,
  ): Promise<ImportCase | { readonly faults: readonly ImportFault[] }>;
  list(agency?: AgencyCode): Promise<readonly StoredRecord<ImportBody>[]>;
  find(id: string): Promise<StoredRecord<ImportBody> | null>;
  /** The file read by a layout, or the way it was read or proposed the last time; null where it is not there. */
  read(id: string, layout?: ImportLayout): Promise<ImportCase | null>;
  /** Stores all of it or nothing, and remembers how the form is read. */
  commit(
    id: string,
    wanted: { layout: ImportLayout; digest: string; reason?: string; way?: WayIn },
    by: Actor,
  ): Promise<CommitOutcome | null>;
}

/** Workbooks kept at hand between preview and storing: reading one anew costs a second. */
const maxHeld = 6;

/** A workbook with the layout that its reader proposed for an agency. */
interface Book {
  readonly workbook: Workbook;
  readonly proposal: LayoutProposal | null;
}

/** Books at hand, the oldest given up first. */
interface Shelf {
  hold(owner: AgencyCode, hash: string, book: Book): Book;
  /** Null where the file cannot be read any more. */
  fetch(record: StoredRecord<ImportBody>): Promise<Book | null>;
}

function createShelf({ files, reader, catalogue }: ImportParts): Shelf {
  const held = new Map<string, Book>();
  const hold: Shelf['hold'] = (owner, hash, book) => {
    const oldest = held.size >= maxHeld ? held.keys().next().value : undefined;
    if (oldest !== undefined) held.delete(oldest);
    held.set(`${owner}|${hash}`, book);
    return book;
  };
  return {
    hold,
    async fetch({ body, owner }) {
      const agency = owner as AgencyCode;
      const known = held.get(`${agency}|${body.hash}`);
      if (known) return known;
      const bytes = await collect(files, body.hash);
      const result = await reader.read(bytes, body.name, { catalogue: catalogue(), agency });
      return result.ok ? hold(agency, body.hash, result) : null;
    },
  };
}

/** Builds the use case. */
export function createImports(parts: ImportParts): Imports {
  const { store, files, now } = parts;
  const shelf = createShelf(parts);
  const find = async (id: string) => (await store.getRecord('import', id)) as StoredRecord<ImportBody> | null;
  const read: Imports['read'] = async (id, layout) => {
    const record = await find(id);
    if (!record) return null;
    const book = await shelf.fetch(record);
    return book && buildCase({ record, book, layout: layout ?? record.body.layout }, parts);
  };
  return {
    find,
    read,
    async open({ name, bytes, agency }, by) {
      const safe = toSafeName(name);
      const result = await parts.reader.read(bytes, safe, { catalogue: parts.catalogue(), agency });
      if (!result.ok) return { faults: result.faults };
      const hash = await files.keepBytes(bytes);
      const book = shelf.hold(agency, hash, result);
      const id = parts.randomId();
      const body: ImportBody = {
        name: safe,
        hash,
        state: 'draft',
        by: by.label,
        at: now(),
        layout: null,
        result: null,
      };
      await store.changeRecords(
        [{ kind: 'import', id, owner: agency, body, expect: 0 }],
        toNote(by, { at: body.at, action: 'import.open', subject: id, after: { name: safe, hash, agency } }),
      );
      const record = await find(id);
      if (!record) throw new Error('an import that was stored is gone');
      return buildCase({ record, book, layout: null }, parts);
    },
    async list(agency) {
      const records = (await store.listRecords('import', agency)) as readonly StoredRecord<ImportBody>[];
      return [...records].sort((a, b) => b.body.at - a.body.at).slice(0, 200);
    },
    async commit(id, wanted, by) {
      const one = await read(id, wanted.layout);
      return one && commitCase(one, wanted, { by, parts, record: await find(id) });
    },
  };
}

async function collect(files: Pick<FileService, 'readBytes'>, hash: string): Promise<Uint8Array> {
  const pieces = await files.readBytes(hash);
  if (!pieces) throw new Error('the contents of a file are gone');
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  const bytes = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

interface CaseInput {
  readonly record: StoredRecord<ImportBody>;
  readonly book: Book;
  readonly layout: ImportLayout | null;
}

const nothing: LayoutReading = {
  candidates: [],
  faults: [],
  isCut: false,
  skipped: { missing: 0, totals: 0 },
};

/** Reads the file by the given layout, by the one its form had the last time, or by a proposal. */
async function buildCase(
  { record, book: { workbook, proposal }, layout: given }: CaseInput,
  parts: ImportParts,
): Promise<ImportCase> {
  const catalogue = parts.catalogue();
  const agency = record.owner as AgencyCode;
  const proposed = given ? null : proposal;
  const sheet = workbook.sheets.find(({ name }) => name === (given ?? proposed?.layout)?.sheet);
  const known = sheet && proposed ? await recall(sheet, proposed.layout, { agency, parts, catalogue }) : null;
  const layout = given ?? known?.layout ?? proposed?.layout ?? null;
  const reading =
    sheet && layout
      ? readLayout(sheet, layout, catalogue, { now: parts.now(), agency })
      : {
          ...nothing,
          faults: [
            layout
              ? ({ code: 'sheet_missing', params: { given: layout.sheet } } as const)
              : ({ code: 'layout_no_header', params: {} } as const),
          ],
        };
  const rows = await buildPreview(reading.candidates, parts.preview);
  return {
    id: record.id,
    agency,
    body: record.body,
    workbook,
    layout,
    recognised: known ? { name: known.name, at: known.at } : null,
    reading,
    rows,
    counts: countKinds(rows),
    digest: parts.hash(JSON.stringify(reading.candidates)),
  };
}

async function recall(
  sheet: Sheet,
  proposed: ImportLayout,
  { agency, parts, catalogue }: { agency: AgencyCode; parts: ImportParts; catalogue: ImportCatalogue },
): Promise<LayoutBody | null> {
  const id = `${agency}|${toLayoutKey(sheet, proposed)}`;
  const known = (await parts.store.getRecord('layout', id)) as StoredRecord<LayoutBody> | null;
  const layout = known && recallLayout(sheet, known.body.layout, catalogue, agency);
  return known && layout ? { ...known.body, layout } : null;
}

interface CommitContext {
  readonly by: Actor;
  readonly parts: ImportParts;
  readonly record: StoredRecord<ImportBody> | null;
}

async function commitCase(
  one: ImportCase,
  wanted: { layout: ImportLayout; digest: string; reason?: string; way?: WayIn },
  { by, parts, record }: CommitContext,
): Promise<CommitOutcome> {
  const { reading, rows, agency } = one;
  if (record?.body.state !== 'draft') return { kind: 'state' };
  if (reading.faults.length > 0) return { kind: 'faulty', faults: reading.faults };
  if (one.digest !== wanted.digest) return { kind: 'stale' };
  const needsReason = rows.some(({ kind }) => kind === 'odd' || kind === 'changed');
  if (needsReason && !wanted.reason) return { kind: 'reason-needed' };
  const at = parts.now();
  const fresh = rows.filter(({ kind }) => kind !== 'same');
  const sheet = one.workbook.sheets.find(({ name }) => name === wanted.layout.sheet);
  const layoutKey = sheet
    ? `${agency}|${toLayoutKey(sheet, proposeLayout(sheet, parts.catalogue(), agency)?.layout ?? wanted.layout)}`
    : null;
  const result = { recorded: fresh.length, duplicates: rows.length - fresh.length, held: 0, at };
  const body: ImportBody = { ...record.body, state: 'committed', layout: wanted.layout, result };
  const layoutBody: LayoutBody = { layout: wanted.layout, name: record.body.name, at };
  return parts.submit({
    body: { readings: rows.map((row) => toReading(row, wanted.reason)) },
    agency,
    source: { key: `agency:${agency}`, label: parts.agencyLabel(agency) },
    actor: by,
    way: wanted.way ?? 'file',
    refs: rows.map(({ ref }) => ref),
    subject: `import:${one.id}`,
    importId: one.id,
    detail: { import: one.id, file: record.body.name, hash: record.body.hash },
    records: [
      { kind: 'import', id: one.id, body, expect: record.version },
      ...(layoutKey ? [{ kind: 'layout', id: layoutKey, owner: agency, body: layoutBody } as const] : []),
    ],
  });
}

function toReading(row: PreviewRow, reason: string | undefined): object {
  const note = [row.note, row.kind === 'odd' || row.kind === 'changed' ? reason : undefined]
    .filter(Boolean)
    .join(' · ');
  return {
    indicator: row.indicator,
    area: row.area,
    value: row.value,
    observedAt: new Date(row.observedAt).toISOString(),
    period: toPeriodLabel(row.period, 'id'),
    ...(note ? { note: note.slice(0, 500) } : {}),
    ...(row.old !== null && row.kind !== 'same' ? { correction: true } : {}),
  };
}
