import type { PillarId } from '../model/ids.ts';
import type { ProgrammeRow } from '../model/programme.ts';

/** What of a programme the matrix looks at. */
export type MatrixRow = Pick<
  ProgrammeRow,
  | 'id'
  | 'name'
  | 'agency'
  | 'pillar'
  | 'subDimension'
  | 'secondary'
  | 'code'
  | 'areas'
  | 'indicators'
  | 'simulated'
>;

/** A pillar as the region has it. */
export interface MatrixPillar {
  readonly id: PillarId;
  readonly subDimensions: readonly { readonly code: string }[];
}

/** Programmes of one agency in one pillar or sub-dimension: those that serve it first, and those that serve it as well. */
export interface MatrixCell {
  readonly primary: number;
  readonly secondary: number;
  /** Those of each that are simulated. */
  readonly simulated: { readonly primary: number; readonly secondary: number };
}

/** Pillars and sub-dimensions against agencies. */
export interface Matrix {
  /** Agencies with any programme, in the order given. */
  readonly agencies: readonly string[];
  /** By pillar or sub-dimension, then agency; a cell without any programme is left out. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, MatrixCell>>;
  /** Pillars and sub-dimensions that no programme serves first. */
  readonly gaps: readonly string[];
  /** Agencies without any programme. */
  readonly silent: readonly string[];
}

/** Builds the matrix; a programme without a sub-dimension counts for its pillar alone. */
export function buildMatrix(
  rows: readonly MatrixRow[],
  pillars: readonly MatrixPillar[],
  agencies: readonly string[],
): Matrix {
  const cells = new Map<string, Map<string, MatrixCell>>();
  const add = (place: string, { agency, simulated }: MatrixRow, part: 'primary' | 'secondary'): void => {
    const line = cells.get(place) ?? new Map<string, MatrixCell>();
    const cell = line.get(agency) ?? { primary: 0, secondary: 0, simulated: { primary: 0, secondary: 0 } };
    const unreal = { ...cell.simulated, [part]: cell.simulated[part] + Number(simulated) };
    line.set(agency, { ...cell, [part]: cell[part] + 1, simulated: unreal });
    cells.set(place, line);
  };
  const pillarOf = new Map(
    pillars.flatMap(({ id, subDimensions }) => subDimensions.map((one) => [one.code, id])),
  );
  for (const row of rows) {
    const { pillar, subDimension, secondary } = row;
    add(pillar, row, 'primary');
    if (subDimension !== null) add(subDimension, row, 'primary');
    const others = new Set(secondary.filter((code) => code !== subDimension));
    for (const code of others) add(code, row, 'secondary');
    const pillarsToo = new Set([...others].flatMap((code) => pillarOf.get(code) ?? []));
    pillarsToo.delete(pillar);
    for (const id of pillarsToo) add(id, row, 'secondary');
  }
  const places = pillars.flatMap(({ id, subDimensions }) => [id, ...subDimensions.map(({ code }) => code)]);
  const isServed = (place: string): boolean =>
    [...(cells.get(place)?.values() ?? [])].some(({ primary }) => primary > 0);
  const busy = new Set<string>(rows.map(({ agency }) => agency));
  return {
    agencies: agencies.filter((agency) => busy.has(agency)),
    cells,
    gaps: places.filter((place) => !isServed(place)),
    silent: agencies.filter((agency) => !busy.has(agency)),
  };
}

/** Why two programmes may be one: the same name, the same code, or one indicator at one place from two agencies. */
export type DoubleReason =
  | { readonly kind: 'name' }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'place'; readonly areas: readonly string[]; readonly indicators: readonly string[] };

/** Two programmes that may be one. A person decides; nothing is merged. */
export interface Double {
  readonly first: string;
  readonly second: string;
  readonly reasons: readonly DoubleReason[];
}

/** Most pairs that are told; a register with more has another fault. */
const maxDoubles = 200;

function toPlainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

interface Named {
  readonly row: MatrixRow;
  readonly plain: string;
}

function compare({ row: a, plain }: Named, { row: b, plain: other }: Named): DoubleReason[] {
  const reasons: DoubleReason[] = [];
  if (plain === other) reasons.push({ kind: 'name' });
  // One code of another year's nomenclature is another code.
  if (a.code && b.code && a.code.text === b.code.text && a.code.regulation === b.code.regulation)
    reasons.push({ kind: 'code', code: a.code.text });
  if (a.agency !== b.agency) {
    const areas = a.areas.filter((area) => b.areas.includes(area));
    const indicators = a.indicators.filter((id) => b.indicators.includes(id));
    if (areas.length > 0 && indicators.length > 0) reasons.push({ kind: 'place', areas, indicators });
  }
  return reasons;
}

/** Pairs that may be one programme, with why; those with more reasons first, at most 200. */
export function findDoubles(rows: readonly MatrixRow[]): Double[] {
  const found: Double[] = [];
  const named = rows.map((row) => ({ row, plain: toPlainName(row.name) }));
  for (const [index, first] of named.entries()) {
    for (let next = index + 1; next < named.length; next += 1) {
      const second = named[next];
      const reasons = second ? compare(first, second) : [];
      if (second && reasons.length > 0) found.push({ first: first.row.id, second: second.row.id, reasons });
      if (found.length >= maxDoubles) break;
    }
    if (found.length >= maxDoubles) break;
  }
  return found.sort((a, b) => b.reasons.length - a.reasons.length);
}
