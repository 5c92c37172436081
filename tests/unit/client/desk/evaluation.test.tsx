import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DimensionTable, Gains } from '../../../../client/features/evaluation/DimensionTable.tsx';
import { toDifferenceText, toScoreText } from '../../../../client/features/evaluation/evaluationWords.ts';
import { FinalScore } from '../../../../client/features/evaluation/FinalScore.tsx';
import { WhatIf } from '../../../../client/features/evaluation/WhatIf.tsx';
import { startDeskI18n } from '../../../../client/i18n/desk/deskI18n.ts';
import type { Evaluation } from '../../../../shared/model/evaluation.ts';
import { toWeightedScore } from '../../../../shared/rules/evaluation.ts';

const evaluation: Evaluation = {
  year: 2025,
  version: 0,
  log: [],
  scheme: 'A',
  weights: { baseline: 10, output: 20, outcome: 30, impact: 20, quickWin: 20 },
  scores: { baseline: 3, output: 1.5, outcome: 3, impact: 3, quickWin: 3 },
  published: null,
  rank: null,
  note: null,
  source: null,
  surety: null,
  origin: 'published',
};
const schemes = [
  {
    id: 'A',
    name: 'Bobot Jambi',
    weights: evaluation.weights,
    source: { key: 'JAMBI', label: 'Jambi' },
    surety: 'medium' as const,
    note: null,
  },
];
const showFinal = (scores = evaluation.scores, more: Partial<Evaluation> = {}) =>
  render(
    <FinalScore
      evaluation={{ ...evaluation, ...more }}
      weighted={toWeightedScore(scores, evaluation.weights)}
      schemes={schemes}
    />,
  );

beforeAll(() => startDeskI18n('id'));
afterEach(cleanup);

describe('the final score', () => {
  it('names its weights as their source does', () => {
    showFinal();
    expect(screen.getByText(/2,70 menurut Bobot Jambi/)).toBeDefined();
  });

  it.each([
    ['as published', 'published', 'BEKASICYBER', 'Bekasicyber · pasti (dua sumber atau naskah resmi)'],
    ['changed here', 'reported', 'BEKASICYBER', 'Bekasicyber · diubah di Simpul'],
    ['of a source that was named here', 'reported', 'desk', 'Bekasicyber'],
  ] as const)('%s says so beside its source', (_name, origin, key, expected) => {
    const surety = origin === 'published' ? 'high' : null;
    showFinal(evaluation.scores, { origin, surety, source: { key, label: 'Bekasicyber' } });
    expect(screen.getByText('Sumber').nextElementSibling?.textContent).toBe(expected);
  });

  it('is printed with a half rounded up where binary fractions hold it as less', () => {
    expect(toScoreText(2.685 - 1e-13)).toBe('2,69');
    expect(toDifferenceText(0.335 - 1e-13)).toBe('+0,34');
  });
});

describe('a dimension without a score', () => {
  const scores = { ...evaluation.scores, impact: null };
  const weighted = toWeightedScore(scores, evaluation.weights);

  it('gains nothing that anyone could know', () => {
    const nothing = { value: null, counted: 0, of: 0 };
    const estimates = {
      baseline: nothing,
      output: nothing,
      outcome: nothing,
      impact: nothing,
      quickWin: nothing,
    };
    render(
      <>
        <DimensionTable year={2025} weighted={weighted} estimates={estimates} simulated={false} />
        <Gains weighted={weighted} />
      </>,
    );
    const row = within(screen.getByRole('row', { name: /^Impact/ }));
    expect(row.getAllByText('belum ada')).toHaveLength(3);
    expect(screen.queryByText(/Impact ke/)).toBeNull();
    expect(screen.getByText('Belum dapat dihitung karena belum ada nilainya: Impact.')).toBeDefined();
  });

  it('does not stand at 0 in a supposition until one is given', () => {
    render(<WhatIf evaluation={{ ...evaluation, scores }} />);
    const slider = screen.getByRole('slider', { name: 'Geser Impact' });
    expect(slider.getAttribute('aria-valuetext')).toBe('belum ada');
    expect(slider.dataset['unknown']).toBe('true');
    fireEvent.change(screen.getByLabelText('Nilai Impact'), { target: { value: '0' } });
    expect(slider.getAttribute('aria-valuetext')).toBeNull();
    expect(slider.dataset['unknown']).toBe('false');
  });
});
