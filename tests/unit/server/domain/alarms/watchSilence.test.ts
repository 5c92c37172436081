import { describe, expect, it } from 'vitest';
import type { Alarm, AlarmRule } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { createSilenceWatch, type SilentWall } from '../../../../../server/domain/alarms/watchSilence.ts';
import { createWallWatch, type WallWatch } from '../../../../../server/domain/walls/createWallWatch.ts';
import { listSilentWalls } from '../../../../../server/roomSources.ts';
import {
  buildCondition,
  buildIndicator,
  buildRule,
  buildStoredAlarm,
  listAreas,
} from '../../../../support/alarmBuilders.ts';
import { buildFeed, buildRecord } from '../../../../support/liveBuilders.ts';
import { buildWall, hello } from '../../../../support/walls.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.UTC(2026, 10, 28);
const silence = (of: 'link' | 'sensor' | 'agency' | 'wall', delaySeconds = 60): AlarmRule =>
  buildRule(of, { condition: { kind: 'silence', of, delaySeconds } });
const rules = [silence('link'), silence('sensor'), silence('agency'), silence('wall', 0)];
const areas = listAreas(23);

/** PM2.5 is late 1.9 hours after its last value, the yearly figures a year after theirs. */
function openWatch(open: readonly Alarm[] = []) {
  const indicators = new Map<string, Indicator>();
  for (const one of [
    buildIndicator('environment-pm25'),
    buildIndicator('environment-no2'),
    buildIndicator('living-a', { cadence: 'P1M', agency: 'dinkes' as Indicator['agency'] }),
    buildIndicator('living-b', { cadence: 'P1M', agency: 'dinkes' as Indicator['agency'] }),
  ])
    indicators.set(one.id, one);
  const room = {
    now: start,
    records: [] as LiveRecord[],
    feeds: [] as FeedState[],
    walls: [] as SilentWall[],
    rules: rules as readonly AlarmRule[],
    indicators,
  };
  const watch = createSilenceWatch({
    rules: () => room.rules,
    records: () => room.records,
    feeds: () => room.feeds,
    walls: () => room.walls,
    indicator: (id) => room.indicators.get(id),
    zone: 'Asia/Jakarta',
    startedAt: start,
    open,
  });
  const look = (afterMs: number) => {
    room.now = start + afterMs;
    return watch
      .list(room.now)
      .map(({ id, victims }) => (victims.length > 0 ? `${id} (${victims.length})` : id));
  };
  return { room, watch, look };
}

/** The real watch over walls beside it; the engine looks just before the walls are swept, each second. */
function expectToStand(delay: number, happen: (watch: WallWatch, second: number) => void): void {
  const rule = silence('wall', delay);
  const { room, look } = openWatch([buildStoredAlarm(buildCondition(rule, 'utama')).alarm]);
  room.rules = [rule];
  let ms = 0;
  const watch = createWallWatch({ now: () => start + ms, monotonic: () => ms });
  watch.setWalls([buildWall('utama')]);
  for (let second = 0; second < 180; second += 1) {
    ms = second * 1_000;
    room.walls = listSilentWalls(watch.list());
    expect([second, ...look(ms)]).toEqual([second, 'wall|utama']);
    happen(watch, second);
    watch.sweep();
  }
  expect(watch.see('utama')?.state).toBe('dead');
}

function record(indicator: string, observedAt: number, more: Partial<LiveRecord> = {}): LiveRecord {
  return buildRecord({ indicator: indicator as IndicatorId, observedAt, ...more });
}

function everywhere(observedAt: number): LiveRecord[] {
  return areas.map((area) => record('environment-pm25', observedAt, { area }));
}

