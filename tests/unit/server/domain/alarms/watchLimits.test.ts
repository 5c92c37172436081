import { describe, expect, it } from 'vitest';
import type { AlarmRule } from '#shared/model/alarm.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { StoredAlarm } from '../../../../../server/domain/alarms/alarmStore.ts';
import { createLimitWatch, type WatchedValue } from '../../../../../server/domain/alarms/watchLimits.ts';
import {
  buildCondition,
  buildIndicator,
  buildLimit,
  buildRule,
  buildStoredAlarm,
} from '../../../../support/alarmBuilders.ts';
import { buildRecord } from '../../../../support/liveBuilders.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 28);
const area = '32.16.09' as AreaCode;
const id = `river|${area}`;

function openWatch(limit: Parameters<typeof buildLimit>[0] = {}, open: readonly StoredAlarm[] = []) {
  const first = buildRule('river', { condition: buildLimit(limit) });
  const room = {
    now: start,
    rules: [first] as readonly AlarmRule[],
    indicators: new Map(['environment-pm25', 'environment-no2'].map((one) => [one, buildIndicator(one)])),
  };
  const watch = createLimitWatch({
    rules: () => room.rules,
    indicator: (one) => room.indicators.get(one),
    pointOf: () => [107.1, -6.2],
    zone: 'Asia/Jakarta',
    open: open.map(({ alarm }) => alarm),
  });
  const take = (
    hours: number,
    value: number | null,
    more: Partial<LiveRecord> & Partial<WatchedValue> = {},
  ) => {
    const observedAt = start + hours * hour;
    const { isPassed, ...patch } = more;
    const record = buildRecord({ area, value, observedAt, ...patch });
    room.now = Math.max(room.now, observedAt);
    watch.take([isPassed ? { ...record, isPassed } : record], room.now);
    return watch.list(room.now).length;
  };
  return { watch, room, take, first };
}

