import { describe, expect, it } from 'vitest';
import { completenessOf, listGaps } from '#shared/rules/programmeGaps.ts';
import { buildMatrix, findDoubles, type MatrixRow } from '#shared/rules/programmeMatrix.ts';
import { buildProgramme } from '../../../support/programmes.ts';

const step = { id: 'a', text: 'x', dueOn: '2026-01-01', doneOn: null, evidence: [] };

describe('what is missing of an entry', () => {
  it('is everything that nobody said, and nothing else', () => {
    const bare = listGaps({ ...buildProgramme(), hasMoney: false, hasProgress: false });
    expect(bare).toEqual([
      'subDimension',
      'status',
      'quickWin',
      'years',
      'areas',
      'code',
      'indicators',
      'milestones',
      'source',
      'money',
      'progress',
    ]);
    const full = buildProgramme({
      subDimension: 'LIV-HAR',
      status: 'planned',
      quickWin: false,
      yearFrom: 2026,
      areas: ['32.16'],
      code: { text: '1.05', regulation: 'x', year: 2019 },
      indicators: ['living-fires'],
      milestones: [step],
      source: 'x',
    });
    expect(listGaps({ ...full, hasMoney: true, hasProgress: true })).toEqual([]);
  });

  it('is the plan as well where a step has no due day', () => {
    const entry = buildProgramme({ milestones: [step, { ...step, dueOn: null }] });
    expect(listGaps({ ...entry, hasMoney: true, hasProgress: true })).toContain('milestones');
  });

  it('is told by agency; one without any entry has no share, not a share of zero', () => {
    const rows = [
      { agency: 'dlh', missing: ['code', 'money'] as const, simulated: true },
      { agency: 'dlh', missing: [], simulated: false },
    ];
    const [dlh, setda] = completenessOf(['dlh', 'setda'], rows);
    expect(dlh).toMatchObject({
      programmes: 2,
      simulated: 1,
      complete: 1,
      gaps: [
        { gap: 'code', count: 1 },
        { gap: 'money', count: 1 },
      ],
    });
    expect(dlh?.share).toBeCloseTo(1 - 2 / 22);
    expect(setda).toEqual({
      agency: 'setda',
      programmes: 0,
      simulated: 0,
      complete: 0,
      share: null,
      gaps: [],
    });
  });
});

const row = (id: string, patch: Parameters<typeof buildProgramme>[0] = {}, simulated = false): MatrixRow => ({
  id,
  simulated,
  ...buildProgramme({ name: `Program ${id}`, ...patch }),
});
const pillars = [
  { id: 'living', subDimensions: [{ code: 'LIV-HAR' }, { code: 'LIV-HEA' }] },
  { id: 'society', subDimensions: [{ code: 'SOC-COM' }] },
] as const;

describe('the matrix', () => {
  it('counts what serves a place first apart from what serves it as well', () => {
    const rows = [row('a', { subDimension: 'LIV-HAR', secondary: ['SOC-COM'] }), row('b')];
    const { cells, gaps, agencies, silent } = buildMatrix(rows, pillars, ['disdamkar', 'dlh']);
    expect(cells.get('living')?.get('disdamkar')).toMatchObject({ primary: 2, secondary: 0 });
    expect(cells.get('LIV-HAR')?.get('disdamkar')).toMatchObject({ primary: 1, secondary: 0 });
    expect(cells.get('society')?.get('disdamkar')).toMatchObject({ primary: 0, secondary: 1 });
    expect(gaps).toEqual(['LIV-HEA', 'society', 'SOC-COM']);
    expect([agencies, silent]).toEqual([['disdamkar'], ['dlh']]);
  });

  it('tells how many of each are simulated', () => {
    const rows = [row('a'), row('b', { secondary: ['SOC-COM'] }, true)];
    const { cells } = buildMatrix(rows, pillars, ['disdamkar']);
    expect(cells.get('living')?.get('disdamkar')).toMatchObject({
      primary: 2,
      simulated: { primary: 1, secondary: 0 },
    });
    expect(cells.get('society')?.get('disdamkar')?.simulated).toEqual({ primary: 0, secondary: 1 });
  });
});

describe('doubles', () => {
  const place = { areas: ['32.16.18'], indicators: ['living-fires'] };
  const code = { text: '1.05.02', regulation: 'Permendagri 90/2019', year: 2019 };

  it.each([
    ['the same name but for marks', { name: 'Pos-Baru!' }, { name: 'pos baru' }, ['name']],
    ['the same code of the same regulation', { code }, { code }, ['code']],
    ['the same code of another regulation', { code }, { code: { ...code, regulation: 'x' } }, []],
    ['one indicator at one place of two agencies', place, { ...place, agency: 'dlh' }, ['place']],
    ['one indicator at one place of one agency', place, place, []],
    ['one place alone', { areas: place.areas }, { areas: place.areas, agency: 'dlh' }, []],
  ])('are found by %s', (_, first, second, kinds) => {
    const doubles = findDoubles([row('a', first), row('b', second)]);
    expect(doubles.flatMap(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual(kinds);
  });

  it('are no more than can be looked at', () => {
    const rows = Array.from({ length: 60 }, (_, index) => row(String(index), { name: 'Sama' }));
    expect(findDoubles(rows)).toHaveLength(200);
  });
});
