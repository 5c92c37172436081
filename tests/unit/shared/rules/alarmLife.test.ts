import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmPriorities, alarmStates } from '#shared/model/lists.ts';
import {
  type AlarmInput,
  type AlarmLife,
  longestShelfMs,
  mostEscalations,
  stepAlarm,
  toAlarmState,
  toNewLife,
  toPriority,
} from '#shared/rules/alarmLife.ts';

const at = 100_000;
const raised = { ...toNewLife(0), active: true, announced: true, count: 1 };
const over = { active: false, returnedAt: 50 };

/** One life for each place of ISA-18.2, and for what is over under a shelf, a suppression or maintenance. */
const lives = {
  normal: toNewLife(0),
  unacknowledged: raised,
  acknowledged: { ...raised, announced: false, acknowledgedAt: 10 },
  returned: { ...raised, ...over },
  shelved: { ...raised, shelvedUntil: at + 60_000 },
  'shelved, over': { ...raised, ...over, shelvedUntil: at + 60_000 },
  suppressed: { ...raised, suppressedBy: 'cause' },
  'suppressed, over': { ...raised, ...over, suppressedBy: 'cause' },
  'out-of-service': { ...raised, outOfService: true },
  'out-of-service, over': { ...raised, ...over, outOfService: true },
} satisfies Record<string, AlarmLife>;

const inputs = {
  raise: { kind: 'raise' },
  again: { kind: 'raise', again: true },
  return: { kind: 'return' },
  acknowledge: { kind: 'acknowledge' },
  shelve: { kind: 'shelve', until: at + 900_000 },
  unshelve: { kind: 'unshelve' },
  suppress: { kind: 'suppress', by: 'other' },
  unsuppress: { kind: 'unsuppress' },
  rest: { kind: 'out-of-service' },
  'in-service': { kind: 'in-service' },
  tick: { kind: 'tick', escalateAfterMs: null },
  escalate: { kind: 'tick', escalateAfterMs: 60_000 },
} satisfies Record<string, AlarmInput>;

/** Written by hand against figure 2 of ISA-18.2: `deed → state`, a dash where nothing may change. */
const table: Readonly<Record<keyof typeof lives, Partial<Record<keyof typeof inputs, string>>>> = {
  normal: { raise: 'raise → unacknowledged', again: 'raise → unacknowledged' },
  unacknowledged: {
    again: 'raise-again → unacknowledged',
    return: 'return → returned',
    acknowledge: 'acknowledge → acknowledged',
    shelve: 'shelve → shelved',
    suppress: 'suppress → suppressed',
    rest: 'out-of-service → out-of-service',
    escalate: 'escalate → unacknowledged',
  },
  acknowledged: {
    again: 'raise-again → unacknowledged',
    return: 'return → normal',
    shelve: 'shelve → shelved',
    suppress: 'suppress → suppressed',
    rest: 'out-of-service → out-of-service',
  },
  returned: {
    raise: 'raise-again → unacknowledged',
    again: 'raise-again → unacknowledged',
    acknowledge: 'acknowledge → normal',
    shelve: 'shelve → shelved',
    suppress: 'suppress → suppressed',
    rest: 'out-of-service → out-of-service',
  },
  shelved: {
    again: 'raise-again → shelved',
    return: 'return → shelved',
    acknowledge: 'acknowledge → shelved',
    shelve: 'shelve → shelved',
    unshelve: 'unshelve → unacknowledged',
    suppress: 'suppress → shelved',
    rest: 'out-of-service → out-of-service',
  },
  'shelved, over': {
    raise: 'raise-again → shelved',
    again: 'raise-again → shelved',
    acknowledge: 'acknowledge → shelved',
    shelve: 'shelve → shelved',
    unshelve: 'unshelve → normal',
    suppress: 'suppress → shelved',
    rest: 'out-of-service → out-of-service',
  },
  suppressed: {
    again: 'raise-again → suppressed',
    return: 'return → suppressed',
    acknowledge: 'acknowledge → suppressed',
    shelve: 'shelve → shelved',
    suppress: 'suppress → suppressed',
    unsuppress: 'unsuppress → unacknowledged',
    rest: 'out-of-service → out-of-service',
  },
  'suppressed, over': {
    raise: 'raise-again → suppressed',
    again: 'raise-again → suppressed',
    acknowledge: 'acknowledge → normal',
    shelve: 'shelve → shelved',
    suppress: 'suppress → suppressed',
    unsuppress: 'unsuppress → normal',
    rest: 'out-of-service → out-of-service',
  },
  'out-of-service': {
    again: 'raise-again → out-of-service',
    return: 'return → out-of-service',
    acknowledge: 'acknowledge → out-of-service',
    shelve: 'shelve → out-of-service',
    suppress: 'suppress → out-of-service',
    'in-service': 'in-service → unacknowledged',
  },
  'out-of-service, over': {
    raise: 'raise-again → out-of-service',
    again: 'raise-again → out-of-service',
    acknowledge: 'acknowledge → normal',
    shelve: 'shelve → out-of-service',
    suppress: 'suppress → out-of-service',
    'in-service': 'in-service → normal',
  },
};

