import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../../../../server/domain/drills/checkScenario.ts';
import { loadRegion } from '../../../../../server/regions/loadRegion.ts';
import { drillScenarioSchema } from '../../../../../shared/model/drillScenario.ts';
import { buildScenario, riverRule } from '../../../../support/drills.ts';

const region = loadRegion('server/regions/bekasi');
const rules = {
  indicator: region.indicator,
  area: region.area,
  rule: (id: string) => region.alarmRules.find((rule) => rule.id === id),
};
const series = { indicator: 'environment-river-level', area: '32.16.22' };

function listFaults(given: Parameters<typeof buildScenario>[0]): string[] {
  return checkScenario(buildScenario(given), rules).map(({ pointer }) => pointer);
}

describe('a scenario', () => {
  it('that is right has no faults', () => {
    expect(checkScenario(buildScenario(), rules)).toEqual([]);
  });

  it('names every step that cannot work, at its place', () => {
    expect(
      listFaults({
        steps: [
          { kind: 'reading', afterSeconds: 61, ...series, value: 1 },
          { kind: 'reading', afterSeconds: 0, indicator: 'no-such', area: '32.16.22', value: 1 },
          { kind: 'reading', afterSeconds: 0, ...series, area: '32.16.99', value: 1 },
          { kind: 'reading', afterSeconds: 0, ...series, value: 99_999 },
          { kind: 'reading', afterSeconds: 0, indicator: 'living-bed-occupancy', area: '32.16.22', value: 1 },
          { kind: 'repeat', afterSeconds: 30, ...series, value: 1, everySeconds: 1, untilSeconds: 20 },
          {
            kind: 'repeat',
            afterSeconds: 0,
            ...series,
            value: 0,
            step: 9_000,
            everySeconds: 1,
            untilSeconds: 60,
          },
          { kind: 'silence', afterSeconds: 10, indicator: 'environment-pm25', area: '32.16.22' },
        ],
      }),
    ).toEqual([
      '/steps/0/afterSeconds',
      '/steps/1/indicator',
      '/steps/2/area',
      '/steps/3/value',
      '/steps/4/area',
      '/steps/5/untilSeconds',
      '/steps/6/step',
      '/steps/7',
    ]);
  });

  it('with more strokes than fit is told so before they are made', () => {
    const repeat = {
      kind: 'repeat',
      afterSeconds: 0,
      ...series,
      value: 1,
      everySeconds: 1,
      untilSeconds: 43_200,
    };
    expect(listFaults({ minutes: 720, steps: [repeat] })).toEqual(['/steps']);
  });

  it('must bring rules that say LATIHAN, and expect what there is', () => {
    const unmarked = { ...riverRule, id: 'river', name: { id: 'Muka air tinggi', en: 'River high' } };
    expect(
      listFaults({
        rules: [unmarked, { ...riverRule, id: 'quake-near' }],
        resting: ['no-such-rule'],
        expect: [
          { rule: 'no-such-rule', acknowledgeWithinSeconds: 1 },
          { rule: 'quake-near', area: '32.16.99', acknowledgeWithinSeconds: 1 },
        ],
      }),
    ).toEqual([
      '/rules/0/name/id',
      '/rules/0/name/en',
      '/rules/1/id',
      '/resting/0',
      '/expect/0/rule',
      '/expect/1/area',
    ]);
  });

  it('cannot have an event that does not say LATIHAN, or two of one id', () => {
    const event = { id: 'a', kind: 'warning', severity: 'minor', areas: [], endsAfterSeconds: null };
    const step = { kind: 'event', afterSeconds: 0, event: { ...event, title: 'LATIHAN: hujan' } };
    expect(listFaults({ steps: [step, step], expect: [] })).toEqual(['/steps/1/event/id']);
    const unmarked = { ...buildScenario(), steps: [{ ...step, event: { ...event, title: 'Hujan' } }] };
    expect(drillScenarioSchema.safeParse(unmarked).success).toBe(false);
  });
});

describe('the written scenarios of the pack', () => {
  it('are there, and everything in them says that it is an exercise', () => {
    expect(region.drills.map(({ id }) => id)).toContain('flood-afternoon');
    for (const { steps, rules: own } of region.drills) {
      for (const rule of own) expect(rule.name.id).toMatch(/^LATIHAN: /);
      for (const step of steps) if (step.kind === 'event') expect(step.event.title).toMatch(/^LATIHAN: /);
    }
  });
});
