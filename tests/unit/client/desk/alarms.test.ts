import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canAct, toActTargets, toMinutesUntil } from '../../../../client/lib/desk/alarmActs.ts';
import { actKeys, moveTo, type PressedKey, toAlarmDeed } from '../../../../client/lib/desk/alarmKeys.ts';
import { toGaugeShare, toLoadBand } from '../../../../client/lib/desk/alarmLoadBand.ts';
import { createNews, newsMs } from '../../../../client/lib/desk/alarmNews.ts';
import { compareAlarms, countOpen, toSections } from '../../../../client/lib/desk/alarmOrder.ts';
import type { Alarm } from '../../../../shared/model/alarm.ts';

type Row = Pick<Alarm, 'id' | 'state' | 'priority' | 'raisedAt'>;

function build(id: string, patch: Partial<Row> = {}): Row {
  return { id, state: 'unacknowledged', priority: 'medium', raisedAt: 1, ...patch };
}

describe('order', () => {
  it('puts what waits first, then what is more urgent, then what still holds, then what is newer', () => {
    const rows = [
      build('known', { state: 'acknowledged', priority: 'urgent', raisedAt: 9 }),
      build('old'),
      build('new', { raisedAt: 5 }),
      build('over', { state: 'returned', priority: 'urgent' }),
      build('high', { priority: 'high' }),
      build('urgent', { priority: 'urgent' }),
    ];
    expect(rows.sort(compareAlarms).map(({ id }) => id)).toEqual([
      'urgent',
      'over',
      'high',
      'new',
      'old',
      'known',
    ]);
  });

  it('hides nothing: every state has its section', () => {
    const states = [
      'unacknowledged',
      'returned',
      'acknowledged',
      'shelved',
      'suppressed',
      'out-of-service',
    ] as const;
    const sections = toSections(states.map((state) => build(state, { state })));
    expect(sections.map(({ section, items }) => [section, items.length])).toEqual([
      ['open', 2],
      ['acknowledged', 1],
      ['shelved', 1],
      ['quiet', 2],
    ]);
  });

  it('counts what waits by priority', () => {
    const rows = [build('a'), build('b', { state: 'returned' }), build('c', { state: 'shelved' })];
    expect(countOpen(rows)).toEqual({ urgent: 0, high: 0, medium: 2, low: 0 });
  });
});

describe('keys', () => {
  const press = (key: string, patch: Partial<PressedKey> = {}): PressedKey => ({
    key,
    isRepeat: false,
    isModified: false,
    isOnControl: false,
    ...patch,
  });

  it.each(Object.entries(actKeys))('%s is %s', (act, key) => {
    expect(toAlarmDeed(press(key), true)).toEqual({ kind: 'act', act });
    expect(toAlarmDeed(press(key), false)).toBeNull();
  });

  it('are each used once', () => {
    const all = [...Object.values(actKeys), 'j', 'k', 'x', 'n', '?', 'g'];
    expect(new Set(all).size).toBe(all.length);
  });

  it('leave those of the browser alone', () => {
    expect(toAlarmDeed(press('a', { isModified: true }), true)).toBeNull();
  });

  it('that are held down move and do nothing else', () => {
    expect(toAlarmDeed(press('ArrowDown', { isRepeat: true }), true)).toEqual({ kind: 'move', to: 'next' });
    expect(toAlarmDeed(press('a', { isRepeat: true }), true)).toBeNull();
    expect(toAlarmDeed(press('x', { isRepeat: true }), true)).toBeNull();
  });

  it('leave Enter and space to a button that has the focus', () => {
    expect(toAlarmDeed(press('Enter'), true)).toEqual({ kind: 'details' });
    expect(toAlarmDeed(press('Enter', { isOnControl: true }), true)).toBeNull();
    expect(toAlarmDeed(press(' ', { isOnControl: true }), true)).toBeNull();
    expect(toAlarmDeed(press(' '), false)).toEqual({ kind: 'pick' });
  });

  it('move within the list and stop at its ends', () => {
    const ids = ['a', 'b', 'c'];
    expect(moveTo(ids, null, 'next')).toBe('a');
    expect(moveTo(ids, 'a', 'next')).toBe('b');
    expect(moveTo(ids, 'c', 'next')).toBe('c');
    expect(moveTo(ids, 'a', 'previous')).toBe('a');
    expect(moveTo(ids, 'a', 'last')).toBe('c');
    expect(moveTo([], null, 'next')).toBeNull();
  });

  it('go on from the place of a row that is gone', () => {
    expect(moveTo(['a', 'c', 'd'], 'b', 'next', 1)).toBe('c');
    expect(moveTo(['a', 'c', 'd'], 'b', 'previous', 1)).toBe('a');
    expect(moveTo(['a'], 'b', 'next', 1)).toBe('a');
  });
});

describe('acts', () => {
  it('are offered where they would do something', () => {
    const row = (state: Alarm['state'], kind: Alarm['kind'] = 'limit') => ({ state, kind });
    expect(canAct('acknowledge', row('returned'))).toBe(true);
    expect(canAct('acknowledge', row('acknowledged'))).toBe(false);
    expect(canAct('unshelve', row('shelved'))).toBe(true);
    expect(canAct('clear', row('unacknowledged'))).toBe(false);
    expect(canAct('clear', row('unacknowledged', 'manual'))).toBe(true);
    const many = Array.from({ length: 120 }, () => row('unacknowledged'));
    expect(toActTargets('acknowledge', many)).toHaveLength(100);
    expect(toActTargets('incident', many.slice(0, 2))).toEqual([]);
  });

  it('find the minutes to the end of the shift, over midnight too', () => {
    const at = (iso: string) => Date.parse(iso);
    const wib = 'Asia/Jakarta';
    expect(toMinutesUntil('14:00', at('2026-11-23T06:30:00Z'), wib)).toBe(30);
    expect(toMinutesUntil('07:00', at('2026-11-23T16:00:00Z'), wib)).toBe(480);
    expect(toMinutesUntil('12:00', at('2026-11-23T06:30:00Z'), wib)).toBeNull();
    expect(toMinutesUntil('', at('2026-11-23T06:30:00Z'), wib)).toBeNull();
  });
});

describe('load', () => {
  it.each([
    [0, 'calm'],
    [1, 'calm'],
    [1.5, 'manageable'],
    [2.1, 'too-many'],
    [10, 'too-many'],
    [11, 'flood'],
  ] as const)('%d an operator is %s', (rate, band) => {
    expect(toLoadBand(rate)).toBe(band);
  });

  it('stands in its band on the gauge', () => {
    expect([0, 1, 2, 10, 30, 99].map(toGaugeShare)).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
  });
});

describe('news', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is of what is new, most urgent first, at most once in five seconds', () => {
    const told: string[][] = [];
    const news = createNews<Row>(
      (fresh) => told.push(fresh.map(({ id }) => id)),
      () => Date.now(),
    );
    const old = build('old');
    news.take([old]);
    news.take([old, build('a')]);
    expect(told).toEqual([['a']]);
    news.take([old, build('a'), build('b')]);
    news.take([old, build('a'), build('b'), build('c', { priority: 'urgent' })]);
    vi.advanceTimersByTime(newsMs - 1);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([['a'], ['c', 'b']]);
    news.stop();
  });
});
