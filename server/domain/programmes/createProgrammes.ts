import { type Budget, type BudgetFields, type BudgetList, budgetLimits } from '#shared/model/budget.ts';
import type { PillarId } from '#shared/model/ids.ts';
import {
  type Programme,
  type ProgrammeFields,
  type ProgrammeRow,
  programmeLimits,
} from '#shared/model/programme.ts';
import { summarise } from '#shared/rules/budget.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { toNote } from '../audit/toNote.ts';
import { type Actor, mayTouch } from '../people/actor.ts';
import { createTurns } from '../people/createTurns.ts';
import type { RecordChange, RecordStore } from '../records/recordStore.ts';
import { IdempotencyConflictError, RecordConflictError } from '../storeErrors.ts';
import { checkBudget, checkProgramme, type ProgrammeFault, type ProgrammeNames } from './checkProgramme.ts';
import { createProgrammeBook, type Entry, type ProgrammeBook, toBudgetId } from './programmeBook.ts';
import { toCatalogueProgramme, toRow } from './toProgramme.ts';
import { type RegisterChange, takeOver, toWritten } from './toWritten.ts';

/** How a change ended. */
export type ProgrammeOutcome =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'other-agency' }
  | { readonly kind: 'refused'; readonly faults: readonly ProgrammeFault[] };

/** Needs of `createProgrammes`. */
export interface ProgrammeParts {
  readonly store: RecordStore;
  readonly now: () => number;
  readonly randomId: () => string;
  readonly hash: (text: string) => string;
  /** IANA zone of the region. */
  readonly zone: string;
  /** Entries of the region pack. */
  readonly pack: readonly Programme[];
  readonly names: ProgrammeNames;
  readonly agencyLabel: (code: string) => string;
  /** Agency of an evidence file; null where it is not there. */
  readonly evidenceOwner: (id: string) => Promise<string | null>;
  /** True for every server but a live one: all that is entered there is simulated. */
  readonly isSimulated: boolean;
  readonly onChange: () => void;
}

/** The registers of programmes and of their money. */
export interface Programmes {
  /** Reads what is stored; nothing may be asked before. */
  load(): Promise<void>;
  /** Day in the region's zone. */
  today(): string;
  list(): ProgrammeRow[];
  find(id: string): Entry | null;
  /** Every programme as it stands, by name. */
  entries(): readonly Entry[];
  rowOf(entry: Entry): ProgrammeRow;
  budgetsOf(id: string): readonly Budget[];
  /** Imports that changed the money of a programme. */
  filesOf(id: string): readonly string[];
  /** Of every pillar, or of one. */
  budgets(year: number, pillar?: PillarId | null): Omit<BudgetList, 'at'>;
  /** Programmes as walls show them. */
  catalogue(): Programme[];
  /** The same call by the same person again gives what it made; throws `IdempotencyConflictError` for another one of that key. */
  add(wanted: { key: string; programme: ProgrammeFields }, by: Actor): Promise<ProgrammeOutcome>;
  /** Throws `RecordConflictError` where the sender looked at another version. */
  change(
    id: string,
    wanted: { version: number; programme: ProgrammeFields },
    by: Actor,
  ): Promise<ProgrammeOutcome>;
  putBudget(
    place: { programme: string; year: number },
    wanted: { version: number; budget: BudgetFields },
    by: Actor,
  ): Promise<ProgrammeOutcome>;
  /** Takes an entry out with its money; what a public source says of it stands again. Throws `RecordConflictError`. */
  remove(id: string, wanted: { version: number; reason: string }, by: Actor): Promise<ProgrammeOutcome>;
  /** What speaks against an entry as such; pointers are relative to it. */
  check(fields: ProgrammeFields): readonly ProgrammeFault[];
  findBudget(
    programme: string,
    year: number,
  ): { readonly version: number; readonly fields: BudgetFields } | null;
  /**
   * All of these in one transaction with these records beside them, or nothing. Throws `RecordConflictError` where anything was changed
   * since; false where the register has no place for them.
   */
  storeAll(
    changes: readonly RegisterChange[],
    beside: { file: string; records: readonly RecordChange[]; after: unknown },
    by: Actor,
  ): Promise<boolean>;
}

