import { describe, expect, it } from 'vitest';
import { figureThenSchema } from '#shared/model/assistance.ts';
import { compareFollowUps, isFollowUpLate, toEffect, toFollowUp } from '#shared/rules/assistance.ts';
import { buildRecommendation } from '../../../support/officialBuilders.ts';

const response = { text: 'Diterima', on: '2026-04-01' };
const decision = { decisionKind: 'regulation', title: 'Perbup', number: null, on: '2026-05-01' } as const;
const closed = { text: 'Selesai', on: '2026-06-01' };

describe('a follow-up', () => {
  it('stands at the furthest step that is there', () => {
    expect(toFollowUp(buildRecommendation())).toBe('waiting');
    expect(toFollowUp(buildRecommendation({ response }))).toBe('answered');
    expect(toFollowUp(buildRecommendation({ decision }))).toBe('decided');
    expect(toFollowUp(buildRecommendation({ response, decision, closed }))).toBe('closed');
    expect(toFollowUp(buildRecommendation({ dropped: 'Tidak relevan' }))).toBe('dropped');
  });

  it('is late after its day until it is decided or over', () => {
    const after = '2026-10-01';
    expect(isFollowUpLate(buildRecommendation(), '2026-09-30')).toBe(false);
    expect(isFollowUpLate(buildRecommendation({ response }), after)).toBe(true);
    expect(isFollowUpLate(buildRecommendation({ decision }), after)).toBe(false);
    expect(isFollowUpLate(buildRecommendation({ dropped: 'Tidak relevan' }), after)).toBe(false);
  });

  it('stands above others when it is late, however late the others are due', () => {
    const all = [
      buildRecommendation({ id: 'a', decision, dueOn: '2026-01-01' }),
      buildRecommendation({ id: 'b', dueOn: '2027-01-01' }),
      buildRecommendation({ id: 'c', dueOn: '2026-09-01' }),
    ];
    expect(all.toSorted((a, b) => compareFollowUps(a, b, '2026-10-01')).map(({ id }) => id)).toEqual([
      'c',
      'b',
      'a',
    ]);
  });
});

describe('the effect on an indicator', () => {
  const then = { value: 10, observedAt: 100, origin: 'published', period: null } as const;
  const newer = { ...then, observedAt: 200 };
  const none = { value: null, observedAt: null, origin: null, period: null };

  it.each([
    [12, 'higher', 'better'],
    [12, 'lower', 'worse'],
    [8, 'lower', 'better'],
    [8, 'higher', 'worse'],
    [10, 'higher', 'same'],
    [12, 'neutral', 'changed'],
    [12, 'within', 'changed'],
  ] as const)('from 10 to %d where %s is better is %s', (value, direction, effect) => {
    expect(toEffect(then, { ...newer, value }, direction)).toBe(effect);
  });

  it('is not told from the figure of then itself', () => {
    expect(toEffect(then, then, 'higher')).toBe('waiting');
  });

  it('is unknown where one of the two is missing: absent is no zero', () => {
    expect(toEffect(undefined, newer, 'higher')).toBe('unknown');
    expect(toEffect(none, newer, 'higher')).toBe('unknown');
    expect(toEffect(then, undefined, 'higher')).toBe('unknown');
    expect(toEffect(then, none, 'higher')).toBe('unknown');
  });

  it.each([
    ['simulated', 'reported', 'unknown'],
    ['reported', 'simulated', 'unknown'],
    [null, 'simulated', 'unknown'],
    ['simulated', 'simulated', 'better'],
    [null, 'reported', 'better'],
  ] as const)(
    'of a figure %s then and %s now is %s: what is made up says nothing of what is',
    (was, is, effect) => {
      const now = { ...newer, value: 12, origin: is };
      expect(toEffect({ ...then, origin: was }, now, 'higher')).toBe(effect);
    },
  );

  it.each([
    ['2024', '2025 (tahun tidak pasti)', 'worse'],
    ['Januari–Agustus 2024', 'Januari–Agustus 2025', 'worse'],
    ['2024', 'Januari–Agustus 2025', 'unknown'],
    [null, 'Jan-Agu 2025', 'unknown'],
    ['2025', '2026 sampai sekitar Mei', 'unknown'],
    [null, null, 'worse'],
    [null, '2026-02-21', 'worse'],
    ['2023', '2024/2025', 'worse'],
  ] as const)('of %s then and %s now is %s: part of a year is not the whole', (was, is, effect) => {
    expect(toEffect({ ...then, period: was }, { ...newer, value: 8, period: is }, 'higher')).toBe(effect);
  });

  it('has no origin where none was kept', () => {
    const old = { indicator: 'governance-spbe', value: 3.28, observedAt: 100 };
    expect(figureThenSchema.parse(old).origin).toBeNull();
  });
});
