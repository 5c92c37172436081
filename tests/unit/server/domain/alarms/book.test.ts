import { describe, expect, it } from 'vitest';
import { type AlarmAction, alarmActionSchema } from '#shared/model/alarm.ts';
import { maxOpenAlarms } from '#shared/protocol/limits.ts';
import { planAction } from '../../../../../server/domain/alarms/actOnAlarms.ts';
import type { AlarmChange, StoredAlarm } from '../../../../../server/domain/alarms/alarmStore.ts';
import { type BookStep, createAlarmBook } from '../../../../../server/domain/alarms/createAlarmBook.ts';
import type { Actor } from '../../../../../server/domain/people/actor.ts';
import { StoreUnavailableError } from '../../../../../server/domain/storeErrors.ts';
import { buildCondition, buildRule, buildStoredAlarm } from '../../../../support/alarmBuilders.ts';
import { pause } from '../../../../support/pause.ts';

const river = buildRule('river', { escalateAfterSeconds: 60 });
const manual = buildRule('manual', { condition: { kind: 'manual' } });
const toActor = (id: string): Actor => ({
  kind: 'user',
  id,
  label: `Operator ${id}`,
  role: 'operator',
  agency: null,
  from: '10.0.0.1',
});
const [ani, budi] = [toActor('ani'), toActor('budi')];
const raise = (key: string, rule = river): BookStep => ({
  id: `${rule.id}|${key}`,
  input: { kind: 'raise' },
  condition: buildCondition(rule, key),
});

/** A store that takes its time, and may fail before or after the step is durable. */
function openBook(open: readonly StoredAlarm[] = []) {
  const stored = new Map(open.map((one) => [one.alarm.id, one]));
  const room = { now: 1_000, fails: null as 'before' | 'after' | null, running: 0, most: 0 };
  const written: AlarmChange[] = [];
  const book = createAlarmBook({
    open,
    async put(changes) {
      room.running += 1;
      room.most = Math.max(room.most, room.running);
      await pause(2);
      room.running -= 1;
      if (room.fails === 'before') throw new StoreUnavailableError('full');
      written.push(...changes);
      for (const { stored: one } of changes) {
        if (one.alarm.state === 'normal') stored.delete(one.alarm.id);
        else stored.set(one.alarm.id, one);
      }
      if (room.fails === 'after') throw new StoreUnavailableError('failed');
    },
    load: async () => [...stored.values()],
    rule: (id) => [river, manual].find((one) => one.id === id),
    now: () => room.now,
  });
  const act = (action: AlarmAction, by: Actor = ani) =>
    book.apply((now) => {
      const plan = planAction(alarmActionSchema.parse(action), book.find, findPerson, now);
      if (plan.faults) throw new Error(JSON.stringify(plan.faults));
      return plan.steps;
    }, by);
  return { book, room, written, act, stateOf: (id: string) => book.find(id)?.alarm.state ?? 'normal' };
}

const findPerson = (id: string) => (id === 'budi' ? { id, name: 'Budi' } : undefined);

