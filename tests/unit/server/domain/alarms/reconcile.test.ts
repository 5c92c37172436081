import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '#shared/model/alarm.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import { maxOpenAlarms } from '#shared/protocol/limits.ts';
import type { StoredAlarm } from '../../../../../server/domain/alarms/alarmStore.ts';
import type { ActiveCondition } from '../../../../../server/domain/alarms/condition.ts';
import { type AlarmBook, createAlarmBook } from '../../../../../server/domain/alarms/createAlarmBook.ts';
import { reconcile } from '../../../../../server/domain/alarms/reconcile.ts';
import { buildCondition, buildRule, buildStoredAlarm, listAreas } from '../../../../support/alarmBuilders.ts';

const silence = { kind: 'silence', of: 'sensor', delaySeconds: 0 } as const;
const river = buildRule('river', { suppressedBy: ['power'], escalateAfterSeconds: 60 });
const power = buildRule('power');
const sensor = buildRule('sensor', { condition: silence });
const link = buildRule('link', { condition: { ...silence, of: 'link' } });
const warning = buildRule('warning', { condition: { kind: 'warning', least: 'minor' } });
const manual = buildRule('manual', { condition: { kind: 'manual' } });
const rules: readonly AlarmRule[] = [river, power, sensor, link, warning, manual];
const [first, second] = listAreas(2) as [AreaCode, AreaCode];

function openRoom(open: readonly StoredAlarm[] = [], known = rules) {
  const room = { now: 1_000, conditions: [] as ActiveCondition[], resting: new Set<string>(), rules: known };
  const rule = (id: string) => room.rules.find((one) => one.id === id);
  const book: AlarmBook = createAlarmBook({
    open,
    put: async () => undefined,
    load: async () => [],
    rule,
    now: () => room.now,
  });
  const look = async (...conditions: ActiveCondition[]) => {
    const changes = await book.apply(
      () => reconcile({ open: book.list(), conditions, rule, isOutOfService: (id) => room.resting.has(id) }),
      null,
    );
    return changes.map(({ deed, stored }) => `${stored.alarm.id} ${deed} ${stored.alarm.state}`);
  };
  const stateOf = (id: string) => book.find(id)?.alarm.state ?? 'normal';
  return { room, book, look, stateOf };
}

