import type { Budget, BudgetFields } from '#shared/model/budget.ts';
import type { Programme, ProgrammeFields } from '#shared/model/programme.ts';
import { createHeldRecords, type HeldRecords, type RecordKey } from '../records/createHeldRecords.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';

/** Body of a `programme` record. */
export interface ProgrammeBody {
  readonly fields: ProgrammeFields;
  readonly simulated: boolean;
  /** Hash of the call that made it; null for one that stands over an entry of the pack. */
  readonly request: string | null;
  /** Files whose import changed it, latest last. */
  readonly files: readonly string[];
}

/** Body of a `budget` record. */
export interface BudgetBody {
  readonly programme: string;
  readonly year: number;
  readonly fields: BudgetFields;
  readonly simulated: boolean;
  readonly files: readonly string[];
}

/** A programme wherever it stands: in the register, in the pack, or in the register over the pack's. */
export interface Entry {
  readonly id: string;
  /** 0 where it stands in the pack alone. */
  readonly version: number;
  readonly fields: ProgrammeFields;
  readonly pack: Programme | null;
  readonly simulated: boolean;
  readonly request: string | null;
  readonly files: readonly string[];
  readonly changedAt: number | null;
}

/** Both registers as they lie in the store, at hand. */
export interface ProgrammeBook {
  /** Reads everything; before it there is nothing but the pack. */
  load(): Promise<void>;
  /** By name. */
  list(): readonly Entry[];
  find(id: string): Entry | null;
  /** Every year of a programme, newest first. */
  budgetsOf(programme: string): readonly Budget[];
  findBudget(programme: string, year: number): StoredRecord<BudgetBody> | null;
  /** All money of a year, and every year that has any, newest first. */
  years(): readonly number[];
  /** Takes over what was stored; a version is that of the record now. */
  put(record: StoredRecord<ProgrammeBody>): void;
  putBudget(record: StoredRecord<BudgetBody>): void;
  /** Forgets a programme and its money. */
  drop(id: string): void;
  /** As the store's; what is to be at hand of it is put there by the caller. */
  readonly changeRecords: RecordStore['changeRecords'];
}

/** Id of the record of a programme's year. */
export function toBudgetId(programme: string, year: number): string {
  return `${programme}|${year}`;
}

/** Builds the book over a store; `pack` are the entries of the region. `onFound` is told where a write was stored that seemed to fail. */
export function createProgrammeBook(
  store: RecordStore,
  pack: readonly Programme[],
  onFound: () => void,
): ProgrammeBook {
  const fromPack = new Map(pack.map((programme) => [programme.id, programme]));
  const records = new Map<string, StoredRecord<ProgrammeBody>>();
  const budgets = new Map<string, StoredRecord<BudgetBody>>();
  const byProgramme = new Map<string, Budget[]>();
  let sorted: readonly Entry[] | null = null;

  const find: ProgrammeBook['find'] = (id) => {
    const record = records.get(id);
    const programme = fromPack.get(id) ?? null;
    if (record) return toEntry(record, programme);
    return programme && toPackEntry(programme);
  };
  const putBudget: ProgrammeBook['putBudget'] = (record) => {
    budgets.set(record.id, record);
    const { programme, year } = record.body;
    const others = (byProgramme.get(programme) ?? []).filter((one) => one.year !== year);
    byProgramme.set(
      programme,
      [...others, toBudget(record)].sort((a, b) => b.year - a.year),
    );
  };
  const put: ProgrammeBook['put'] = (record) => {
    records.set(record.id, record);
    sorted = null;
  };
  const drop: ProgrammeBook['drop'] = (id) => {
    for (const { year } of byProgramme.get(id) ?? []) budgets.delete(toBudgetId(id, year));
    byProgramme.delete(id);
    records.delete(id);
    sorted = null;
  };
  const versionOf = ({ kind, id }: RecordKey) => (kind === 'budget' ? budgets : records).get(id)?.version;
  const held = hold(store, { put, putBudget, drop, versionOf, onFound });
  return {
    find,
    put,
    putBudget,
    drop,
    ...held,
    list() {
      sorted ??= [...new Set([...fromPack.keys(), ...records.keys()])]
        .flatMap((id) => find(id) ?? [])
        .sort((a, b) => a.fields.name.localeCompare(b.fields.name, 'id'));
      return sorted;
    },
    budgetsOf: (programme) => byProgramme.get(programme) ?? [],
    findBudget: (programme, year) => budgets.get(toBudgetId(programme, year)) ?? null,
    years: () => [...new Set([...budgets.values()].map(({ body }) => body.year))].sort((a, b) => b - a),
  };
}

interface Shelf extends Pick<ProgrammeBook, 'put' | 'putBudget' | 'drop'> {
  readonly versionOf: (key: RecordKey) => number | undefined;
  readonly onFound: () => void;
}

function hold(store: RecordStore, { put, putBudget, drop, versionOf, onFound }: Shelf): HeldRecords {
  return createHeldRecords(store, {
    async read() {
      for (const record of await store.listRecords('programme')) put(record as StoredRecord<ProgrammeBody>);
      for (const record of await store.listRecords('budget')) putBudget(record as StoredRecord<BudgetBody>);
    },
    async reread(keys) {
      for (const key of keys.filter(({ kind }) => kind === 'programme' || kind === 'budget')) {
        const { kind, id } = key;
        const record = await store.getRecord(kind, id);
        if (record?.version === versionOf(key)) continue;
        // The money of a programme goes with it.
        if (kind === 'programme' && !record) drop(id);
        else if (kind === 'programme') put(record as StoredRecord<ProgrammeBody>);
        else if (record) putBudget(record as StoredRecord<BudgetBody>);
        onFound();
      }
    },
  });
}

function toEntry(record: StoredRecord<ProgrammeBody>, pack: Programme | null): Entry {
  const { id, version, body, changedAt } = record;
  const { fields, simulated, request, files } = body;
  return { id, version, fields, pack, simulated, request, files, changedAt };
}

function toBudget({ version, body, changedAt }: StoredRecord<BudgetBody>): Budget {
  const { programme, year, fields, simulated } = body;
  return { ...fields, programme, year, version, changedAt, simulated };
}

/** What a public source says of a programme, in the form in which a clerk completes it. */
function toPackEntry(pack: Programme): Entry {
  const years = /^(\d{4})(?:\s*[–-]\s*(\d{4}))?$/.exec(pack.period ?? '');
  const [, from, to = from] = years ?? [];
  const fields: ProgrammeFields = {
    name: pack.name.id,
    nameEn: pack.name.en === pack.name.id ? null : pack.name.en,
    agency: pack.agency,
    pillar: pack.pillar,
    subDimension: pack.subDimension,
    secondary: [],
    quickWin: pack.quickWin,
    yearFrom: from === undefined ? null : Number(from),
    yearTo: to === undefined ? null : Number(to),
    areas: [],
    code: null,
    milestones: [],
    indicators: [],
    status: pack.status,
    note: pack.note?.id ?? null,
    source: pack.source.label,
  };
  return {
    id: pack.id,
    version: 0,
    fields,
    pack,
    simulated: pack.simulated,
    request: null,
    files: [],
    changedAt: null,
  };
}
