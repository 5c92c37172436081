import type { BudgetFields, Fund } from '../../shared/model/budget.ts';
import type { ProgrammeFields } from '../../shared/model/programme.ts';

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
