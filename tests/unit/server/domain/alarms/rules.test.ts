import { describe, expect, it } from 'vitest';
import { type AlarmRule, alarmRuleSchema } from '#shared/model/alarm.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import { computeAlarmLoad } from '../../../../../server/domain/alarms/alarmLoad.ts';
import { createAlarmRules } from '../../../../../server/domain/alarms/createAlarmRules.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import type { RecordChange, StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { RecordConflictError, StoreUnavailableError } from '../../../../../server/domain/storeErrors.ts';
import { buildIndicator, buildLimit, buildRule } from '../../../../support/alarmBuilders.ts';

const by = toSystemActor('test');
const day = 86_400_000;

/** Records in memory; a change may become durable and its answer be lost. */
function createRecords() {
  const held = new Map<string, StoredRecord>();
  const state = { losesAnswer: false, isDown: false, reads: 0 };
  return {
    state,
    store: {
      getRecord: async (_kind: string, id: string) => held.get(id) ?? null,
      async listRecords() {
        state.reads += 1;
        if (state.isDown) throw new StoreUnavailableError('failed');
        return [...held.values()];
      },
      async changeRecords(changes: readonly RecordChange[]) {
        for (const { id, kind, body, expect: wanted } of changes) {
          const version = held.get(id)?.version ?? 0;
          if (wanted !== undefined && wanted !== version) throw new RecordConflictError();
          const kept = JSON.parse(JSON.stringify(body)) as unknown;
          held.set(id, { kind, id, owner: null, version: version + 1, body: kept, changedAt: 0 });
        }
        if (state.losesAnswer) throw new StoreUnavailableError('failed');
      },
    },
  };
}

async function openRules(pack: readonly AlarmRule[] = [buildRule('river')], records = createRecords()) {
  const clock = { now: 1_000 };
  const known = new Map([['environment-pm25', buildIndicator('environment-pm25')]]);
  const rules = createAlarmRules({
    store: records.store,
    pack,
    indicator: (id) => known.get(id),
    now: () => clock.now,
  });
  await rules.load();
  return { rules, clock, known, records };
}

