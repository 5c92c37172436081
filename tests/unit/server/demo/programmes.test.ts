import { describe, expect, it } from 'vitest';
import { buildDemoProgrammes } from '../../../../server/demo/programmes.ts';
import { checkBudget, checkProgramme } from '../../../../server/domain/programmes/checkProgramme.ts';
import { budgetFieldsSchema } from '../../../../shared/model/budget.ts';
import { pillarIds } from '../../../../shared/model/lists.ts';
import { findIdleMoney, summarise } from '../../../../shared/rules/budget.ts';
import { region } from '../../../support/desk.ts';

const { pillars } = region.catalogue;
const pillarOf = new Map(
  pillars.flatMap(({ id, subDimensions }) => subDimensions.map(({ code }) => [code, id] as const)),
);
const build = (today: string) =>
  buildDemoProgrammes({
    seed: 7,
    today,
    kecamatan: region.areas.filter(({ level }) => level === 'kecamatan').map(({ code }) => code),
    has: (kind, id) =>
      kind === 'indicator'
        ? region.indicator(id) !== undefined
        : region.agencies.some(({ code }) => code === id),
  });

describe('programmes of the demo', () => {
  it.each(['2026-01-01', '2026-02-28', '2026-11-29', '2028-12-31'])(
    'are what the register takes on %s',
    (today) => {
      const names = {
        isAgency: (code: string) => region.agencies.some((agency) => agency.code === code),
        isArea: (code: string) => region.area(code) !== undefined,
        isIndicator: (id: string) => region.indicator(id) !== undefined,
        pillarOf: (code: string) => pillarOf.get(code),
      };
      const built = build(today);
      expect(built.flatMap(({ programme }) => checkProgramme(programme, names, today))).toEqual([]);
      for (const { budget, year } of built) {
        if (!budget) continue;
        expect(budgetFieldsSchema.parse(budget)).toEqual(budget);
        expect(checkBudget(budget, { year, today })).toEqual([]);
      }
    },
  );

  it('are the same for the same seed and day, serve every pillar, and show money without progress', () => {
    const built = build('2026-11-29');
    expect(built).toEqual(build('2026-11-29'));
    expect(new Set(built.map(({ programme }) => programme.pillar))).toEqual(new Set(pillarIds));
    const kinds = built.map(({ budget, year }) =>
      findIdleMoney(budget && summarise({ ...budget, year }, '2026-11-29')),
    );
    expect(kinds).toContain('zero');
    expect(kinds).toContain('unreported');
  });

  it('invent no code of the national nomenclature', () => {
    expect(build('2026-11-29').filter(({ programme }) => programme.code !== null)).toEqual([]);
  });
});
