import { describe, expect, it } from 'vitest';
import type { Programme } from '#shared/model/programme.ts';
import { findMoneyYear, toBoardPillar, toCountWords } from '../../../../client/lib/programmeBoard.ts';

function buildShown(patch: Partial<Programme> = {}): Programme {
  return {
    id: 'a',
    pillar: 'living',
    subDimension: null,
    name: { id: 'A', en: 'A' },
    agency: 'dinkes' as Programme['agency'],
    period: null,
    status: null,
    quickWin: null,
    budgetIdr: null,
    publicCeiling: null,
    realisedIdr: null,
    moneyYear: null,
    realisedMonth: null,
    funds: [],
    progressPercent: null,
    progressMonth: null,
    milestones: { done: 0, total: 0 },
    note: null,
    source: { key: 'x', label: 'x' },
    simulated: false,
    ...patch,
  };
}

describe('the board of programmes', () => {
  it('counts steps, programmes and quick wins of its pillar alone', () => {
    const all = [
      buildShown({ milestones: { done: 2, total: 3 }, status: 'done', quickWin: true }),
      buildShown({ id: 'b', milestones: { done: 1, total: 4 }, quickWin: true }),
      buildShown({ id: 'c', pillar: 'society', milestones: { done: 9, total: 9 } }),
    ];
    const board = toBoardPillar(all, 'living', null);
    expect(board).toMatchObject({
      steps: { done: 3, total: 7 },
      done: { done: 1, total: 2, unknown: 1 },
      quickWins: { done: 1, total: 2, unknown: 1 },
      isSimulated: false,
    });
    expect(board.programmes.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('sums money of one year alone, the latest there is, and says so of the rest', () => {
    const all = [
      buildShown({ budgetIdr: 100, realisedIdr: 10, moneyYear: 2026, realisedMonth: '2026-09' }),
      buildShown({ id: 'b', budgetIdr: 900, moneyYear: 2025 }),
      buildShown({ id: 'c', budgetIdr: 70 }),
    ];
    const year = findMoneyYear(all);
    expect(year).toBe(2026);
    const { money } = toBoardPillar(all, 'living', year);
    expect(money).toMatchObject({ ceilingIdr: 100, programmes: 3, known: { ceiling: 1, realised: 1 } });
    expect(money.spans.realised).toEqual({ given: 1, all: 1, from: '2026-09', to: '2026-09' });
  });

  it('tells from which month to which its realisation is, and of how many sources', () => {
    const fund = { ceilingIdr: 50, realisedIdr: null, realisedMonth: null };
    const funds = [{ ...fund, realisedIdr: 10, realisedMonth: '2026-03' }, fund];
    const all = [
      buildShown({ budgetIdr: 100, realisedIdr: 10, moneyYear: 2026, realisedMonth: '2026-03', funds }),
      buildShown({ id: 'b', budgetIdr: 50, realisedIdr: 40, moneyYear: 2026, realisedMonth: '2026-10' }),
    ];
    const { money } = toBoardPillar(all, 'living', 2026);
    expect(money.spans.realised).toEqual({ given: 2, all: 3, from: '2026-03', to: '2026-10' });
    // What is realised is told of the ceiling of those that report it.
    expect(money.realisedShare).toBe(0.5);
  });

  it('tells of which months its physical progress is', () => {
    const year = { budgetIdr: 100, moneyYear: 2026 };
    const all = [
      buildShown({ ...year, progressPercent: 10, progressMonth: '2026-01' }),
      buildShown({ ...year, id: 'b', progressPercent: 30, progressMonth: '2026-10' }),
    ];
    const { money } = toBoardPillar(all, 'living', 2026);
    expect([money.progressPercent, money.spans.progress]).toEqual([
      20,
      { given: 2, all: 2, from: '2026-01', to: '2026-10' },
    ]);
  });

  it('has no count of what is done where nobody said how anything stands', () => {
    const silent = toBoardPillar([buildShown(), buildShown({ id: 'b' })], 'living', null).done;
    expect([silent, toCountWords(silent)]).toEqual([{ done: 0, total: 2, unknown: 2 }, 'none']);
    expect(toCountWords({ done: 0, total: 2, unknown: 1 })).toBe('some');
    expect(toCountWords({ done: 0, total: 2, unknown: 0 })).toBe('all');
  });

  it('has no figure where nobody entered any', () => {
    expect(findMoneyYear([buildShown()])).toBeNull();
    expect(toBoardPillar([], 'living', null).money.ceilingIdr).toBeNull();
  });
});
