import type { PillarId } from '#shared/model/ids.ts';
import { type ProgrammeFields, programmeFieldsSchema } from '#shared/model/programme.ts';
import type { RegisterLayout, RegisterPart, RegisterRow } from '#shared/model/registerImport.ts';
import type { FaultList } from '../imports/faultList.ts';
import { createAreaMatcher, type MatchArea } from '../imports/matchArea.ts';
import { readRowAgency } from './findProgramme.ts';
import {
  createAgencyFinder,
  createProgrammeFinder,
  listPillarWords,
  type ProgrammeFinder,
  type RegisterChange,
  type RegisterReading,
  type RegisterSource,
  type StandingProgramme,
} from './registerSource.ts';
import { type Choices, readChoice, readText, readYear, type Table, type TableRow } from './tableRows.ts';

const yesWords: Choices<boolean> = [
  [true, 'ya', 'yes', 'y', 'quick win', 'v', '✓', '1'],
  [false, 'tidak', 'no', 'bukan', 't', '0'],
];
const statusWords: Choices<NonNullable<ProgrammeFields['status']>> = [
  ['planned', 'direncanakan', 'rencana', 'planned', 'belum mulai'],
  ['running', 'berjalan', 'running', 'sedang berjalan', 'proses', 'pelaksanaan'],
  ['done', 'selesai', 'done', 'tuntas'],
  ['stopped', 'dihentikan', 'batal', 'stopped'],
];

interface Context {
  readonly table: Table;
  readonly layout: RegisterLayout;
  readonly source: RegisterSource;
  readonly agency: string | null;
}

interface Words {
  readonly finder: ProgrammeFinder;
  readonly findAgency: ReturnType<typeof createAgencyFinder>;
  readonly pillars: Choices<PillarId>;
  readonly subDimensions: Choices<string>;
  readonly matchArea: MatchArea;
}

/** What a sheet of programmes would add and change; an empty cell leaves what stands as it is. */
export function readProgrammeRows(context: Context): RegisterReading {
  const { table, source } = context;
  const words: Words = {
    finder: createProgrammeFinder(source.programmes()),
    findAgency: createAgencyFinder(source.agencies),
    pillars: listPillarWords(source.pillars),
    subDimensions: source.pillars.flatMap(({ subDimensions }) =>
      subDimensions.map(({ code, name }) => [code, name.id, name.en, code] as const),
    ),
    matchArea: createAreaMatcher(source.areas),
  };
  const seen = new Map<string, string>();
  const read = table.rows.flatMap((row) => readOne(row, { context, words, seen }));
  return { rows: read.map(({ row }) => row), changes: read.flatMap(({ change }) => change ?? []) };
}

interface One {
  readonly context: Context;
  readonly words: Words;
  readonly seen: Map<string, string>;
}

function readOne(
  row: TableRow,
  { context, words, seen }: One,
): { row: RegisterRow; change: RegisterChange | null }[] {
  const { table, layout, source, agency } = context;
  const { faults } = table;
  const [cell] = row.cells.values();
  const own = readRowAgency(row, { findAgency: words.findAgency, faults, fixed: layout.fixed.agency });
  if (own === undefined || !cell) return [];
  if (own === null) {
    faults.add('register_no_agency', cell);
    return [];
  }
  const name = readText(row, 'name');
  const standing = findStanding(row, { finder: words.finder, agency: own, name });
  if (agency !== null && own !== agency) {
    faults.add('programme_not_yours', cell, { given: name ?? cell.text });
    return [];
  }
  const count = faults.faults.length;
  const fields = toFields(row, { standing, own, context, words });
  const key = standing?.id ?? `${own}|${name}`;
  const first = seen.get(key);
  if (first !== undefined) faults.add('duplicate', cell, { other: first });
  seen.set(key, row.ref.split('!').at(-1) ?? '');
  if (faults.faults.length > count) return [];
  const parsed = programmeFieldsSchema.safeParse(fields);
  const wrong = parsed.success
    ? source.check(parsed.data)[0]?.pointer.slice(1)
    : String(parsed.error.issues[0]?.path[0]);
  if (!parsed.success || wrong !== undefined) {
    const place = row.cells.get(wrong?.split('/')[0] ?? '') ?? cell;
    faults.add('register_text', place, { given: place.text, rule: wrong ?? '' });
    return [];
  }
  const parts = listParts(standing?.fields ?? null, parsed.data);
  const kind = !standing ? 'new' : parts.length === 0 ? 'same' : 'changed';
  const change: RegisterChange | null =
    kind === 'same'
      ? null
      : { kind: 'programme', id: standing?.id ?? null, version: standing?.version ?? 0, fields: parsed.data };
  const marks = row.isHidden ? (['hidden'] as const) : [];
  const told: RegisterRow = {
    ref: row.ref,
    kind,
    name: parsed.data.name,
    agency: own,
    year: null,
    fund: null,
    parts,
    marks: [...marks],
  };
  return [{ row: told, change }];
}