/** Builds the use case; changes run one after another. */
export function createProgrammes(parts: ProgrammeParts): Programmes {
  const book = createProgrammeBook(parts.store, parts.pack, parts.onChange);
  const inTurn = createTurns();
  const today = (): string => toLocalDate(parts.now(), parts.zone);
  const contextOf = (id: string) => ({
    budgets: book.budgetsOf(id),
    today: today(),
    agencyLabel: parts.agencyLabel,
  });
  const rowOf = (entry: Entry): ProgrammeRow => toRow(entry, contextOf(entry.id));
  return {
    load: book.load,
    today,
    find: book.find,
    entries: book.list,
    rowOf,
    check: (fields) => checkProgramme(fields, parts.names, today()),
    findBudget(programme, year) {
      const record = book.findBudget(programme, year);
      return record && { version: record.version, fields: record.body.fields };
    },
    list: () => book.list().map(rowOf),
    budgetsOf: book.budgetsOf,
    filesOf: (id) => book.budgetsOf(id).flatMap(({ year }) => book.findBudget(id, year)?.body.files ?? []),
    budgets: (year, pillar = null) => listBudgets(book, { year, pillar, today: today(), rowOf }),
    catalogue: () => book.list().map((entry) => toCatalogueProgramme(entry, contextOf(entry.id))),
    add: (wanted, by) => inTurn(() => add(parts, book, { wanted, by })),
    change: (id, wanted, by) => inTurn(() => change(parts, book, { id, wanted, by })),
    remove: (id, wanted, by) => inTurn(() => remove(parts, book, { id, wanted, by })),
    putBudget: (place, wanted, by) => inTurn(() => putBudget(parts, book, { place, wanted, by })),
    storeAll: (changes, beside, by) => inTurn(() => storeAll(parts, book, { changes, beside, by })),
  };
}

interface BudgetView {
  readonly year: number;
  readonly pillar: PillarId | null;
  readonly today: string;
  readonly rowOf: (entry: Entry) => ProgrammeRow;
}

function listBudgets(
  book: ProgrammeBook,
  { year, pillar, today, rowOf }: BudgetView,
): Omit<BudgetList, 'at'> {
  const entries = book.list().filter(({ fields }) => pillar === null || fields.pillar === pillar);
  const items = entries.flatMap((entry) => {
    const budget = book.budgetsOf(entry.id).find((one) => one.year === year);
    if (!budget) return [];
    const { id, name, nameEn, agency, pillar, status, simulated } = rowOf(entry);
    const money = summarise(budget, today);
    return [{ id, name, nameEn, agency, pillar, status, simulated, money }];
  });
  return { today, year, years: [...book.years()], items, without: entries.length - items.length };
}

const refuse = (pointer: string, code: string, params: ProgrammeFault['params'] = {}): ProgrammeOutcome => ({
  kind: 'refused',
  faults: [{ pointer, code, params }],
});

async function add(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  { wanted: { key, programme }, by }: { wanted: { key: string; programme: ProgrammeFields }; by: Actor },
): Promise<ProgrammeOutcome> {
  const id = parts.hash(`programme|${by.id}|${key}`).slice(0, 20);
  const request = parts.hash(JSON.stringify(programme));
  const known = book.find(id);
  if (known) {
    if (known.request !== request) throw new IdempotencyConflictError();
    return { kind: 'done', id };
  }
  if (book.list().length >= programmeLimits.programmes)
    return refuse('/programme', 'programme_too_many', { max: programmeLimits.programmes });
  const faults = await findFaults(parts, programme, null);
  if (faults.length > 0) return { kind: 'refused', faults };
  await store(parts, book, { change: { kind: 'programme', id, version: 0, fields: programme }, request, by });
  return { kind: 'done', id };
}

async function change(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  {
    id,
    wanted: { version, programme },
    by,
  }: { id: string; wanted: { version: number; programme: ProgrammeFields }; by: Actor },
): Promise<ProgrammeOutcome> {
  const known = book.find(id);
  if (!known) return { kind: 'not-found' };
  // Asked before the body was read, too; it may have been given away since.
  if (!mayTouch(by, known.fields.agency)) return { kind: 'other-agency' };
  if (known.version !== version) throw new RecordConflictError();
  const faults = await findFaults(parts, programme, known.fields);
  if (faults.length > 0) return { kind: 'refused', faults };
  if (JSON.stringify(known.fields) === JSON.stringify(programme)) return { kind: 'done', id };
  await store(parts, book, {
    change: { kind: 'programme', id, version, fields: programme },
    request: null,
    by,
  });
  return { kind: 'done', id };
}