function listCells() {
  return (Object.keys(lives) as (keyof typeof lives)[]).flatMap((from) =>
    (Object.keys(inputs) as (keyof typeof inputs)[]).map(
      (input) => [from, input, table[from][input]] as const,
    ),
  );
}

describe('the life-cycle of an alarm', () => {
  it.each(listCells())('%s + %s: %s', (from, input, expected) => {
    const life = lives[from];
    const step = stepAlarm(life, inputs[input], at);
    if (expected === undefined) {
      expect(step).toEqual({ life, deed: null });
      expect(step.life).toBe(life);
    } else {
      expect(`${step.deed} → ${toAlarmState(step.life)}`).toBe(expected);
      expect(step.life.changedAt).toBe(at);
    }
  });

  it('stands in each of the seven states', () => {
    expect(new Set(Object.values(lives).map(toAlarmState))).toEqual(new Set(alarmStates));
  });

  it('is one occurrence from the first raise until it is normal, however often the condition comes back', () => {
    let life = toNewLife(0);
    for (const [index, kind] of (['raise', 'return', 'raise', 'return', 'raise'] as const).entries())
      life = stepAlarm(life, { kind }, index).life;
    expect(life).toMatchObject({ raisedAt: 0, count: 3, returnedAt: null });
    life = stepAlarm(life, { kind: 'acknowledge' }, 6).life;
    life = stepAlarm(life, { kind: 'return' }, 7).life;
    expect(toAlarmState(life)).toBe('normal');
    expect(stepAlarm(life, { kind: 'raise' }, 8).life).toMatchObject({ raisedAt: 8, count: 1 });
  });

  it('keeps an acknowledgement through a suppression and through maintenance', () => {
    const { acknowledged } = lives;
    const held = stepAlarm(acknowledged, inputs.suppress, at).life;
    expect(toAlarmState(stepAlarm(held, inputs.unsuppress, at).life)).toBe('acknowledged');
    const resting = stepAlarm(acknowledged, inputs.rest, at).life;
    expect(toAlarmState(stepAlarm(resting, inputs['in-service'], at).life)).toBe('acknowledged');
  });

  it('asks for notice anew when a shelf ends on a condition that was acknowledged', () => {
    const shelved = stepAlarm(lives.acknowledged, inputs.shelve, at).life;
    const { life } = stepAlarm(shelved, inputs.tick, at + 900_000);
    expect([toAlarmState(life), life.acknowledgedAt]).toEqual(['unacknowledged', null]);
  });

  it('refuses a shelf without an end, one that is over, and one beyond twelve hours', () => {
    for (const until of [at, at - 1, Number.NaN, Number.POSITIVE_INFINITY, at + longestShelfMs + 1])
      expect(stepAlarm(raised, { kind: 'shelve', until }, at).deed).toBeNull();
    const until = at + longestShelfMs;
    expect(stepAlarm(raised, { kind: 'shelve', until }, at).life.shelvedUntil).toBe(until);
  });

  it('takes an alarm off its shelf when the clock was set back so far that the end would be beyond any shelf', () => {
    const shelved = stepAlarm(raised, inputs.shelve, at).life;
    const step = stepAlarm(shelved, inputs.tick, at - 86_400_000);
    expect(step.deed).toBe('unshelve');
  });

  it('is raised and held quiet in one step', () => {
    const held = stepAlarm(toNewLife(0), { kind: 'raise', suppressedBy: 'c' }, at);
    expect([held.deed, toAlarmState(held.life)]).toEqual(['raise', 'suppressed']);
    const resting = stepAlarm(toNewLife(0), { kind: 'raise', outOfService: true }, at);
    expect(toAlarmState(resting.life)).toBe('out-of-service');
  });
});

describe('escalation', () => {
  const tick = (life: AlarmLife, now: number) => stepAlarm(life, inputs.escalate, now);

  it('comes each time nobody acted for so long, three times at most', () => {
    let life: AlarmLife = { ...raised, waitingSince: at };
    expect(tick(life, at + 59_999).deed).toBeNull();
    for (let round = 1; round <= mostEscalations; round += 1) {
      life = tick(life, at + round * 60_000).life;
      expect(life.escalations).toBe(round);
    }
    expect(tick(life, at + 86_400_000)).toEqual({ life, deed: null });
  });

  it('starts from the beginning for what is announced after somebody acted', () => {
    const called = { ...lives.acknowledged, escalations: mostEscalations, escalatedAt: 5, waitingSince: 0 };
    const again = stepAlarm(called, inputs.again, at).life;
    expect(again).toMatchObject({ escalations: 0, escalatedAt: null, waitingSince: at });
    const shelved = stepAlarm({ ...raised, escalations: mostEscalations }, inputs.shelve, at).life;
    expect(stepAlarm(shelved, inputs.unshelve, at + 1).life.escalations).toBe(0);
    const waiting = stepAlarm({ ...lives.returned, escalations: 2 }, inputs.raise, at).life;
    expect(waiting.escalations).toBe(2);
  });

  it('is neither brought on by a small step of the clock backwards nor put off by a large one', () => {
    const life = { ...raised, waitingSince: at };
    expect(tick(life, at - 1_000).deed).toBeNull();
    expect(tick(life, at - 3_600_000).deed).toBe('escalate');
  });

  it('raises the priority by a step each, up to the most urgent', () => {
    expect([0, 1, 2, 3].map((escalations) => toPriority('medium', { escalations }))).toEqual([
      'medium',
      'high',
      'urgent',
      'urgent',
    ]);
    for (const priority of alarmPriorities) expect(toPriority(priority, { escalations: 0 })).toBe(priority);
  });
});