describe('the book', () => {
  it('lets calls wait for each other: each plans on what the one before left', async () => {
    const { book, room } = openBook();
    const seen: number[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((key) =>
        book.apply(() => {
          seen.push(book.list().length);
          return [raise(key)];
        }, null),
      ),
    );
    expect([seen, room.most]).toEqual([[0, 1, 2], 1]);
  });

  it('lets two people acknowledge at once: both are answered, one did it, and what both said is kept', async () => {
    const { book, act, written } = openBook([buildStoredAlarm(buildCondition(river, 'a'))]);
    const action = { action: 'acknowledge' as const, ids: ['river|a'] };
    const [one, two, three] = await Promise.all([
      act({ ...action, comment: 'saya' }),
      act(action, budi),
      act({ ...action, comment: 'saya juga' }, budi),
    ]);
    expect([one?.length, two?.length, three?.length]).toEqual([1, 0, 1]);
    expect(book.find('river|a')).toMatchObject({ acknowledgedBy: 'Operator ani' });
    const log = written.map(({ deed, note }) => [
      deed,
      note.label,
      (note.after as { comment: string }).comment,
    ]);
    expect(log).toEqual([
      ['acknowledge', 'Operator ani', 'saya'],
      ['comment', 'Operator budi', 'saya juga'],
    ]);
  });

  it('changes nothing by a put that failed, says so, and does it when asked again', async () => {
    const { book, room, stateOf, act } = openBook([buildStoredAlarm(buildCondition(river, 'a'))]);
    room.fails = 'before';
    await expect(book.apply(() => [raise('b')], null)).rejects.toThrow(StoreUnavailableError);
    await expect(act({ action: 'acknowledge', ids: ['river|a'] })).rejects.toThrow(StoreUnavailableError);
    expect([stateOf('river|a'), stateOf('river|b')]).toEqual(['unacknowledged', 'normal']);
    room.fails = null;
    await book.apply(() => [raise('b')], null);
    expect([stateOf('river|a'), stateOf('river|b')]).toEqual(['unacknowledged', 'unacknowledged']);
  });

  it('finds what became durable although its answer was lost, and raises nothing twice', async () => {
    const { book, room, written } = openBook();
    room.fails = 'after';
    await expect(book.apply(() => [raise('a', manual)], ani)).rejects.toThrow(StoreUnavailableError);
    expect(book.list()).toEqual([]);
    room.fails = null;
    await book.apply(() => [raise('a', manual)], ani);
    expect(written.map(({ deed }) => deed)).toEqual(['raise']);
    expect(book.list()).toHaveLength(1);
  });

  it('holds no more than it may: the rest is counted once each, known alarms still move, and a place is used again', async () => {
    const { book, stateOf } = openBook();
    const keys = Array.from({ length: maxOpenAlarms - 1 }, (_, index) => `k${index}`);
    await book.apply(() => keys.map((key) => raise(key)), null);
    // Many known alarms in the same turn leave the last place to the new one.
    const known = keys.map((key) => ({ id: `river|${key}`, comment: true as const, text: 'x' }));
    await book.apply(() => [...known, raise('last'), raise('over'), raise('more'), raise('over')], null);
    expect([book.list().length, book.turnedAway]).toEqual([maxOpenAlarms, 2]);
    expect([stateOf('river|last'), stateOf('river|over')]).toEqual(['unacknowledged', 'normal']);
    expect(await book.apply(() => [raise('by-hand', manual)], ani)).toEqual([]);
    expect(book.turnedAway).toBe(2);
    const end = (['return', 'acknowledge'] as const).map((kind) => ({ id: 'river|k0', input: { kind } }));
    await book.apply(() => end, null);
    await book.apply(() => [raise('over')], null);
    expect([stateOf('river|over'), book.turnedAway, book.list().length]).toEqual([
      'unacknowledged',
      0,
      maxOpenAlarms,
    ]);
  });

  it('writes one entry a step, with who did it, and one transaction for all', async () => {
    const { book, written } = openBook();
    await book.apply(() => [raise('a'), { id: 'river|a', input: { kind: 'suppress', by: 'x' } }], null);
    expect(written.map(({ note }) => [note.action, note.subject, note.actor])).toEqual([
      ['alarm.raise', 'river|a', 'system:alarms'],
      ['alarm.suppress', 'river|a', 'system:alarms'],
    ]);
    expect(written[1]?.note).toMatchObject({
      at: 1_000,
      before: { state: 'unacknowledged', count: 1 },
      after: { state: 'suppressed' },
    });
  });

  it('forgets who acknowledged and who has it once it is raised anew, and keeps both until then', async () => {
    const { book, act } = openBook([buildStoredAlarm(buildCondition(river, 'a'))]);
    await act({ action: 'assign', ids: ['river|a'], to: 'budi' });
    await act({ action: 'acknowledge', ids: ['river|a'] });
    await book.apply(() => [{ id: 'river|a', input: { kind: 'suppress', by: 'x' } }], null);
    expect(book.find('river|a')).toMatchObject({
      acknowledgedBy: 'Operator ani',
      assignee: { name: 'Budi' },
    });
    await book.apply(() => [{ id: 'river|a', input: { kind: 'raise', again: true } }], null);
    expect(book.find('river|a')).toMatchObject({ acknowledgedBy: null, assignee: { name: 'Budi' } });
    await act({ action: 'acknowledge', ids: ['river|a'] });
    await book.apply(() => [{ id: 'river|a', input: { kind: 'return' } }, raise('a')], null);
    expect(book.find('river|a')).toMatchObject({ assignee: null, alarm: { count: 1 } });
  });
});

