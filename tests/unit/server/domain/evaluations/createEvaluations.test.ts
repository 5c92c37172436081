import { describe, expect, it } from 'vitest';
import type { EvaluationChange, EvaluationDoc, SurveyDoc, SurveyEntry } from '#shared/model/evaluation.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { toPrinted, toWeightedScore } from '#shared/rules/evaluation.ts';
import {
  createEvaluations,
  type EstimateSource,
} from '../../../../../server/domain/evaluations/createEvaluations.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { IdempotencyConflictError, RecordConflictError } from '../../../../../server/domain/storeErrors.ts';
import { region } from '../../../../support/desk.ts';
import { buildRegister } from '../../../../support/registers.ts';

const by = toSystemActor('siti');
const nothing = { baseline: null, output: null, outcome: null, impact: null, quickWin: null };
const [scheme] = region.weightSchemes;
if (!scheme) throw new Error('the pack has no weights');

/** Evaluations over registers in memory that begin with the years of the pack. */
function open({ isSimulated = false } = {}) {
  const base = new Map(region.evaluations.map(({ year, doc }) => [String(year), doc]));
  const years = buildRegister<EvaluationDoc>('evaluation', base);
  const surveys = buildRegister<SurveyDoc>('survey');
  let source: EstimateSource = { programmes: [], pillarScores: [], simulated: false };
  const evaluations = createEvaluations({
    years: years.register,
    surveys: surveys.register,
    schemes: region.weightSchemes,
    crosswalk: region.crosswalk,
    estimateSource: () => source,
    figure: (indicator) => ({ indicator, value: null }) as OfficialFigure,
    now: () => 5_000,
    isSimulated,
  });
  const yearOf = async (wanted: number) =>
    (await evaluations.list()).years.find(({ year }) => year === wanted);
  return {
    evaluations,
    yearOf,
    notes: [years.notes, surveys.notes],
    setSource: (next: EstimateSource) => {
      source = next;
    },
  };
}

let count = 0;
const toKey = (): string => {
  count += 1;
  return `call-number-${count}`;
};

function buildChange(more: Partial<EvaluationChange> = {}): EvaluationChange {
  return {
    key: toKey(),
    scheme: scheme?.id ?? null,
    weights: scheme?.weights as EvaluationChange['weights'],
    scores: nothing,
    published: null,
    rank: null,
    note: null,
    source: null,
    ...more,
  };
}

const survey = {
  year: 2026,
  programme: 'Layanan desa',
  question: 'Puas?',
  respondents: 50,
  score: 3.2,
  scale: 4,
  source: 'Survei',
};

async function faultsOf(outcome: Promise<{ kind: string }>): Promise<string[]> {
  const found = (await outcome) as { kind: string; faults?: { pointer: string; code: string }[] };
  return found.faults?.map(({ pointer, code }) => `${pointer} ${code}`) ?? [found.kind];
}