describe('a dead link', () => {
  const dead = (more: Partial<FeedState> = {}) =>
    buildFeed('f', {
      state: 'down',
      since: start,
      indicators: ['environment-pm25'],
      lastInAt: start,
      ...more,
    });

  it('is one alarm with everything that it fills folded in; nothing of that raises on its own', () => {
    const { room, look, watch } = openWatch();
    room.records = everywhere(start);
    room.feeds = [dead()];
    expect(look(59_999)).toEqual([]);
    expect(look(minute)).toEqual(['link|f (23)']);
    expect(look(10 * hour)).toEqual(['link|f (23)']);
    expect(watch.list(room.now)[0]).toMatchObject({ subject: 'f', text: 'f', area: null });
  });

  it('says why, as the link says it', () => {
    const { room, watch } = openWatch();
    room.feeds = [dead({ name: 'Udara', lastError: { at: start, code: 'timeout', detail: 'x' } })];
    expect(watch.list(start + minute)[0]?.text).toBe('Udara: timeout');
  });

  it('explains nothing where no rule tells of it', () => {
    const { room, look } = openWatch();
    room.rules = rules.filter(({ id }) => id !== 'link');
    room.records = everywhere(start);
    room.feeds = [dead()];
    expect(look(10 * hour)).toEqual(['sensor|environment-pm25 (23)']);
  });

  it('is not raised while it is tried, degraded or switched off', () => {
    const { room, look } = openWatch();
    for (const state of ['waiting', 'degraded', 'off', 'up'] as const) {
      room.feeds = [dead({ state })];
      expect(look(hour)).toEqual([]);
    }
  });

  it('gives its figures the time to follow it when it comes back', () => {
    const { room, look } = openWatch();
    room.records = everywhere(start);
    room.feeds = [dead()];
    expect(look(10 * hour)).toHaveLength(1);
    room.feeds = [dead({ state: 'up', since: start + 10 * hour })];
    expect(look(10 * hour + 1_000)).toEqual([]);
    expect(look(10 * hour + minute)).toEqual([]);
    room.records = [
      ...everywhere(start + 10 * hour).slice(1),
      record('environment-pm25', start, { area: areas[0]! }),
    ];
    expect(look(10 * hour + minute + 1_000)).toEqual(['sensor|environment-pm25 (1)']);
  });

  it.each(['waiting', 'degraded', 'down'] as const)(
    'that stood before a restart stands while the link is %s and until it brings something',
    (state) => {
      const open = buildStoredAlarm(buildCondition(rules[0]!, 'f'));
      const { room, look } = openWatch([open.alarm]);
      room.feeds = [dead({ state, since: start, lastInAt: start - hour })];
      expect(look(0)).toEqual(['link|f']);
      room.feeds = [dead({ state: 'degraded', lastInAt: start + 5_000 })];
      expect(look(6_000)).toEqual([]);
      // From now on it is a link like any other.
      room.feeds = [dead({ since: start + 7_000, lastInAt: start + 5_000 })];
      expect(look(8_000)).toEqual([]);
      expect(look(7_000 + minute)).toEqual(['link|f']);
    },
  );

  it('that was open before a restart returns when the link is switched off', () => {
    const { room, look } = openWatch([buildStoredAlarm(buildCondition(rules[0]!, 'f')).alarm]);
    room.feeds = [dead({ state: 'off', lastInAt: null })];
    expect(look(0)).toEqual([]);
  });
});

