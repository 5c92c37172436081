import { describe, expect, it } from 'vitest';
import { judgeForm, listFaulty, toReadings } from '../../../../client/features/input/formState.ts';
import { judgeRow } from '../../../../client/features/input/judgeRow.ts';
import type { FormRow } from '../../../../shared/model/submission.ts';

const percent = { range: { min: 0, max: 100 }, unit: '%' };

function row(area: string, more: Partial<FormRow> = {}): FormRow {
  return { area, name: area, current: null, held: null, before: [], ...more } as unknown as FormRow;
}

const standing = { value: 80, verification: 'verified', recordedAt: '2026-11-01T00:00:00Z' } as const;
const before = [{ value: 90, period: null, observedAt: '2026-09-30T00:00:00Z' }];

describe('a typed value', () => {
  it('is read by the language of the page', () => {
    expect(judgeRow('93,5', row('a'), percent, 'id')).toMatchObject({ value: 93.5, fault: null });
    expect(judgeRow('93.5', row('a'), percent, 'id').fault).toMatchObject({ code: 'ambiguous' });
    expect(judgeRow('93.5', row('a'), percent, 'en')).toMatchObject({ value: 93.5, fault: null });
  });

  it('is refused outside its range, and asked about where a share may be meant', () => {
    expect(judgeRow('101', row('a'), percent, 'id').fault).toEqual({ code: 'outOfRange', min: 0, max: 100 });
    expect(judgeRow('0,93', row('a'), percent, 'id').maybePercent).toBe(93);
    expect(judgeRow('0,93', row('a'), { range: null, unit: 'ton' }, 'id').maybePercent).toBeNull();
  });

  it('asks for a reason where it is odd or replaces what stands', () => {
    expect(judgeRow('9', row('a', { before }), percent, 'id').question).toMatchObject({ code: 'step_down' });
    expect(judgeRow('85', row('a', { before, current: standing }), percent, 'id').question).toEqual({
      code: 'correction',
      previous: 80,
    });
    expect(judgeRow('80', row('a', { current: standing }), percent, 'id').question).toBeNull();
    expect(judgeRow('88', row('a', { before }), percent, 'id').question).toBeNull();
  });
});

describe('a form', () => {
  const rows = [row('a'), row('b', { before }), row('c')];
  const typed = {
    a: { text: '50', reason: 'left over' },
    b: { text: '9', reason: '' },
    c: { text: 'x', reason: '' },
  };

  it('names what keeps it from being sent', () => {
    const judged = judgeForm(rows, typed, percent, 'id');
    expect(listFaulty(judged).map((one) => one.row.area)).toEqual(['b', 'c']);
  });

  it('sends what is filled in, with a reason only where one was asked for', () => {
    const mended = { ...typed, b: { text: '9', reason: ' banjir ' }, c: { text: '', reason: '' } };
    const judged = judgeForm(rows, mended, percent, 'id');
    expect(listFaulty(judged)).toEqual([]);
    expect(toReadings(judged, ' catatan ')).toEqual([
      { area: 'a', value: 50, note: 'catatan' },
      { area: 'b', value: 9, note: 'catatan', reason: 'banjir' },
    ]);
  });
});