describe('actions of people', () => {
  const faultsOf = (action: object, open: readonly StoredAlarm[]) => {
    const find = (id: string) => open.find(({ alarm }) => alarm.id === id);
    const { faults } = planAction(alarmActionSchema.parse(action), find, findPerson, 1_000);
    return faults?.map(({ pointer, code }) => `${pointer} ${code}`);
  };
  const unacknowledged = buildStoredAlarm(buildCondition(river, 'a'));
  const byHand = buildStoredAlarm(buildCondition(manual, 'm'));

  it('are all or none, every fault at its place', () => {
    const shelve = { action: 'shelve', minutes: 5, comment: 'menunggu teknisi' };
    expect(faultsOf({ ...shelve, ids: ['river|a', 'river|no', 'x'] }, [unacknowledged])).toEqual([
      '/ids/1 unknown_alarm',
      '/ids/2 unknown_alarm',
    ]);
    expect(faultsOf({ action: 'unshelve', ids: ['river|a'] }, [unacknowledged])).toEqual([
      '/ids/0 alarm_state',
    ]);
    expect(faultsOf({ action: 'clear', ids: ['manual|m', 'river|a'] }, [unacknowledged, byHand])).toEqual([
      '/ids/1 not_manual',
    ]);
    expect(faultsOf({ action: 'assign', ids: ['river|a'], to: 'nobody' }, [unacknowledged])).toEqual([
      '/to unknown_person',
    ]);
    expect(faultsOf({ action: 'assign', ids: ['river|a'], to: null }, [unacknowledged])).toBeUndefined();
  });

  it.each([
    [{ action: 'shelve', ids: ['a'], comment: 'tanpa akhir' }],
    [{ action: 'shelve', ids: ['a'], minutes: 0, comment: 'nol menit' }],
    [{ action: 'shelve', ids: ['a'], minutes: 721, comment: 'terlalu lama' }],
    [{ action: 'shelve', ids: ['a'], minutes: 15 }],
    [{ action: 'shelve', ids: [], minutes: 15, comment: 'kosong' }],
    [{ action: 'comment', ids: ['a'], comment: '  ' }],
    [{ action: 'delete', ids: ['a'] }],
  ])('are refused by shape: %j', (action) => {
    expect(alarmActionSchema.safeParse(action).success).toBe(false);
  });

  it('name an alarm twice and mean it once', async () => {
    const { act, written } = openBook([unacknowledged]);
    await act({ action: 'comment', ids: ['river|a', 'river|a'], comment: 'dicek' });
    expect(written).toHaveLength(1);
  });

  it('clear what was raised by hand in every state that it may be in', async () => {
    for (const inputs of [
      [],
      [{ kind: 'acknowledge' }],
      [{ kind: 'shelve', until: 900_000 }],
      [{ kind: 'suppress', by: 'x' }],
      [{ kind: 'out-of-service' }],
    ] as const) {
      const course = [[0, { kind: 'raise' }] as const, ...inputs.map((input) => [1, input] as const)];
      const { act, stateOf } = openBook([buildStoredAlarm(buildCondition(manual, 'm'), course)]);
      await act({ action: 'clear', ids: ['manual|m'], comment: 'selesai' });
      expect(stateOf('manual|m')).toBe('normal');
    }
  });

  it('shelve for as long as they say, counted from the moment it is done', async () => {
    const { act, book, room } = openBook([unacknowledged]);
    room.now = 5_000;
    await act({ action: 'shelve', ids: ['river|a'], minutes: 15, comment: 'sudah diketahui' });
    expect(book.find('river|a')?.alarm).toMatchObject({ state: 'shelved', shelvedUntil: 5_000 + 900_000 });
  });

  it('keep the urgency that a person chose for an alarm by hand, and raise it by escalation', async () => {
    const { book, room } = openBook();
    const rule = { ...manual, priority: 'low' as const, severity: 'critical' as const };
    await book.apply(() => [raise('m', rule)], ani);
    room.now += 60_000;
    const tick = { kind: 'tick', escalateAfterMs: 60_000 } as const;
    await book.apply(() => [{ id: 'manual|m', input: tick }], null);
    expect(book.find('manual|m')?.alarm).toMatchObject({ priority: 'medium', severity: 'critical' });
    await book.apply(() => [{ id: 'manual|m', input: { kind: 'acknowledge' } }], ani);
    expect(book.find('manual|m')?.alarm.priority).toBe('medium');
  });
});