const inputArbitrary: fc.Arbitrary<AlarmInput> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('raise' as const),
      again: fc.constant(true as const),
      suppressedBy: fc.constantFrom('a', 'b', null),
      outOfService: fc.boolean(),
    },
    { requiredKeys: ['kind'] },
  ),
  fc.constantFrom<AlarmInput>(
    { kind: 'return' },
    { kind: 'acknowledge' },
    { kind: 'unshelve' },
    { kind: 'unsuppress' },
    { kind: 'out-of-service' },
    { kind: 'in-service' },
  ),
  fc.record({ kind: fc.constant('suppress' as const), by: fc.constantFrom('a', 'b') }),
  fc.record({
    kind: fc.constant('shelve' as const),
    until: fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
    ),
  }),
  fc.record({
    kind: fc.constant('tick' as const),
    escalateAfterMs: fc.option(fc.integer({ min: 0, max: 100_000 })),
  }),
);
/** Time goes on, now and then by hours, and sometimes back. */
const waitArbitrary = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 120_000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 * longestShelfMs }) },
  { weight: 1, arbitrary: fc.integer({ min: -2 * longestShelfMs, max: 0 }) },
);
const courseArbitrary = fc.array(fc.tuple(waitArbitrary, inputArbitrary), { maxLength: 60 });

/** Shelves are set relative to the moment. */
function toInput(input: AlarmInput, now: number): AlarmInput {
  return input.kind === 'shelve' ? { ...input, until: now + input.until } : input;
}

describe('any course of an alarm', () => {
  it('keeps every promise at every step', () => {
    fc.assert(
      fc.property(courseArbitrary, (course) => {
        let life = toNewLife(at);
        let now = at;
        for (const [waitMs, wanted] of course) {
          now += waitMs;
          const input = toInput(wanted, now);
          const step = stepAlarm(life, input, now);
          const next = step.life;
          if (step.deed === null) expect(next).toBe(life);
          else expect(next.changedAt).toBe(now);
          const state = toAlarmState(next);
          expect(alarmStates).toContain(state);
          if (state === 'shelved') expect(Number.isFinite(next.shelvedUntil)).toBe(true);
          if (step.deed === 'shelve') {
            expect(next.shelvedUntil).toBeGreaterThan(now);
            expect(next.shelvedUntil).toBeLessThanOrEqual(now + longestShelfMs);
          }
          const isRaise = step.deed === 'raise' || step.deed === 'raise-again';
          if (!isRaise) expect(next.count).toBe(life.count);
          else expect(next.count).toBe(step.deed === 'raise' ? 1 : life.count + 1);
          if (isRaise) expect([next.active, next.announced]).toEqual([true, true]);
          if (input.kind === 'acknowledge' && toAlarmState(life) === 'returned') expect(state).toBe('normal');
          expect(next.escalations).toBeLessThanOrEqual(mostEscalations);
          if (next.active) expect(['normal', 'returned']).not.toContain(state);
          // Twice the same is once.
          const twice = stepAlarm(next, input, now);
          const isNew = input.kind === 'shelve' || (input.kind === 'raise' && input.again);
          if (!isNew && input.kind !== 'tick') expect(twice).toEqual({ life: next, deed: null });
          life = next;
        }
      }),
      { seed: 3216, numRuns: 300 },
    );
  });

  it('comes off every shelf by ticks alone, within twelve hours of any clock', () => {
    fc.assert(
      fc.property(courseArbitrary, fc.integer({ min: -1e9, max: 1e9 }), (course, jumpMs) => {
        let life = toNewLife(at);
        let now = at;
        for (const [waitMs, wanted] of course) {
          now += waitMs;
          life = stepAlarm(life, toInput(wanted, now), now).life;
        }
        const from = now + jumpMs;
        let ticked = stepAlarm(life, inputs.tick, from).life;
        ticked = stepAlarm(ticked, inputs.tick, from + longestShelfMs).life;
        expect(ticked.shelvedUntil).toBeNull();
        expect(toAlarmState(ticked)).not.toBe('shelved');
      }),
      { seed: 3216, numRuns: 500 },
    );
  });
});