describe('reconcile', () => {
  it('raises what holds once and returns what holds no more', async () => {
    const { look, book } = openRoom();
    const condition = buildCondition(river, 'a', { value: 120 });
    expect(await look(condition)).toEqual(['river|a raise unacknowledged']);
    expect(await look(condition)).toEqual([]);
    expect(await look()).toEqual(['river|a return returned']);
    expect(await look()).toEqual([]);
    expect(book.find('river|a')?.alarm).toMatchObject({ active: false, value: 120, count: 1 });
    expect(await look(condition)).toEqual(['river|a raise-again unacknowledged']);
    expect(book.list()).toHaveLength(1);
  });

  it('gives the last places to the most urgent, whatever the order in which conditions are told', async () => {
    const urgent = buildRule('urgent', { priority: 'urgent' });
    const known = buildCondition(buildRule('low', { priority: 'low' }), 'known');
    const many = Array.from({ length: maxOpenAlarms - 1 }, (_, index) => buildCondition(river, `k${index}`));
    const { look, book, stateOf } = openRoom([buildStoredAlarm(known)], [...rules, urgent, known.rule]);
    await look(...many, known, buildCondition(urgent, 'a'));
    expect([stateOf('urgent|a'), stateOf('low|known')]).toEqual(['unacknowledged', 'unacknowledged']);
    expect([book.list().length, book.turnedAway]).toEqual([maxOpenAlarms, 1]);
  });

  it('leaves an alarm by hand to people', async () => {
    const { look } = openRoom([buildStoredAlarm(buildCondition(manual, 'x'))]);
    expect(await look()).toEqual([]);
  });

  it('raises what another alarm explains held back from the start, and calls it out when the cause is over', async () => {
    const { look, stateOf } = openRoom();
    const [cause, effect] = [buildCondition(power, 'p'), buildCondition(river, 'a', { area: first })];
    expect(await look(effect, cause)).toEqual(['river|a raise suppressed', 'power|p raise unacknowledged']);
    expect(await look(effect, cause)).toEqual([]);
    expect(await look(effect)).toEqual(['river|a unsuppress unacknowledged', 'power|p return returned']);
    expect(await look(effect, cause)).toContain('river|a suppress suppressed');
    // Over together: what nobody had to see leaves no trace to be acknowledged.
    await look();
    expect([stateOf('river|a'), stateOf('power|p')]).toEqual(['normal', 'returned']);
  });

  it.each([
    ['the same area', first, first, true],
    ['the whole region', first, null, true],
    ['the regency', first, '32.16' as AreaCode, true],
    ['the area around it', `${first}.2001` as AreaCode, first, true],
    ['another area', first, second, false],
    ['a part of it', '32.16' as AreaCode, first, false],
    ['one place, for what concerns all', null, first, false],
  ])('a cause for %s: %s by %s is %s', async (_case, area, causeArea, isHeld) => {
    const { look, stateOf } = openRoom();
    await look(buildCondition(river, 'a', { area }), buildCondition(power, 'p', { area: causeArea }));
    expect(stateOf('river|a')).toBe(isHeld ? 'suppressed' : 'unacknowledged');
  });

  it('never lets a cause that rests hide anything', async () => {
    const { look, stateOf, room } = openRoom();
    const conditions = [buildCondition(power, 'p'), buildCondition(river, 'a')];
    room.resting.add('power');
    await look(...conditions);
    expect([stateOf('power|p'), stateOf('river|a')]).toEqual(['out-of-service', 'unacknowledged']);
    room.resting.clear();
    await look(...conditions);
    expect([stateOf('power|p'), stateOf('river|a')]).toEqual(['unacknowledged', 'suppressed']);
  });

  it('puts alarms of a rule that rests out of service, what returned meanwhile too, and back', async () => {
    const { look, stateOf, room } = openRoom();
    await look(buildCondition(river, 'a'), buildCondition(river, 'b'));
    await look(buildCondition(river, 'a'));
    room.resting.add('river');
    expect(await look(buildCondition(river, 'a'), buildCondition(river, 'c'))).toEqual([
      'river|a out-of-service out-of-service',
      'river|c raise out-of-service',
      'river|b out-of-service out-of-service',
    ]);
    room.resting.clear();
    await look(buildCondition(river, 'a'));
    expect(['a', 'b', 'c'].map((key) => stateOf(`river|${key}`))).toEqual([
      'unacknowledged',
      'normal',
      'normal',
    ]);
  });

  it('folds the victims of a link without calling anyone again', async () => {
    const { look, book } = openRoom();
    await look(buildCondition(link, 'f', { victims: ['a', 'b'] }));
    await book.apply(() => [{ id: 'link|f', input: { kind: 'acknowledge' } }], null);
    const grown = buildCondition(link, 'f', { victims: ['a', 'b', 'c'], text: 'F: timeout' });
    expect(await look(grown)).toEqual(['link|f fold acknowledged']);
    expect(await look(grown)).toEqual([]);
    expect(book.find('link|f')?.alarm).toMatchObject({
      victims: ['a', 'b', 'c'],
      count: 1,
      text: 'F: timeout',
    });
  });

  it('calls for one more silent sensor and for one more warned area, not for fewer', async () => {
    const { look, book } = openRoom();
    const silent = (...victims: string[]) => buildCondition(sensor, 's', { victims });
    const warned = (...areas: AreaCode[]) =>
      areas.length === 1
        ? buildCondition(warning, 'w', { area: areas[0] ?? null })
        : buildCondition(warning, 'w', { victims: areas });
    await look(silent('a'), warned(first));
    await book.apply(
      () => ['sensor|s', 'warning|w'].map((id) => ({ id, input: { kind: 'acknowledge' } }) as const),
      null,
    );
    expect(await look(silent('a', 'b'), warned(first, second))).toEqual([
      'sensor|s raise-again unacknowledged',
      'warning|w raise-again unacknowledged',
    ]);
    expect(book.find('sensor|s')?.alarm.count).toBe(2);
    expect(await look(silent('b'), warned(second))).toEqual([
      'sensor|s fold unacknowledged',
      'warning|w fold unacknowledged',
    ]);
    // Another one in place of the one that was.
    expect(await look(silent('c'), warned(first))).toEqual([
      'sensor|s raise-again unacknowledged',
      'warning|w raise-again unacknowledged',
    ]);
  });

  it.each([
    ['value', { value: 6.1 }],
    ['area', { area: second }],
    ['point', { point: [107, -6] as [number, number] }],
    ['text', { text: 'other words' }],
    ['rule', { rule: { ...river, severity: 'critical' as const } }],
    ['priority of the rule', { rule: { ...river, priority: 'low' as const } }],
  ])('tells another %s in the words of the alarm', async (_case, more) => {
    const { look, book } = openRoom();
    await look(buildCondition(river, 'a', { area: first, value: 5 }));
    const changed = buildCondition(river, 'a', { area: first, value: 5, ...more });
    expect(await look(changed)).toEqual(['river|a fold unacknowledged']);
    expect(await look(changed)).toEqual([]);
    const { rule, ...facts } = changed;
    expect(book.find('river|a')?.alarm).toMatchObject({ ...facts, severity: rule.severity });
  });

  it('escalates by the rule, with the priority of the moment', async () => {
    const { look, room, book } = openRoom();
    const condition = buildCondition(river, 'a');
    await look(condition);
    room.now += 60_000;
    expect(await look(condition)).toEqual(['river|a escalate unacknowledged']);
    expect(book.find('river|a')?.alarm.priority).toBe('high');
    expect(await look(condition)).toEqual([]);
  });

  it('lets the alarms of a rule that is gone take their course: over, off the shelf, back in service', async () => {
    const inputs = [
      [0, { kind: 'raise', outOfService: true, suppressedBy: 'x' }],
      [1, { kind: 'shelve', until: 900_000 }],
    ] as const;
    const gone = buildRule('gone');
    const { look, room, stateOf } = openRoom([
      buildStoredAlarm(buildCondition(gone, 'a'), inputs),
      buildStoredAlarm(buildCondition(gone, 'b')),
    ]);
    await look();
    expect([stateOf('gone|a'), stateOf('gone|b')]).toEqual(['shelved', 'returned']);
    room.now = 900_000;
    await look();
    expect(stateOf('gone|a')).toBe('normal');
  });

  const conditionArbitrary = fc.record({
    rule: fc.constantFrom(...rules.filter(({ id }) => id !== 'manual')),
    key: fc.constantFrom('a', 'b'),
    area: fc.constantFrom(first, second, null),
    victims: fc.subarray(['x', 'y', 'z']),
    text: fc.constantFrom('t', 'u', null),
  });
  const turnArbitrary = fc.record({
    conditions: fc.array(conditionArbitrary, { maxLength: 6 }),
    resting: fc.subarray(['river', 'power', 'link']),
    waitMs: fc.integer({ min: 0, max: 100_000 }),
    act: fc.constantFrom('acknowledge', 'shelve', 'unshelve', null),
  });

  it('is idempotent: once its steps are carried out it finds nothing more to do, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(turnArbitrary, { maxLength: 12 }), async (turns) => {
        const { room, book, look } = openRoom();
        for (const { conditions, resting, waitMs, act } of turns) {
          room.now += waitMs;
          room.resting = new Set(resting);
          const holding = conditions.map(({ rule, key, ...facts }) => buildCondition(rule, key, facts));
          await look(...holding);
          expect(await look(...holding)).toEqual([]);
          const active = new Set(book.list().flatMap(({ alarm }) => (alarm.active ? [alarm.id] : [])));
          expect(active).toEqual(new Set(holding.map(({ id }) => id)));
          const until = room.now + 60_000;
          const input = act === 'shelve' ? ({ kind: 'shelve', until } as const) : act && { kind: act };
          if (input) await book.apply(() => book.list().map(({ alarm: { id } }) => ({ id, input })), null);
        }
      }),
      { seed: 3216, numRuns: 200 },
    );
  });
});
