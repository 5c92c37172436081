import type { Indicator } from '#shared/model/indicator.ts';
import type { FormRow } from '#shared/model/submission.ts';
import type { Language } from '#shared/model/text.ts';
import { findOdd, type OddReason } from '#shared/rules/odd.ts';
import { parseEntry } from '#shared/rules/parseEntry.ts';

/** What is wrong with a typed value. */
export type RowFault =
  | { readonly code: 'unreadable' | 'tooLong' }
  | { readonly code: 'ambiguous'; readonly thousand: string; readonly decimal: string }
  | { readonly code: 'outOfRange'; readonly min: number; readonly max: number };

/** Why a value asks for a reason. */
export type RowQuestion = OddReason | { readonly code: 'correction'; readonly previous: number | null };

/** How a typed value stands to what is known. */
export interface Judged {
  /** Null where nothing, or nothing that can be read, is typed. */
  readonly value: number | null;
  readonly fault: RowFault | null;
  readonly question: RowQuestion | null;
  /** A share typed where percent are meant: 0.93 for 93 %. */
  readonly maybePercent: number | null;
}

const nothing: Judged = { value: null, fault: null, question: null, maybePercent: null };

/** Judges what is typed for one area, by the rules that the server goes by. */
export function judgeRow(
  text: string,
  row: FormRow,
  indicator: Pick<Indicator, 'range' | 'unit'>,
  language: Language,
): Judged {
  const entry = parseEntry(text, language);
  if (entry.kind === 'empty') return nothing;
  if (entry.kind === 'ambiguous') {
    return { ...nothing, fault: { code: 'ambiguous', thousand: entry.thousand, decimal: entry.decimal } };
  }
  if (entry.kind !== 'number') {
    return { ...nothing, fault: { code: entry.kind === 'too-long' ? 'tooLong' : 'unreadable' } };
  }
  const { value } = entry;
  const { range } = indicator;
  if (range && (value < range.min || value > range.max)) {
    return { ...nothing, value, fault: { code: 'outOfRange', ...range } };
  }
  const isShare = indicator.unit === '%' && value > 0 && value < 1;
  return {
    value,
    fault: null,
    question: findQuestion(value, row),
    maybePercent: isShare ? Math.round(value * 1e10) / 1e8 : null,
  };
}

function findQuestion(value: number, { current, before }: FormRow): RowQuestion | null {
  if (current && current.value === value) return null;
  if (current) return { code: 'correction', previous: current.value };
  return findOdd(
    value,
    before.map((one) => one.value),
  );
}
