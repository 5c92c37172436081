import { describe, expect, it } from 'vitest';
import {
  parsePercent,
  parseRupiah,
  readBudgetDraft,
  toBudgetDraft,
  toMode,
  toNewFund,
} from '../../../../client/features/register/budgetDraft.ts';
import { formatFullRupiah, formatRupiah } from '../../../../client/lib/money.ts';
import { buildBudget, buildFund, buildMonths } from '../../../support/programmes.ts';

describe('rupiah', () => {
  it.each([
    [0, 'Rp 0'],
    [950_000, 'Rp 950.000'],
    [1_000_000, 'Rp 1 juta'],
    [850_400_000, 'Rp 850 juta'],
    [999_700_000, 'Rp 1 miliar'],
    [4_250_000_000, 'Rp 4,25 miliar'],
    [38_000_000_000, 'Rp 38 miliar'],
    [7_700_000_000_000, 'Rp 7,7 triliun'],
  ])('of %d are said as %s', (amount, text) => {
    expect(formatRupiah(amount, 'id').replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('keep every digit at hand, and speak English', () => {
    expect(formatFullRupiah(4_250_000_001, 'id')).toBe('Rp\u00a04.250.000.001');
    expect(formatRupiah(4_250_000_000, 'en')).toBe('Rp\u00a04.25\u00a0billion');
  });

  it.each([
    ['', null],
    ['0', 0],
    ['Rp 4.250.000', 4_250_000],
    ['4 250 000', 4_250_000],
    ['4,5', Number.NaN],
    ['empat', Number.NaN],
    ['-5', Number.NaN],
    ['9.999.999.999.999.999', Number.NaN],
  ])('typed as "%s" are %s', (text, amount) => {
    expect(parseRupiah(text)).toBe(amount);
  });

  it.each([
    ['', null],
    ['12,5 %', 12.5],
    ['100', 100],
    ['101', Number.NaN],
  ])('and a percentage typed as "%s" is %s', (text, value) => {
    expect(parsePercent(text)).toBe(value);
  });
});

describe('the form of a year of money', () => {
  it('gives back what it was opened with', () => {
    const budget = buildBudget(5_000, {
      funds: [buildFund({ plan: buildMonths({ 1: 5, 3: 7 }), realised: buildMonths({ 2: 0 }) })],
      progress: buildMonths({ 2: 12.5 }),
    });
    expect(readBudgetDraft(toBudgetDraft(budget, '2026-11-05'))).toEqual({ budget, faults: [] });
  });

  it('says at its place what cannot be sent, and never sends a ceiling of nothing as zero', () => {
    const fund = { ...toNewFund('apbd', '2026-11-05'), plan: ['10', '', '5', 'x'] };
    const progress = Array.from({ length: 12 }, () => '120');
    const { faults } = readBudgetDraft({ mode: 'cumulative', funds: [fund], progress });
    expect(faults.slice(0, 3)).toEqual([
      { place: '/funds/0/ceilings/0/amountIdr', kind: 'amount' },
      { place: '/funds/0/plan/3', kind: 'amount' },
      { place: '/progress/0', kind: 'percent' },
    ]);
    const sinking = { ...fund, plan: ['10', '', '5'] };
    expect(readBudgetDraft({ mode: 'cumulative', funds: [sinking], progress: [] }).faults).toContainEqual({
      place: '/funds/0/plan/2',
      kind: 'sinks',
    });
  });

  it('shows months as sums or by themselves without changing them', () => {
    const budget = buildBudget(1, { funds: [buildFund({ plan: buildMonths({ 1: 1_000, 2: 500 }) })] });
    const sums = toBudgetDraft(budget, '2026-11-05');
    expect(sums.funds[0]?.plan.slice(0, 2)).toEqual(['1.000', '1.500']);
    const months = toMode(sums, 'monthly');
    expect(months.funds[0]?.plan.slice(0, 2)).toEqual(['1.000', '500']);
    expect(readBudgetDraft(months)).toEqual(readBudgetDraft(sums));
  });
});
