import type { Indicator } from '#shared/model/indicator.ts';
import type { FormRow, SubmissionRequest } from '#shared/model/submission.ts';
import type { Language } from '#shared/model/text.ts';
import { type Judged, judgeRow } from './judgeRow.ts';

/** What is typed for one area. */
export interface TypedRow {
  readonly text: string;
  readonly reason: string;
}

/** What is typed so far, by area. */
export type Typed = Readonly<Record<string, TypedRow>>;

/** What a form starts with. */
export interface FormStart {
  readonly typed: Typed;
  readonly note: string;
  readonly files: readonly File[];
}

export const emptyStart: FormStart = { typed: {}, note: '', files: [] };

export const nothingTyped: TypedRow = { text: '', reason: '' };

/** One row with what is typed and what that means. */
export interface JudgedRow {
  readonly row: FormRow;
  readonly typed: TypedRow;
  readonly judged: Judged;
  readonly needsReason: boolean;
}

/** Judges all rows of a form. */
export function judgeForm(
  rows: readonly FormRow[],
  typed: Typed,
  indicator: Pick<Indicator, 'range' | 'unit'>,
  language: Language,
): readonly JudgedRow[] {
  return rows.map((row) => {
    const given = typed[row.area] ?? nothingTyped;
    const judged = judgeRow(given.text, row, indicator, language);
    const needsReason = judged.question !== null && given.reason.trim() === '';
    return { row, typed: given, judged, needsReason };
  });
}

/** Rows that keep a form from being sent. */
export function listFaulty(rows: readonly JudgedRow[]): readonly JudgedRow[] {
  return rows.filter(({ judged, needsReason }) => judged.fault !== null || needsReason);
}

/** The readings of a form that can be sent, in the order of its rows. */
export function toReadings(rows: readonly JudgedRow[], note: string): SubmissionRequest['readings'] {
  return rows.flatMap(({ row, typed, judged }) => {
    if (judged.value === null || judged.fault !== null) return [];
    const reason = judged.question === null ? '' : typed.reason.trim();
    return [
      {
        area: row.area,
        value: judged.value,
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(reason ? { reason } : {}),
      },
    ];
  });
}
