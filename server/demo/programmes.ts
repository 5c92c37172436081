import { type BudgetFields, type Fund, monthAmountsSchema } from '#shared/model/budget.ts';
import { type Milestone, type ProgrammeFields, programmeFieldsSchema } from '#shared/model/programme.ts';
import { toDayAfter } from './dayClock.ts';
import { type ProgrammePlan, programmePlans } from './programmePlans.ts';
import { toSeededNumber } from './seededRandom.ts';

/** A programme of the demo as the interface takes it; `budget` is null where no money is entered. */
export interface DemoProgramme {
  readonly key: string;
  readonly programme: ProgrammeFields;
  readonly year: number;
  readonly budget: BudgetFields | null;
}

/** What the demo's programmes are drawn from. */
export interface DemoProgrammeParts {
  readonly seed: number;
  /** Day in the region's zone, `2026-10-31`: what is done lies before it. */
  readonly today: string;
  /** Codes of the kecamatan in the region's own order. */
  readonly kecamatan: readonly string[];
  /** What the region has; a plan of an agency or indicator that it lacks is left out. */
  readonly has: (kind: 'agency' | 'indicator', id: string) => boolean;
}

/** Builds them; the same seed and day give the same. All of it is made up, and the server marks it so. */
export function buildDemoProgrammes(parts: DemoProgrammeParts): DemoProgramme[] {
  return programmePlans
    .filter(({ agency }) => parts.has('agency', agency))
    .map((plan) => ({
      key: `demo-programme-${plan.key}`,
      programme: toFields(plan, parts),
      year: Number(parts.today.slice(0, 4)),
      budget: plan.millions === undefined ? null : toBudget(plan, plan.millions, parts),
    }));
}

function toFields(plan: ProgrammePlan, { today, kecamatan, has }: DemoProgrammeParts): ProgrammeFields {
  const year = Number(today.slice(0, 4));
  return programmeFieldsSchema.parse({
    name: plan.name,
    nameEn: plan.nameEn,
    agency: plan.agency,
    pillar: plan.pillar,
    subDimension: plan.subDimension,
    secondary: plan.secondary ?? [],
    quickWin: plan.isQuickWin === true,
    yearFrom: year,
    yearTo: plan.isQuickWin ? year : year + 2,
    areas: (plan.areas ?? []).flatMap((index) => kecamatan[index] ?? []),
    code: null,
    milestones: plan.steps.map((text, index) => toMilestone(plan, { text, index, today })),
    indicators: (plan.indicators ?? []).filter((id) => has('indicator', id)),
    status: plan.course === 'planned' ? 'planned' : 'running',
    note: null,
    source: 'Data simulasi',
  });
}

/** Share of the steps that are done by now. */
const doneShare: Readonly<Record<ProgrammePlan['course'], number>> = {
  good: 0.7,
  behind: 0.4,
  idle: 0,
  unreported: 0.34,
  planned: 0,
};

function toMilestone(
  { course, steps }: ProgrammePlan,
  { text, index, today }: { text: string; index: number; today: string },
): Milestone {
  const isDone = index < Math.floor(steps.length * doneShare[course] + 0.5);
  // Steps lie two months apart around today: what is done before it, and one that is late where the course is.
  const first = course === 'behind' || course === 'idle' ? -1 : 1;
  const ahead = isDone
    ? index - steps.length
    : index - Math.floor(steps.length * doneShare[course] + 0.5) + first;
  const dueOn = toDayAfter(today, ahead * 60 - 3);
  return { id: `m${index + 1}`, text, dueOn, doneOn: isDone ? toDayAfter(dueOn, -4) : null, evidence: [] };
}

/** Share of the plan that is realised, and physical progress as a share of what was to be reached by then. */
const courses: Readonly<Record<ProgrammePlan['course'], readonly [money: number, work: number | null]>> = {
  good: [0.97, 1],
  behind: [0.62, 0.5],
  idle: [0.15, 0],
  unreported: [0.7, null],
  planned: [0, null],
};

function toBudget(plan: ProgrammePlan, millions: number, { seed, today }: DemoProgrammeParts): BudgetFields {
  const year = today.slice(0, 4);
  const ceiling = millions * 1_000_000;
  // Reports come a month behind.
  const reported = Number(today.slice(5, 7)) - 1;
  const amended = Math.round((ceiling * (0.9 + 0.25 * toSeededNumber(seed, plan.key))) / 1e6) * 1_000_000;
  const [money, work] = courses[plan.course];
  const monthly = Array.from(
    { length: 12 },
    (_, month) =>
      Math.round(((ceiling / 12) * (0.6 + 0.8 * toSeededNumber(seed, `${plan.key} ${month}`))) / 1e5) *
      100_000,
  );
  const fund: Fund = {
    source: plan.source ?? 'apbd',
    ceilings: [
      { stage: 'original', amountIdr: ceiling, on: `${year}-01-05`, document: null },
      { stage: 'amended', amountIdr: amended, on: `${year}-09-25`, document: null },
    ],
    plan: monthAmountsSchema.parse(monthly),
    realised: monthly.map((amount, month) =>
      month < reported ? Math.round((amount * money) / 1e5) * 100_000 : null,
    ),
  };
  return {
    funds: [fund],
    progress: monthly.map((_, month) =>
      work === null || month >= reported ? null : Math.round(work * ((month + 1) / 12) * 1_000) / 10,
    ),
  };
}
