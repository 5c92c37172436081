import type { BudgetFields } from '#shared/model/budget.ts';
import type { ProgrammeFields } from '#shared/model/programme.ts';
import type { RecordChange, StoredRecord } from '../records/recordStore.ts';
import { type BudgetBody, type ProgrammeBody, type ProgrammeBook, toBudgetId } from './programmeBook.ts';

/** A change of either register on top of the version that it was built from; a programme without an id is a new one. */
export type RegisterChange =
  | {
      readonly kind: 'programme';
      readonly id: string | null;
      readonly version: number;
      readonly fields: ProgrammeFields;
    }
  | {
      readonly kind: 'budget';
      readonly programme: string;
      readonly year: number;
      readonly version: number;
      readonly fields: BudgetFields;
    };

/** Needs of `toWritten`. */
export interface WriteParts {
  readonly randomId: () => string;
  /** True for every server but a live one: all that is entered there is simulated. */
  readonly isSimulated: boolean;
}

/** Files that an entry remembers. */
const keptFiles = 20;

/** What is stored of a change, and what stood there before. */
export interface Written {
  readonly change: RecordChange & { readonly kind: 'programme' | 'budget'; readonly expect: number };
  readonly before: unknown;
}

/** A change as it is written, on top of what stands now. */
export function toWritten(
  parts: WriteParts,
  book: ProgrammeBook,
  wanted: RegisterChange,
  { request, file }: { request: string | null; file: string | null },
): Written {
  const toFiles = (files: readonly string[] = []): string[] =>
    [...files, ...(file === null ? [] : [file])].slice(-keptFiles);
  if (wanted.kind === 'programme') {
    const id = wanted.id ?? parts.randomId();
    const known = book.find(id);
    const body: ProgrammeBody = {
      fields: wanted.fields,
      simulated: parts.isSimulated || known?.simulated === true,
      request: known?.request ?? request,
      files: toFiles(known?.files),
    };
    const owner = wanted.fields.agency;
    return {
      change: { kind: 'programme', id, owner, body, expect: wanted.version },
      before: known?.fields ?? null,
    };
  }
  const { programme, year, fields } = wanted;
  const known = book.findBudget(programme, year);
  const body: BudgetBody = {
    programme,
    year,
    fields,
    simulated: parts.isSimulated || known?.body.simulated === true,
    files: toFiles(known?.body.files),
  };
  const owner = book.find(programme)?.fields.agency ?? null;
  const id = toBudgetId(programme, year);
  return {
    change: { kind: 'budget', id, owner, body, expect: wanted.version },
    before: known?.body.fields ?? null,
  };
}

/** Puts into the book what was stored. */
export function takeOver(
  book: ProgrammeBook,
  { kind, id, owner = null, body, expect }: Written['change'],
  at: number,
): void {
  const record = { kind, id, owner, body, version: expect + 1, changedAt: at };
  if (kind === 'programme') book.put(record as StoredRecord<ProgrammeBody>);
  else book.putBudget(record as StoredRecord<BudgetBody>);
}