describe('the watch of limits', () => {
  it('tells what passed which limit, where, and goes on telling the value that raised it', () => {
    const { watch, take } = openWatch();
    expect(take(0, 100)).toBe(0);
    take(1, 120.5, { origin: 'simulated' });
    take(2, 300);
    expect(watch.list(0)).toEqual([
      expect.objectContaining({
        id,
        area,
        indicator: 'environment-pm25',
        value: 120.5,
        limit: 100,
        point: [107.1, -6.2],
        simulated: true,
        victims: [],
      }),
    ]);
    expect(take(3, 90)).toBe(0);
  });

  it('looks at each area for itself, and at no other indicator', () => {
    const { take, watch } = openWatch();
    take(0, 120);
    take(0, 120, { area: '32.16.10' as AreaCode });
    expect(take(0, 120, { indicator: 'environment-no2' as IndicatorId })).toBe(2);
    expect(watch.list(0).map((one) => one.area)).toEqual([area, '32.16.10']);
  });

  it('never raises by what is late, in the future of nothing, bad or absent', () => {
    const { room, take } = openWatch();
    room.now = start + 10 * hour;
    expect(take(8, 500)).toBe(0);
    expect(take(9, 500, { quality: 'bad' })).toBe(0);
    expect(take(9.5, null)).toBe(0);
    expect(take(9.6, 500, { indicator: 'environment-unknown' as IndicatorId })).toBe(0);
    expect(take(9.7, 500)).toBe(1);
  });

  it('neither returns by what is late', () => {
    const { room, take } = openWatch();
    take(0, 500);
    room.now = start + 10 * hour;
    expect(take(1, 10)).toBe(1);
    expect(take(10, 10)).toBe(0);
  });

  describe('a correction of the newest value', () => {
    it('is no second value in a row, and a verification is none', () => {
      const { take } = openWatch({ count: 2 });
      take(1, 120);
      expect(take(1, 130)).toBe(0);
      expect(take(1, 130, { verification: 'verified' })).toBe(0);
      expect(take(2, 130)).toBe(1);
    });

    it('ends what never was, and raises what was', () => {
      const { take, watch } = openWatch({ clearSeconds: 7_200 });
      take(0, 50);
      expect(take(1, 500)).toBe(1);
      expect(take(1, 50)).toBe(0);
      expect(take(1, 160)).toBe(1);
      expect(watch.list(0)[0]?.value).toBe(160);
      expect(take(1, 150)).toBe(1);
      expect(watch.list(0)[0]?.value).toBe(150);
    });

    it('that turns it down takes its effect away', () => {
      const { take } = openWatch();
      take(0, 50);
      expect(take(1, 500)).toBe(1);
      expect(take(1, 500, { quality: 'bad' })).toBe(0);
      expect(take(1, 500)).toBe(1);
      expect(take(2, 500, { quality: 'bad' })).toBe(1);
    });

    it('does not end what was active before it', () => {
      const { take } = openWatch();
      take(0, 500);
      expect(take(1, 50)).toBe(0);
      expect(take(1, 400)).toBe(1);
    });

    it('may end, but never raise, when it comes late', () => {
      const { take, room } = openWatch();
      take(0, 50);
      room.now = start + 20 * hour;
      expect(take(0, 500)).toBe(0);
      take(20, 500);
      room.now = start + 40 * hour;
      expect(take(20, 50)).toBe(0);
    });
  });

  it('counts values that came together, each by its own time', () => {
    const { take } = openWatch({ count: 3, delaySeconds: 2 * 3_600 });
    take(0, 120, { isPassed: true });
    take(1, 120, { isPassed: true });
    expect(take(2, 120)).toBe(1);
  });

  it('takes nothing that was sent once more among others for a correction', () => {
    const { take } = openWatch({ count: 2 });
    take(1, 50);
    expect(take(1, 500, { isPassed: true })).toBe(0);
    expect(take(0, 500, { isPassed: true })).toBe(0);
    expect(take(2, 500)).toBe(0);
    expect(take(3, 500)).toBe(1);
  });

  describe('after a restart', () => {
    const openAlarm = buildStoredAlarm(
      buildCondition(buildRule('river'), area, { area, value: 480, limit: 100 }),
    );
    const toPast = (...points: (readonly [number, number | null])[]) => ({
      indicator: 'environment-pm25',
      area,
      points: points.map(([hours, value]) => [start + hours * hour, value] as const),
    });

    it('holds what was open, with what it told, until a value says otherwise', () => {
      const { watch, take } = openWatch({}, [
        { ...openAlarm, alarm: { ...openAlarm.alarm, indicator: 'environment-pm25' as IndicatorId } },
      ]);
      expect(watch.list(0)).toMatchObject([{ id, value: 480, limit: 100 }]);
      expect(take(0, 95)).toBe(1);
      expect(take(1, 90)).toBe(0);
    });

    it('goes on counting where it stood', () => {
      const { watch, take } = openWatch({ count: 3 });
      watch.remember(toPast([-2, 500], [-1, 500]));
      expect(watch.list(0)).toEqual([]);
      expect(take(0, 500)).toBe(1);
    });

    it('takes no value that stands for many for a run that was broken among them', () => {
      const toWatch = (...points: [number, number, number, number][]) => {
        const opened = openWatch({ count: 3 });
        const past = points.map(([hours, ...values]) => [start + hours * hour, ...values] as const);
        opened.watch.remember({ indicator: 'environment-pm25', area, points: past });
        return opened;
      };
      expect(toWatch([-2, 500, 400, 600], [-1, 500, 400, 600]).take(0, 500)).toBe(1);
      const broken = toWatch([-2, 500, 400, 600], [-1, 500, 50, 600]);
      expect(broken.take(0, 500)).toBe(0);
      expect(broken.take(1, 500)).toBe(1);
    });

    it('judges a correction of the last value before the stop in its place', () => {
      const { watch, take } = openWatch({ count: 2 });
      watch.remember(toPast([-1, 500]));
      expect(take(-1, 510)).toBe(0);
      expect(take(0, 500)).toBe(1);
    });

    it('neither raises nor returns by what it reads of the past', () => {
      const { watch } = openWatch({});
      watch.remember(toPast([-2, 500], [-1, 500]));
      expect(watch.list(0)).toEqual([]);
      const alarm = { ...openAlarm.alarm, indicator: 'environment-pm25' as IndicatorId };
      const held = openWatch({}, [{ ...openAlarm, alarm }]);
      held.watch.remember(toPast([-2, 50], [-1, null]));
      expect(held.watch.list(0)).toMatchObject([{ id, value: 480 }]);
      expect(held.take(0, 50)).toBe(0);
    });

    it('takes no past into account that is older than what it has seen', () => {
      const { watch, take } = openWatch({ count: 2 });
      take(0, 500);
      watch.remember(toPast([-2, 500], [-1, 50]));
      expect(take(1, 500)).toBe(1);
      watch.remember({ indicator: 'environment-pm25', area, points: [] });
      expect(watch.list(0)).toHaveLength(1);
    });
  });

  describe('a rule that changes while its alarm is open', () => {
    const change = (room: ReturnType<typeof openWatch>['room'], more: Parameters<typeof buildLimit>[0]) => {
      room.rules = [buildRule('river', { severity: 'critical', condition: buildLimit(more) })];
    };

    it('judges anew with the next value; the alarm goes on until then, in the words of the new rule', () => {
      const { room, take, watch } = openWatch();
      take(0, 150);
      change(room, { limit: 200, deadBand: 20 });
      expect(watch.list(0)).toMatchObject([{ limit: 100, rule: { severity: 'critical' } }]);
      expect(take(1, 190)).toBe(1);
      expect(take(2, 180)).toBe(0);
      expect(take(3, 190)).toBe(0);
      expect(take(4, 210)).toBe(1);
      expect(watch.list(0)[0]?.limit).toBe(200);
    });

    it('starts counting anew, also where only side, count or delay changed', () => {
      const { room, take } = openWatch({ count: 3 });
      take(0, 150);
      take(1, 150);
      change(room, { count: 2 });
      expect(take(2, 150)).toBe(0);
      expect(take(3, 150)).toBe(1);
      change(room, { count: 2, side: 'below' });
      expect(take(4, 150)).toBe(0);
    });

    it('goes on counting where only its words or its weight changed', () => {
      const { room, take } = openWatch({ count: 3, clearSeconds: 7_200 });
      take(0, 150);
      take(1, 150);
      change(room, { count: 3, clearSeconds: 7_200 });
      expect(take(2, 150)).toBe(1);
      expect(take(3, 80)).toBe(1);
      change(room, { count: 3, clearSeconds: 7_200 });
      expect(take(4, 80)).toBe(1);
      expect(take(5, 80)).toBe(0);
    });

    it('lets go of the alarm of another indicator', () => {
      const { room, take, watch } = openWatch();
      take(0, 150);
      change(room, { indicator: 'environment-no2' as IndicatorId });
      expect(watch.list(0)).toEqual([]);
      expect(take(1, 500)).toBe(0);
      expect(take(1, 500, { indicator: 'environment-no2' as IndicatorId })).toBe(1);
    });

    it('lets go when the rule is gone, or its indicator left the catalogue: nothing could end it', () => {
      const { room, take, watch } = openWatch();
      take(0, 150);
      room.indicators.delete('environment-pm25');
      expect(watch.list(0)).toEqual([]);
      room.indicators.set('environment-pm25', buildIndicator('environment-pm25'));
      expect(take(1, 150)).toBe(1);
      room.rules = [];
      expect(watch.list(0)).toEqual([]);
    });
  });
});
