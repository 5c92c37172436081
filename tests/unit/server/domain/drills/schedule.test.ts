import { describe, expect, it } from 'vitest';
import { countStrokes, toStrokes } from '../../../../../server/domain/drills/schedule.ts';
import { buildScenario } from '../../../../support/drills.ts';

const series = { indicator: 'environment-river-level', area: '32.16.22' };

describe('the schedule of a scenario', () => {
  it('repeats with a step, in order of time, without the noise of fractions', () => {
    const scenario = buildScenario({
      steps: [
        { kind: 'reading', afterSeconds: 15, ...series, value: 9, ageSeconds: 60 },
        {
          kind: 'repeat',
          afterSeconds: 0,
          ...series,
          value: 0.1,
          step: 0.1,
          everySeconds: 10,
          untilSeconds: 35,
        },
      ],
    });
    const strokes = toStrokes(scenario);
    expect(strokes.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 10, 15, 20, 30]);
    expect(strokes.map((stroke) => stroke.kind === 'reading' && [stroke.value, stroke.ageSeconds])).toEqual([
      [0.1, 0],
      [0.2, 0],
      [9, 60],
      [0.3, 0],
      [0.4, 0],
    ]);
    expect(countStrokes(scenario)).toBe(5);
  });

  it('ends what repeats at the silence of its series, and of no other', () => {
    const repeat = {
      kind: 'repeat',
      afterSeconds: 0,
      ...series,
      value: 1,
      everySeconds: 10,
      untilSeconds: 50,
    };
    const strokes = toStrokes(
      buildScenario({
        steps: [repeat, { ...repeat, area: '32.16.02' }, { kind: 'silence', afterSeconds: 20, ...series }],
      }),
    );
    const of = (area: string) =>
      strokes.filter((stroke) => stroke.kind === 'reading' && stroke.area === area);
    expect(of('32.16.22').map(({ afterSeconds }) => afterSeconds)).toEqual([0, 10]);
    expect(of('32.16.02')).toHaveLength(6);
  });

  it('shows an event and its end', () => {
    const event = { id: 'a', kind: 'warning', severity: 'minor', title: 'LATIHAN: a', areas: [] };
    const strokes = toStrokes(
      buildScenario({
        steps: [
          { kind: 'event', afterSeconds: 5, event: { ...event, endsAfterSeconds: 20 } },
          { kind: 'event', afterSeconds: 6, event: { ...event, id: 'b', endsAfterSeconds: null } },
        ],
      }),
    );
    expect(strokes.map((stroke) => stroke.kind === 'event' && [stroke.event.id, stroke.isOver])).toEqual([
      ['a', false],
      ['b', false],
      ['a', true],
    ]);
  });
});