function findStanding(
  row: TableRow,
  { finder, agency, name }: { finder: ProgrammeFinder; agency: string; name: string | null },
): StandingProgramme | null {
  const code = readText(row, 'code');
  const byCode = code === null ? [] : finder.byCode(code, agency);
  const byName = name === null ? [] : finder.byName(name, agency);
  const [one] = byCode.length === 1 ? byCode : byName;
  return one ?? null;
}

interface FieldContext {
  readonly standing: StandingProgramme | null;
  readonly own: string;
  readonly context: Context;
  readonly words: Words;
}

/** The entry as it would be; `unknown` because what a person typed is only checked after. */
function toFields(
  row: TableRow,
  { standing, own, context, words }: FieldContext,
): Record<keyof ProgrammeFields, unknown> {
  const { layout, table } = context;
  const { faults } = table;
  const old = standing?.fields ?? null;
  const pillar =
    readChoice(row, 'pillar', { choices: words.pillars, faults }) ?? old?.pillar ?? layout.fixed.pillar;
  const [cell] = row.cells.values();
  if (pillar === null && cell && !row.cells.has('pillar')) faults.add('register_no_pillar', cell);
  const quickWin = readChoice(row, 'quickWin', { choices: yesWords, faults });
  const status = readChoice(row, 'status', { choices: statusWords, faults });
  const subDimension = readChoice(row, 'subDimension', { choices: words.subDimensions, faults });
  const areas = readAreas(row, words.matchArea, faults);
  return {
    name: readText(row, 'name') ?? old?.name,
    nameEn: readText(row, 'nameEn') ?? old?.nameEn ?? null,
    agency: own,
    pillar,
    subDimension: subDimension ?? (pillar === old?.pillar ? (old?.subDimension ?? null) : null),
    secondary: old?.secondary.filter((code) => code !== subDimension) ?? [],
    quickWin: quickWin ?? old?.quickWin ?? null,
    yearFrom: readYear(row, 'yearFrom', faults) ?? old?.yearFrom ?? null,
    yearTo: readYear(row, 'yearTo', faults) ?? old?.yearTo ?? null,
    areas: areas.length > 0 ? areas : (old?.areas ?? []),
    code: readCode(row, { layout, faults }) ?? old?.code ?? null,
    milestones: old?.milestones ?? [],
    indicators: old?.indicators ?? [],
    status: status ?? old?.status ?? null,
    note: readText(row, 'note') ?? old?.note ?? null,
    source: readText(row, 'source') ?? old?.source ?? null,
  };
}

function readCode(
  row: TableRow,
  { layout: { fixed }, faults }: { layout: RegisterLayout; faults: FaultList },
): object | null {
  const cell = row.cells.get('code');
  if (!cell) return null;
  const { regulation, regulationYear: year } = fixed;
  if (!regulation || year === null) {
    faults.add('register_no_regulation', null);
    return null;
  }
  return { text: cell.text, regulation, year };
}

/** Places of a cell, parted by commas or semicolons. */
function readAreas(row: TableRow, matchArea: MatchArea, faults: FaultList): string[] {
  const cell = row.cells.get('areas');
  if (!cell) return [];
  const codes = cell.text
    .split(/[,;\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .flatMap((text): string[] => {
      const match = matchArea(text, { levels: ['kecamatan', 'regency'] });
      if (match.kind === 'sure') return [match.area.code];
      if (match.kind === 'unsure') {
        faults.add('unsure_area', cell, { given: text, proposed: match.area.name });
        return [];
      }
      const near =
        match.kind === 'near'
          ? match.areas
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')
          : '';
      faults.add('unknown_area', cell, { given: text, near });
      return [];
    });
  return [...new Set(codes)];
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? String((value as { text?: unknown }).text) : String(value);
}

/** Parts that become something else. */
function listParts(old: ProgrammeFields | null, next: ProgrammeFields): RegisterPart[] {
  const names = Object.keys(next) as (keyof ProgrammeFields)[];
  return names
    .filter((name) => name !== 'milestones' && name !== 'indicators')
    .filter((name) => JSON.stringify(old?.[name] ?? null) !== JSON.stringify(next[name]))
    .map((part) => ({ part, old: toText(old?.[part]), new: toText(next[part]) }))
    .filter((part) => part.old !== null || part.new !== null);
}