describe('silent sensors', () => {
  const lateFrom = start + 1.9 * hour;

  it('are one alarm an indicator after the delay, with each series that is silent', () => {
    const { room, look, watch } = openWatch();
    room.records = [
      record('environment-pm25', start, { area: areas[0]! }),
      record('environment-no2', start + hour),
    ];
    expect(look(lateFrom + minute - 1 - start)).toEqual([]);
    expect(look(lateFrom + minute - start)).toEqual(['sensor|environment-pm25 (1)']);
    expect(watch.list(room.now)[0]).toMatchObject({
      area: areas[0],
      indicator: 'environment-pm25',
      subject: 'dlh',
    });
    room.records = [...everywhere(start), record('environment-no2', start + hour)];
    expect(look(4 * hour)).toEqual(['sensor|environment-pm25 (23)', 'sensor|environment-no2 (1)']);
    expect(watch.list(room.now)[0]?.area).toBeNull();
    room.records = everywhere(start + 4 * hour);
    expect(look(4 * hour + 1)).toEqual([]);
  });

  it('get time to speak after a start: their silence was ours', () => {
    const { room, look } = openWatch();
    room.rules = [silence('sensor', 0)];
    room.records = everywhere(start - 10 * hour);
    expect(look(0)).toEqual([]);
    expect(look(29_999)).toEqual([]);
    expect(look(30_000)).toEqual(['sensor|environment-pm25 (23)']);
  });

  it('that were silent before a restart stay so at once, and are joined by no other until its time', () => {
    const victims = [`environment-pm25|${areas[0]}`];
    const { room, look } = openWatch([
      buildStoredAlarm(buildCondition(rules[1]!, 'environment-pm25', { victims })).alarm,
    ]);
    room.records = everywhere(start - 10 * hour);
    expect(look(0)).toEqual(['sensor|environment-pm25 (1)']);
    expect(look(59_000)).toEqual(['sensor|environment-pm25 (1)']);
    expect(look(minute)).toEqual(['sensor|environment-pm25 (23)']);
  });

  it('that spoke since the restart must be silent for the whole delay again', () => {
    const victims = [`environment-pm25|${areas[0]}`];
    const { room, look } = openWatch([
      buildStoredAlarm(buildCondition(rules[1]!, 'environment-pm25', { victims })).alarm,
    ]);
    room.records = [record('environment-pm25', start, { area: areas[0]! })];
    expect(look(1_000)).toEqual([]);
    expect(look(1.9 * hour + 1_000)).toEqual([]);
    expect(look(1.9 * hour + minute)).toEqual(['sensor|environment-pm25 (1)']);
  });

  it('are judged by the definition that holds now', () => {
    const { room, look } = openWatch();
    room.records = [record('environment-pm25', start)];
    expect(look(3 * hour)).toEqual(['sensor|environment-pm25 (1)']);
    room.indicators.set('environment-pm25', buildIndicator('environment-pm25', { cadence: 'PT6H' }));
    expect(look(3 * hour + 1)).toEqual([]);
    room.indicators.delete('environment-pm25');
    expect(look(100 * hour)).toEqual([]);
  });

  it('are simulated only where all of them are', () => {
    const { room, watch } = openWatch();
    const simulated = everywhere(start).map((one) => ({ ...one, origin: 'simulated' as const }));
    room.records = simulated;
    expect(watch.list(start + 5 * hour)[0]?.simulated).toBe(true);
    room.records = [...simulated, record('environment-pm25', start)];
    expect(watch.list(start + 5 * hour)[0]?.simulated).toBe(false);
  });
});

describe('a late agency', () => {
  it('is one alarm with its late figures, by name of the figure, whatever the number of areas', () => {
    const { room, look, watch } = openWatch();
    const observedAt = start - 60 * 24 * hour;
    room.records = [
      ...areas.map((area) => record('living-b', observedAt, { area })),
      record('living-a', observedAt),
      record('living-a', start, { area: areas[3]! }),
    ];
    expect(look(minute - 1)).toEqual([]);
    expect(look(minute)).toEqual(['agency|dinkes (2)']);
    expect(watch.list(room.now)[0]).toMatchObject({
      subject: 'dinkes',
      indicator: null,
      area: null,
      victims: ['living-a', 'living-b'],
    });
  });
});

describe('a dark wall', () => {
  const wall = { name: 'utama', since: start, text: 'tidak menggambar' };

  it('is told by whoever watches walls', () => {
    const { room, look, watch } = openWatch();
    room.walls = [wall];
    expect(look(0)).toEqual(['wall|utama']);
    expect(watch.list(start)[0]).toMatchObject({ subject: 'utama', text: 'tidak menggambar' });
    room.rules = [silence('wall', 60)];
    expect(look(minute - 1)).toEqual([]);
    expect(look(minute)).toEqual(['wall|utama']);
  });

  it('that stood before a restart stands until somebody can have looked', () => {
    const facts = { subject: 'utama', text: 'beku' };
    const { look, room, watch } = openWatch([
      buildStoredAlarm(buildCondition(rules[3]!, 'utama', facts)).alarm,
    ]);
    expect(look(0)).toEqual(['wall|utama']);
    expect(watch.list(start)[0]).toMatchObject(facts);
    room.walls = [wall];
    expect(look(1_000)).toEqual(['wall|utama']);
    room.walls = [];
    expect(look(44_999)).toEqual(['wall|utama']);
    expect(look(45_000)).toEqual([]);
    room.walls = [{ ...wall, since: start + 50_000 }];
    room.rules = [silence('wall', 60)];
    expect(look(50_000)).toEqual([]);
  });

  it.each([0, 60])('that never comes back after a restart has the one alarm all the time: %i s', (delay) => {
    expectToStand(delay, () => undefined);
  });

  it('that only comes and goes after a restart has the one alarm all the time', () => {
    expectToStand(0, (watch, second) => {
      if (second % 7 === 5) watch.connected('utama', `c${second}`, hello);
      if (second % 7 === 0) watch.disconnected('utama', `c${second - 2}`);
    });
  });
});
