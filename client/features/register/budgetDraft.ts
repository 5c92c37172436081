import {
  type BudgetFields,
  budgetLimits,
  type Ceiling,
  type Fund,
  type FundSource,
} from '#shared/model/budget.ts';
import { toCumulative, toMonthly } from '#shared/rules/budget.ts';

/** Whether amounts of months are typed as sums up to each month, or month by month. */
export type MonthMode = 'cumulative' | 'monthly';

/** A ceiling while it is typed. */
export interface CeilingDraft extends Omit<Ceiling, 'amountIdr' | 'document'> {
  readonly amount: string;
  readonly document: string;
}

/** Money of one source while it is typed; twelve texts, empty for not reported. */
export interface FundDraft {
  readonly source: FundSource;
  readonly ceilings: readonly CeilingDraft[];
  readonly plan: readonly string[];
  readonly realised: readonly string[];
}

/** Money and progress of a year while they are typed. */
export interface BudgetDraft {
  readonly mode: MonthMode;
  readonly funds: readonly FundDraft[];
  readonly progress: readonly string[];
}

const empty = Array.from({ length: 12 }, () => '');
const toPercents = (values: readonly (number | null)[]): string[] =>
  values.map((value) => (value === null ? '' : String(value).replace('.', ',')));

/** Rupiah as they are written, with dots between thousands, whatever the language. */
const toRupiahText = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, '.');
const toTexts = (amounts: readonly (number | null)[]): string[] =>
  amounts.map((amount) => (amount === null ? '' : toRupiahText(amount)));

/** An amount as it is typed: dots and spaces only group thousands; null for nothing, NaN for no whole number. */
export function parseRupiah(text: string): number | null {
  const plain = text.replace(/^\s*rp\.?/i, '').replace(/[.\s\u00a0]/g, '');
  if (plain === '') return null;
  const amount = /^\d{1,16}$/.test(plain) ? Number(plain) : Number.NaN;
  return amount <= budgetLimits.amountIdr ? amount : Number.NaN;
}

/** A percentage as it is typed, with comma or point; null for nothing, NaN where it is none. */
export function parsePercent(text: string): number | null {
  const plain = text.replace(/[%\s]/g, '').replace(',', '.');
  if (plain === '') return null;
  const value = /^\d{1,3}(?:\.\d{1,4})?$/.test(plain) ? Number(plain) : Number.NaN;
  return value <= 100 ? value : Number.NaN;
}

/** A further ceiling; the first of a year is its original one. */
export function toNewCeiling(ceilings: readonly CeilingDraft[], today: string): CeilingDraft {
  return { stage: ceilings.length === 0 ? 'original' : 'shift', amount: '', on: today, document: '' };
}

/** A source that was not there yet, with room for its first ceiling. */
export function toNewFund(source: FundSource, today: string): FundDraft {
  return { source, ceilings: [toNewCeiling([], today)], plan: empty, realised: empty };
}

/** What stands, as it is typed; sums up to each month, as reports have them. */
export function toBudgetDraft(budget: BudgetFields | null, today: string): BudgetDraft {
  if (!budget) return { mode: 'cumulative', funds: [toNewFund('apbd', today)], progress: empty };
  return {
    mode: 'cumulative',
    funds: budget.funds.map(({ source, ceilings, plan, realised }) => ({
      source,
      ceilings: ceilings.map(({ amountIdr, document, ...rest }) => ({
        ...rest,
        amount: toRupiahText(amountIdr),
        document: document ?? '',
      })),
      plan: toTexts(toCumulative(plan)),
      realised: toTexts(toCumulative(realised)),
    })),
    progress: toPercents(budget.progress),
  };
}

/** A place of the draft that cannot be sent; `sinks` is a sum below the one before it. */
export interface DraftFault {
  readonly place: string;
  readonly kind: 'amount' | 'sinks' | 'percent';
}

interface Read {
  readonly months: (number | null)[];
  readonly faults: DraftFault[];
}

function readMonths(texts: readonly string[], mode: MonthMode, place: string): Read {
  const typed = texts.map(parseRupiah);
  const wrong = typed.flatMap((amount, month) =>
    Number.isNaN(amount) ? [{ place: `${place}/${month}`, kind: 'amount' } as const] : [],
  );
  if (wrong.length > 0 || mode === 'monthly') return { months: typed, faults: wrong };
  const months = toMonthly(typed);
  const faults = months.flatMap((amount, month) =>
    amount !== null && amount < 0 ? [{ place: `${place}/${month}`, kind: 'sinks' } as const] : [],
  );
  return { months, faults };
}

function readFund(fund: FundDraft, mode: MonthMode, index: number): { fund: Fund; faults: DraftFault[] } {
  const place = `/funds/${index}`;
  const plan = readMonths(fund.plan, mode, `${place}/plan`);
  const realised = readMonths(fund.realised, mode, `${place}/realised`);
  const faults: DraftFault[] = [];
  const ceilings = fund.ceilings.map(({ amount, document, ...rest }, nth): Ceiling => {
    const amountIdr = parseRupiah(amount);
    if (amountIdr === null || Number.isNaN(amountIdr))
      faults.push({ place: `${place}/ceilings/${nth}/amountIdr`, kind: 'amount' });
    return { ...rest, amountIdr: amountIdr ?? 0, document: document.trim() || null };
  });
  return {
    fund: { source: fund.source, ceilings, plan: plan.months, realised: realised.months },
    faults: [...faults, ...plan.faults, ...realised.faults],
  };
}

/** What is sent, or what is wrong with it; a ceiling without an amount is a fault, never zero. */
export function readBudgetDraft({ mode, funds, progress }: BudgetDraft): {
  readonly budget: BudgetFields;
  readonly faults: readonly DraftFault[];
} {
  const read = funds.map((fund, index) => readFund(fund, mode, index));
  const percents = progress.map(parsePercent);
  const wrong = percents.flatMap((percent, month) =>
    Number.isNaN(percent) ? [{ place: `/progress/${month}`, kind: 'percent' } as const] : [],
  );
  return {
    budget: { funds: read.map(({ fund }) => fund), progress: percents },
    faults: [...read.flatMap(({ faults }) => faults), ...wrong],
  };
}

/** The same months in the other way of typing; what cannot be read stays as it is typed. */
export function toMode(draft: BudgetDraft, mode: MonthMode): BudgetDraft {
  if (mode === draft.mode) return draft;
  const turn = (texts: readonly string[]): readonly string[] => {
    const typed = texts.map(parseRupiah);
    if (typed.some((amount) => Number.isNaN(amount))) return texts;
    return toTexts(mode === 'monthly' ? toMonthly(typed) : toCumulative(typed));
  };
  return {
    ...draft,
    mode,
    funds: draft.funds.map((fund) => ({ ...fund, plan: turn(fund.plan), realised: turn(fund.realised) })),
  };
}
