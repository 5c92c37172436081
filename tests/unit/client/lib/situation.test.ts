import { describe, expect, it } from 'vitest';
import { countFigures, groupBeyond } from '../../../../client/lib/situation.ts';
import type { Figure } from '../../../../shared/rules/figure.ts';
import type { RegionFigure } from '../../../../shared/rules/regionFigure.ts';

function buildFigure(patch: {
  id?: string;
  area?: string;
  value?: number | null;
  status?: Figure['status'];
  freshness?: Figure['freshness'];
  direction?: 'higher' | 'lower';
  hasRecord?: boolean;
}): Figure {
  const { id = 'living-fire-response', area = '32.16.01', value = 1, hasRecord = true } = patch;
  return {
    indicator: { id, direction: patch.direction ?? 'lower' },
    area,
    value,
    status: patch.status ?? 'bad',
    freshness: patch.freshness ?? 'fresh',
    record: hasRecord ? { observedAt: 0 } : null,
    downFeed: null,
    was: null,
  } as unknown as Figure;
}

function inRegion(figure: Figure): RegionFigure {
  return { figure, from: { kind: 'own' } };
}

describe('countFigures', () => {
  it('puts every figure into exactly one count', () => {
    const counts = countFigures([
      inRegion(buildFigure({})),
      inRegion(buildFigure({ freshness: 'due' })),
      inRegion(buildFigure({ freshness: 'late' })),
      inRegion(buildFigure({ freshness: 'none', value: null, hasRecord: false })),
      inRegion(buildFigure({ value: null })),
    ]);
    expect(counts).toEqual({ current: 2, late: 1, none: 1, rejected: 1, total: 5 });
  });
});

describe('groupBeyond', () => {
  it('lets one line speak for three areas or more of an indicator, the worst of them in front', () => {
    const figures = [3, 9, 5].map((value, place) => buildFigure({ area: `32.16.0${place}`, value }));
    const groups = groupBeyond(figures);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.lead.value).toBe(9);
  });

  it('takes the lowest as the worst where higher is better', () => {
    const figures = [3, 9, 5].map((value) => buildFigure({ value, direction: 'higher' }));
    expect(groupBeyond(figures)[0]?.lead.value).toBe(3);
  });

  it('puts a bad one before a watch, whatever the value', () => {
    const figures = [
      buildFigure({ value: 99, status: 'watch' }),
      buildFigure({ value: 5, status: 'bad' }),
      buildFigure({ value: 4, status: 'bad' }),
    ];
    expect(groupBeyond(figures)[0]?.lead.value).toBe(5);
  });

  it('keeps two areas and different indicators apart', () => {
    const figures = [buildFigure({}), buildFigure({ area: '32.16.02' }), buildFigure({ id: 'society-ipm' })];
    expect(groupBeyond(figures)).toHaveLength(3);
  });
});
