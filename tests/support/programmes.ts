import type { BudgetFields, Fund } from '../../shared/model/budget.ts';
import type { ProgrammeFields } from '../../shared/model/programme.ts';
import type { SignedIn } from './people.ts';

/** An entry of the register with nothing but what must be said. */
export function buildProgramme(
  patch: { readonly [Key in keyof ProgrammeFields]?: unknown } = {},
): ProgrammeFields {
  return {
    name: 'Pos pemadam baru',
    nameEn: null,
    agency: 'disdamkar',
    pillar: 'living',
    subDimension: null,
    secondary: [],
    quickWin: null,
    yearFrom: null,
    yearTo: null,
    areas: [],
    code: null,
    milestones: [],
    indicators: [],
    status: null,
    note: null,
    source: null,
    ...patch,
  } as ProgrammeFields;
}

/** Twelve months; what is left out was not reported. */
export function buildMonths(known: Readonly<Record<number, number>> = {}): (number | null)[] {
  return Array.from({ length: 12 }, (_, month) => known[month + 1] ?? null);
}

/** Money of one source. */
export function buildFund(patch: Partial<Fund> = {}): Fund {
  return { source: 'apbd', ceilings: [], plan: buildMonths(), realised: buildMonths(), ...patch };
}

/** Money of a year: one ceiling from January on. */
export function buildBudget(amountIdr: number, patch: Partial<BudgetFields> = {}): BudgetFields {
  const ceiling = { stage: 'original', amountIdr, on: '2026-01-02', document: null } as const;
  return { funds: [buildFund({ ceilings: [ceiling] })], progress: buildMonths(), ...patch };
}

/** Two programmes with money, one of them without a report, and one without any money. */
export async function keepProgrammes(verifier: SignedIn, year: number): Promise<void> {
  const funds = [
    buildFund({
      ceilings: [
        { stage: 'original', amountIdr: 12_345_678_900, on: `${year}-01-01`, document: null },
        { stage: 'shift', amountIdr: 11_000_000_500, on: `${year}-01-01`, document: 'Perbup 1' },
      ],
      plan: buildMonths({ 1: 987_654_321 }),
      realised: buildMonths({ 1: 654_321_098 }),
    }),
    buildFund({
      source: 'dak',
      ceilings: [{ stage: 'original', amountIdr: 2_000_000_001, on: `${year}-01-01`, document: null }],
    }),
  ];
  const kept = [
    ['Alat ukur udara', { funds, progress: buildMonths({ 1: 12.75 }) }],
    ['Bank sampah', { funds: funds.slice(1), progress: buildMonths() }],
    ['Taman kota', null],
  ] as const;
  for (const [place, [name, budget]] of kept.entries()) {
    const programme = buildProgramme({ name, agency: 'dlh', pillar: 'environment' });
    const made = await verifier.ask('POST', '/api/v1/programmes', { key: `programme-${place}`, programme });
    if (!made.ok) throw new Error(`programme: ${made.status} ${await made.text()}`);
    const { row } = (await made.json()) as { row: { id: string } };
    if (!budget) continue;
    const put = await verifier.ask('PUT', `/api/v1/budgets/${row.id}/${year}`, { version: 0, budget });
    if (!put.ok) throw new Error(`budget: ${put.status} ${await put.text()}`);
  }
}