describe('the evaluation of a year', () => {
  it('of 2023 gives the published score from its five parts, and shows at once what another part makes of it', async () => {
    const { evaluations, yearOf } = open();
    const published = await yearOf(2023);
    if (!published) throw new Error('the pack has no 2023');
    const { scores, weights } = published;
    expect(Object.values(scores)).toEqual([3.48, 2.34, 3, 2.7, 2.75]);
    expect(toPrinted(toWeightedScore(scores, weights).value ?? 0)).toBe(2.81);
    const better = { ...scores, outcome: 3.5 };
    const { scheme: named, rank, note } = published;
    await evaluations.put(
      2023,
      buildChange({ scheme: named, weights, scores: better, published: 2.81, rank, note, version: 0 }),
      by,
    );
    const after = await yearOf(2023);
    const value = toWeightedScore(after?.scores ?? nothing, weights).value ?? 0;
    expect(value - (toWeightedScore(scores, weights).value ?? 0)).toBeCloseTo(
      0.5 * (weights.outcome / 100),
      9,
    );
    // The source is that of the pack as long as nobody names another; it vouches for nothing that it does not print.
    expect(after).toMatchObject({ version: 1, source: published.source, surety: null });
    expect(after?.log.map(({ kind, by: who }) => [kind, who.name])).toEqual([['change', 'siti']]);
  });

  it('is not written over what another changed meanwhile, and once for each key', async () => {
    const { evaluations, yearOf, notes } = open();
    const first = buildChange({ version: 0, note: 'pertama' });
    await evaluations.put(2026, first, by);
    await expect(evaluations.put(2026, buildChange({ version: 0 }), by)).rejects.toThrow(RecordConflictError);
    expect((await yearOf(2026))?.note).toBe('pertama');
    await evaluations.put(2026, first, by);
    expect(notes[0]).toHaveLength(1);
    await expect(evaluations.put(2026, { ...first, note: 'lain' }, by)).rejects.toThrow(
      IdempotencyConflictError,
    );
  });

  it('has weights that add up, a scheme that is there and its own, and a source for every figure', async () => {
    const { evaluations, yearOf } = open();
    const put = (more: Partial<EvaluationChange>) => faultsOf(evaluations.put(2026, buildChange(more), by));
    const other = { baseline: 20, output: 20, outcome: 20, impact: 20, quickWin: 20 };
    expect(await put({ scheme: null, weights: { ...other, baseline: 19 } })).toEqual([
      '/weights weights_sum',
    ]);
    expect(await put({ scheme: 'Z' })).toEqual(['/scheme scheme_unknown']);
    expect(await put({ weights: other })).toEqual(['/scheme scheme_other']);
    expect(await put({ published: 3 })).toEqual(['/source required']);
    expect(await put({ scores: { ...nothing, output: 2 } })).toEqual(['/source required']);
    expect(await yearOf(2026)).toBeUndefined();
    expect(await put({ scheme: null, weights: other })).toEqual(['done']);
    expect(await yearOf(2026)).toMatchObject({ year: 2026, version: 1, source: null, origin: 'reported' });
  });

  it('names the desk where another source is given, and the simulation where the server is one', async () => {
    const { evaluations, yearOf } = open({ isSimulated: true });
    await evaluations.put(2023, buildChange({ published: 2.9, source: 'Surat contoh' }), by);
    expect(await yearOf(2023)).toMatchObject({
      source: { key: 'desk', label: 'Surat contoh' },
      surety: null,
      origin: 'simulated',
    });
  });

  it('keeps how sure its source is while its figures are those of the source', async () => {
    const { evaluations, yearOf } = open();
    const before = await yearOf(2023);
    if (!before) throw new Error('the pack has no 2023');
    const { scores, published, rank, source } = before;
    const figures = { scores, published, rank, source: source?.label ?? null };
    const put = async (more: Partial<EvaluationChange>) => {
      await evaluations.put(2023, buildChange({ ...figures, ...more }), by);
      return (await yearOf(2023))?.surety;
    };
    expect(await put({ note: 'Naskah dilampirkan' })).toBe('high');
    expect(await put({ published: 3.81 })).toBeNull();
    for (const more of [{ rank: 'ke-2' }, { scores: { ...scores, impact: 3 } }]) {
      const other = open();
      await other.evaluations.put(2023, buildChange({ ...figures, ...more }), by);
      expect(await other.yearOf(2023)).toMatchObject({ source, surety: null, origin: 'reported' });
    }
  });

  it('is estimated from what is registered as it stands now, and says so where that is simulated', async () => {
    const { evaluations, setSource } = open();
    expect((await evaluations.list()).estimates.quickWin).toEqual({ value: null, counted: 0, of: 0 });
    const programme = { isQuickWin: true, isDone: true, hasMoney: null };
    setSource({
      programmes: [programme, { ...programme, isDone: false }],
      pillarScores: [1.2, null],
      simulated: true,
    });
    const { estimates, simulated } = await evaluations.list();
    expect(estimates.quickWin).toEqual({ value: 2, counted: 2, of: 2 });
    expect(estimates.output).toEqual({ value: null, counted: 0, of: 2 });
    expect(estimates.impact).toEqual({ value: 4, counted: 1, of: 2 });
    expect(simulated).toBe(true);
  });
});

describe('the result of a citizen survey', () => {
  it('is not beyond its scale, and is changed by its version until it is removed with a reason', async () => {
    const { evaluations, notes } = open();
    const add = (more: object) => evaluations.addSurvey({ key: toKey(), ...survey, ...more }, by);
    expect(await faultsOf(add({ score: 4.1 }))).toEqual(['/score at_most']);
    const made = await add({});
    if (made.kind !== 'done') throw new Error(made.kind);
    const { id } = made.kept;
    const enter = (entry: object) =>
      evaluations.enterSurvey(id, { key: toKey(), ...entry } as SurveyEntry, by);
    expect(await faultsOf(enter({ kind: 'change', version: 1, ...survey, respondents: 80 }))).toEqual([
      'done',
    ]);
    await expect(enter({ kind: 'change', version: 1, ...survey })).rejects.toThrow(RecordConflictError);
    expect((await evaluations.list()).surveys).toMatchObject([
      { id, version: 2, respondents: 80, by: 'siti' },
    ]);
    await enter({ kind: 'remove', version: 2, reason: 'Salah tahun' });
    expect((await evaluations.list()).surveys).toEqual([]);
    expect(await faultsOf(enter({ kind: 'change', ...survey }))).toEqual(['/kind survey_removed']);
    expect(notes[1]?.map(({ action }) => action)).toEqual(['survey.made', 'survey.change', 'survey.remove']);
  });

  it('stands newest year first, in each in the order in which it came, though one was mended later', async () => {
    const { evaluations } = open();
    for (const [programme, year] of [
      ['a', 2025],
      ['b', 2026],
      ['a', 2026],
    ] as const)
      await evaluations.addSurvey({ key: toKey(), ...survey, programme, year }, by);
    const { id } = (await evaluations.list()).surveys.find(({ programme }) => programme === 'b') ?? {
      id: '',
    };
    const mended = { ...survey, kind: 'change', programme: 'b', question: 'Puas sekali?' } as const;
    await evaluations.enterSurvey(id, { key: toKey(), version: 1, ...mended }, by);
    const { surveys } = await evaluations.list();
    expect(surveys.map(({ programme, year }) => `${programme} ${year}`)).toEqual([
      'b 2026',
      'a 2026',
      'a 2025',
    ]);
  });
});
