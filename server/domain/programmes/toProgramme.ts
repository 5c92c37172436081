import type { Budget } from '#shared/model/budget.ts';
import type { MoneySummary, Programme, ProgrammeFields, ProgrammeRow } from '#shared/model/programme.ts';
import { summarise } from '#shared/rules/budget.ts';
import { listGaps } from '#shared/rules/programmeGaps.ts';
import type { Entry } from './programmeBook.ts';

/** What a programme is shown with. */
export interface ShowContext {
  /** Every year of its money, newest first. */
  readonly budgets: readonly Budget[];
  /** Day in the region's zone, `2026-10-31`. */
  readonly today: string;
  readonly agencyLabel: (code: string) => string;
}

/** The year that is shown: the present one, or the last before it that has money. */
export function toShownMoney({
  budgets,
  today,
}: Pick<ShowContext, 'budgets' | 'today'>): MoneySummary | null {
  const year = Number(today.slice(0, 4));
  const shown = budgets.find((budget) => budget.year <= year);
  return shown ? summarise(shown, today) : null;
}

function countMilestones({ milestones }: ProgrammeFields): Programme['milestones'] {
  return { done: milestones.filter(({ doneOn }) => doneOn !== null).length, total: milestones.length };
}

/** Years as they are printed, e.g. `2025–2027`; what a pack's source prints where none are entered. */
function toPeriod({ fields: { yearFrom, yearTo }, pack }: Entry): string | null {
  if (yearFrom === null) return yearTo === null ? (pack?.period ?? null) : `–${yearTo}`;
  if (yearTo === yearFrom) return String(yearFrom);
  return `${yearFrom}–${yearTo ?? ''}`;
}

/** A programme as a list of the desk shows it. */
export function toRow(entry: Entry, context: ShowContext): ProgrammeRow {
  const { milestones, note: _note, ...rest } = entry.fields;
  const { budgets, today } = context;
  const summaries = budgets.map((budget) => summarise(budget, today));
  const money = toShownMoney(context);
  const pack = money === null ? entry.pack : null;
  const late = milestones.filter(({ dueOn, doneOn }) => doneOn === null && dueOn !== null && dueOn < today);
  return {
    ...rest,
    id: entry.id,
    version: entry.version,
    period: toPeriod(entry),
    milestones: { ...countMilestones(entry.fields), late: late.length },
    money,
    publicCeiling: pack?.publicCeiling ?? null,
    missing: listGaps({
      ...entry.fields,
      hasMoney: pack?.publicCeiling != null || summaries.some(({ ceilingIdr }) => ceilingIdr !== null),
      hasProgress:
        pack?.progressPercent != null || summaries.some(({ progressPercent }) => progressPercent !== null),
    }),
    simulated: entry.simulated || budgets.some(({ simulated }) => simulated),
    changedAt: entry.changedAt,
  };
}

/** A programme as walls show it. */
export function toCatalogueProgramme(entry: Entry, context: ShowContext): Programme {
  const { id, fields, pack } = entry;
  const { budgets } = context;
  const money = toShownMoney(context);
  const isPackNote = pack !== null && fields.note === pack.note?.id;
  const isPackSource = pack !== null && fields.source === pack.source.label;
  return {
    id,
    pillar: fields.pillar,
    subDimension: fields.subDimension,
    name: { id: fields.name, en: fields.nameEn ?? fields.name },
    agency: fields.agency,
    period: toPeriod(entry),
    status: fields.status,
    quickWin: fields.quickWin,
    budgetIdr: money ? money.ceilingIdr : (pack?.budgetIdr ?? null),
    publicCeiling: money ? null : (pack?.publicCeiling ?? null),
    realisedIdr: money?.realisedIdr ?? null,
    moneyYear: money?.year ?? null,
    realisedMonth: money?.realisedMonth ?? null,
    funds: (money?.funds ?? []).map(({ ceilingIdr, realisedIdr, realisedMonth }) => ({
      ceilingIdr,
      realisedIdr,
      realisedMonth,
    })),
    progressPercent: money ? money.progressPercent : (pack?.progressPercent ?? null),
    progressMonth: money?.progressMonth ?? null,
    milestones: countMilestones(fields),
    note: isPackNote ? pack.note : fields.note === null ? null : { id: fields.note, en: fields.note },
    source: isPackSource
      ? pack.source
      : { key: `agency:${fields.agency}`, label: fields.source ?? context.agencyLabel(fields.agency) },
    simulated: entry.simulated || budgets.some(({ simulated }) => simulated),
  };
}