describe('rules', () => {
  it('cannot be saved without what to do and what to show', () => {
    const good = buildRule('river');
    expect(alarmRuleSchema.safeParse(good).success).toBe(true);
    const { guidance, display, ...bare } = good;
    const { action: _action, ...half } = guidance;
    for (const rule of [
      { ...bare, display },
      { ...bare, guidance },
      { ...bare, display, guidance: half },
      { ...bare, display, guidance: { ...guidance, contact: { id: '', en: '' } } },
      { ...bare, display, guidance: { ...guidance, meaning: { id: 'ada maknanya', en: '         .' } } },
      { ...bare, guidance, display: {} },
      { ...bare, guidance, display: { scene: 'nowhere' } },
    ])
      expect(alarmRuleSchema.safeParse(rule).success).toBe(false);
  });

  it('lay what the room changed over the pack, and take it up again after a restart', async () => {
    const { rules, records } = await openRules();
    expect(rules.list()).toMatchObject([{ id: 'river', changed: false, version: 0, outOfService: null }]);
    const mine = buildRule('river', { severity: 'critical' });
    expect(await rules.save(mine, 0, by)).toEqual([]);
    expect(await rules.save(buildRule('own'), 0, by)).toEqual([]);
    const expected = [
      { id: 'river', severity: 'critical', changed: true, version: 1 },
      { id: 'own', changed: true, version: 1 },
    ];
    expect(rules.list()).toMatchObject(expected);
    expect((await openRules([buildRule('river')], records)).rules.list()).toMatchObject(expected);
  });

  it('let the second of two editors know', async () => {
    const { rules } = await openRules();
    await rules.save(buildRule('river', { priority: 'low' }), 0, by);
    await expect(rules.save(buildRule('river', { priority: 'high' }), 0, by)).rejects.toThrow(
      RecordConflictError,
    );
    expect(rules.rule('river')?.priority).toBe('low');
    expect(await rules.save(buildRule('river', { priority: 'high' }), 1, by)).toEqual([]);
    expect(rules.list()[0]?.version).toBe(2);
  });

  it('hold what was saved without reading it again, and find what was saved although its answer was lost', async () => {
    const { rules, records } = await openRules();
    records.state.isDown = true;
    await rules.save(buildRule('river', { priority: 'low' }), 0, by);
    expect(rules.rule('river')?.priority).toBe('low');
    records.state.isDown = false;
    records.state.losesAnswer = true;
    await expect(rules.save(buildRule('river', { priority: 'high' }), 1, by)).rejects.toThrow(
      StoreUnavailableError,
    );
    records.state.losesAnswer = false;
    await expect(rules.save(buildRule('river', { priority: 'urgent' }), 1, by)).rejects.toThrow(
      RecordConflictError,
    );
    expect(rules.rule('river')?.priority).toBe('high');
    expect(await rules.save(buildRule('river', { priority: 'urgent' }), 2, by)).toEqual([]);
  });

  it('rest until an instant and come back by themselves; a changed rule stays as it was changed', async () => {
    const { rules, clock } = await openRules();
    await rules.save(buildRule('river', { priority: 'low' }), 0, by);
    expect(await rules.setService('river', { reason: 'kalibrasi', until: 5_000 }, by)).toBe(true);
    expect(rules.isOutOfService('river')).toBe(true);
    expect(rules.list()[0]).toMatchObject({
      priority: 'low',
      outOfService: { by: 'test', reason: 'kalibrasi', until: 5_000 },
    });
    clock.now = 5_000;
    expect(rules.isOutOfService('river')).toBe(false);
    expect(rules.list()[0]?.outOfService).toBeNull();
    await rules.setService('river', { reason: 'lagi', until: 9_000 }, by);
    await rules.setService('river', null, by);
    expect(rules.isOutOfService('river')).toBe(false);
    expect(await rules.setService('nothing', null, by)).toBe(false);
  });

  it('keep the same list and objects until one changes', async () => {
    const { rules } = await openRules([buildRule('river'), buildRule('other')]);
    const [before, other] = [rules.rules(), rules.rule('other')];
    expect(rules.rules()).toBe(before);
    await rules.save(buildRule('river', { priority: 'low' }), 0, by);
    expect(rules.rules()).not.toBe(before);
    expect(rules.rule('other')).toBe(other);
  });

  const pm25 = (more: Parameters<typeof buildLimit>[0]) => ({ condition: buildLimit(more) });
  it.each([
    [
      'an unknown indicator',
      pm25({ indicator: 'no-such' as IndicatorId }),
      '/condition/indicator unknown_indicator',
    ],
    ['a limit outside the range', pm25({ limit: 501 }), '/condition/limit range'],
    [
      'a dead band that no value can leave',
      pm25({ limit: 100, deadBand: 101 }),
      '/condition/deadBand at_most',
    ],
    [
      'one that none can leave upwards',
      pm25({ side: 'below', limit: 450, deadBand: 51 }),
      '/condition/deadBand at_most',
    ],
    ['another kind', { condition: { kind: 'manual' as const } }, '/condition/kind rule_kind'],
    [
      'a display of nothing',
      { display: { scene: 'pilar' as const, indicator: 'no' as IndicatorId } },
      '/display/indicator unknown_indicator',
    ],
    ['itself as its cause', { suppressedBy: ['river'] }, '/suppressedBy/0 unknown_rule'],
    ['an unknown cause', { suppressedBy: ['other', 'no'] }, '/suppressedBy/1 unknown_rule'],
    ['a cause that it explains itself', { suppressedBy: ['b'] }, '/suppressedBy/0 rule_cycle'],
    [
      'a cause that it explains at two removes',
      { suppressedBy: ['other', 'c'] },
      '/suppressedBy/1 rule_cycle',
    ],
  ])('are refused with %s', async (_case, more, fault) => {
    const pack = [
      buildRule('river'),
      buildRule('other'),
      buildRule('b', { suppressedBy: ['river'] }),
      buildRule('c', { suppressedBy: ['b', 'other'] }),
    ];
    const { rules, known } = await openRules(pack);
    known.set('environment-pm25', buildIndicator('environment-pm25', { range: { min: 0, max: 500 } }));
    const faults = await rules.save(buildRule('river', more), 0, by);
    expect(faults.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault]);
    expect(rules.list()[0]?.changed).toBe(false);
  });

  it('take a dead band up to the edge of the range', async () => {
    const { rules, known } = await openRules();
    known.set('environment-pm25', buildIndicator('environment-pm25', { range: { min: 0, max: 500 } }));
    expect(await rules.save(buildRule('river', pm25({ deadBand: 100 })), 0, by)).toEqual([]);
  });
});

describe('the load of alarms', () => {
  const now = 10 * day;
  const minutesAgo = (minutes: number) => now - minutes * 60_000;
  const load = (raises: readonly (readonly [string, number])[], operators = 2) =>
    computeAlarmLoad(
      raises.map(([rule, at]) => ({ rule, at })),
      operators,
      (id) => (id === 'river' ? { name: { id: 'Sungai', en: 'River' } } : undefined),
      now,
    );

  it('is none where nothing was raised, whoever is on duty', () => {
    expect(load([], 0)).toMatchObject({ raised: 0, perOperator: 0, worst: [] });
    expect(load([]).spans).toEqual(Array.from({ length: 24 }, () => 0));
  });

  it('counts the last ten minutes against the people on duty, and each span before', () => {
    const { raised, perOperator, spans } = load([
      ['river', now],
      ['river', minutesAgo(9.9)],
      ['river', minutesAgo(10)],
      ['river', minutesAgo(239.9)],
      ['river', minutesAgo(240)],
    ]);
    expect([raised, perOperator, spans[23], spans[22], spans[0]]).toEqual([2, 1, 2, 1, 1]);
    expect(spans.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(load([['river', now]], 0).perOperator).toBe(1);
  });

  it('names the rules that raised most in a day, with their share; what lies outside it counts nowhere', () => {
    const { worst } = load([
      ['gone', now - day + 1],
      ['river', minutesAgo(1)],
      ['river', minutesAgo(2)],
      ['river', minutesAgo(3)],
      ['river', now - day],
      ['river', now + 1],
    ]);
    expect(worst).toEqual([
      { rule: 'river', name: { id: 'Sungai', en: 'River' }, count: 3, share: 0.75 },
      { rule: 'gone', name: { id: 'gone', en: 'gone' }, count: 1, share: 0.25 },
    ]);
    const many = Array.from({ length: 15 }, (_, index) => [`r${index}`, now] as const);
    expect(load(many).worst).toHaveLength(10);
  });
});