async function putBudget(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  {
    place: { programme, year },
    wanted: { version, budget },
    by,
  }: {
    place: { programme: string; year: number };
    wanted: { version: number; budget: BudgetFields };
    by: Actor;
  },
): Promise<ProgrammeOutcome> {
  const known = book.find(programme);
  if (!known) return { kind: 'not-found' };
  if (!mayTouch(by, known.fields.agency)) return { kind: 'other-agency' };
  if ((book.findBudget(programme, year)?.version ?? 0) !== version) throw new RecordConflictError();
  const today = toLocalDate(parts.now(), parts.zone);
  const faults = checkBudget(budget, { year, today }).map((one) => ({
    ...one,
    pointer: `/budget${one.pointer}`,
  }));
  if (version === 0 && book.budgetsOf(programme).length >= budgetLimits.years)
    faults.push({ pointer: '/budget', code: 'too_many', params: { max: budgetLimits.years } });
  if (faults.length > 0) return { kind: 'refused', faults };
  await store(parts, book, {
    change: { kind: 'budget', programme, year, version, fields: budget },
    request: null,
    by,
  });
  return { kind: 'done', id: programme };
}

async function remove(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  { id, wanted, by }: { id: string; wanted: { version: number; reason: string }; by: Actor },
): Promise<ProgrammeOutcome> {
  const known = book.find(id);
  if (!known || known.version === 0) return { kind: 'not-found' };
  const budgets = book.budgetsOf(id);
  const changes: RecordChange[] = [
    { kind: 'programme', id, body: null, expect: wanted.version },
    ...budgets.map(({ year, version }): RecordChange => {
      return { kind: 'budget', id: toBudgetId(id, year), body: null, expect: version };
    }),
  ];
  const before = { ...known.fields, budgets };
  const deed = {
    at: parts.now(),
    action: 'programme.remove',
    subject: id,
    before,
    after: { reason: wanted.reason },
  };
  await book.changeRecords(changes, toNote(by, deed));
  book.drop(id);
  parts.onChange();
  return { kind: 'done', id };
}

/** A file must be of the programme's own agency, unless it stands there already: another's may not be looked at by its people. */
async function findFaults(
  parts: ProgrammeParts,
  fields: ProgrammeFields,
  known: ProgrammeFields | null,
): Promise<ProgrammeFault[]> {
  const faults = checkProgramme(fields, parts.names, toLocalDate(parts.now(), parts.zone));
  const standing = new Set(known?.milestones.flatMap(({ evidence }) => evidence.map(({ id }) => id)));
  for (const [index, { evidence }] of fields.milestones.entries()) {
    for (const [place, { id }] of evidence.entries()) {
      if (!standing.has(id) && (await parts.evidenceOwner(id)) !== fields.agency)
        faults.push({ pointer: `/milestones/${index}/evidence/${place}`, code: 'evidence', params: {} });
    }
  }
  return faults.map((one) => ({ ...one, pointer: `/programme${one.pointer}` }));
}

async function store(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  { change: wanted, request, by }: { change: RegisterChange; request: string | null; by: Actor },
): Promise<void> {
  const { change: written, before } = toWritten(parts, book, wanted, { request, file: null });
  const at = parts.now();
  const isMoney = wanted.kind === 'budget';
  const action = isMoney ? 'programme.money' : before === null ? 'programme.add' : 'programme.change';
  const after = isMoney ? { year: wanted.year, ...wanted.fields } : wanted.fields;
  const subject = isMoney ? wanted.programme : written.id;
  await book.changeRecords([written], toNote(by, { at, action, subject, before, after }));
  takeOver(book, written, at);
  parts.onChange();
}

async function storeAll(
  parts: ProgrammeParts,
  book: ProgrammeBook,
  {
    changes,
    beside: { file, records, after },
    by,
  }: {
    changes: readonly RegisterChange[];
    beside: { file: string; records: readonly RecordChange[]; after: unknown };
    by: Actor;
  },
): Promise<boolean> {
  const added = changes.filter((wanted) => wanted.kind === 'programme' && wanted.version === 0).length;
  if (book.list().length + added > programmeLimits.programmes) return false;
  const written = changes.map((wanted) => toWritten(parts, book, wanted, { request: null, file }));
  const at = parts.now();
  await book.changeRecords(
    [...written.map(({ change: one }) => one), ...records],
    toNote(by, { at, action: 'programme.import', subject: file, after }),
  );
  for (const { change: one } of written) takeOver(book, one, at);
  parts.onChange();
  return true;
}
