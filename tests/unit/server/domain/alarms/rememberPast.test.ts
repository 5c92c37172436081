import { expect, it } from 'vitest';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import { type RememberParts, rememberPast } from '../../../../../server/domain/alarms/rememberPast.ts';
import {
  buildCondition,
  buildIndicator,
  buildLimit,
  buildRule,
  buildStoredAlarm,
} from '../../../../support/alarmBuilders.ts';

const to = Date.UTC(2026, 10, 28);

it('reads, four at a time, only what rules count or what is open', async () => {
  const limitOf = (indicator: string, more: Parameters<typeof buildLimit>[0] = {}) =>
    buildRule(['rule', indicator, ...Object.keys(more)].join('-').toLowerCase(), {
      condition: buildLimit({ indicator: indicator as IndicatorId, ...more }),
    });
  const rules = [
    limitOf('plain'),
    limitOf('counted'),
    limitOf('counted', { count: 3 }),
    limitOf('delayed', { delaySeconds: 60 }),
    limitOf('cleared', { clearSeconds: 60 }),
    limitOf('unknown', { count: 3 }),
  ];
  const present = ['plain', 'counted', 'delayed', 'cleared', 'unknown', 'unwatched'].flatMap((indicator) =>
    ['a', 'b'].map((area) => ({
      indicator: indicator as IndicatorId,
      area: area as AreaCode,
      observedAt: to,
    })),
  );
  const { alarm } = buildStoredAlarm(buildCondition(limitOf('plain'), 'b'));
  const asked: string[] = [];
  const remembered: string[] = [];
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const done = rememberPast({
    limits: { remember: ({ indicator, area }) => void remembered.push(`${indicator} ${area}`) },
    ...{ rules, present },
    indicator: (id) => (id === 'unknown' ? undefined : buildIndicator(id)),
    open: [{ ...alarm, indicator: 'plain' as IndicatorId, area: 'b' as AreaCode }],
    onError: (error) => {
      throw error;
    },
    async readHistory({ indicator, area }) {
      asked.push(`${indicator} ${area}`);
      await answered;
      return { points: [] } as unknown as Awaited<ReturnType<RememberParts['readHistory']>>;
    },
  });
  const expected = [
    'plain b',
    ...['counted', 'delayed', 'cleared'].flatMap((one) => [`${one} a`, `${one} b`]),
  ];
  expect(asked).toEqual(expected.slice(0, 4));
  expect(remembered).toEqual([]);
  answer();
  await done;
  expect(remembered).toEqual(expected);
});

/** Takes up 20 series; a read is refused as the test says. */
async function takeUp(isRefused: (place: number) => boolean) {
  const areas = Array.from({ length: 20 }, (_, place) => String(place));
  const indicator = 'counted' as IndicatorId;
  const asked: string[] = [];
  const remembered: string[] = [];
  const failed: string[] = [];
  const outcome = await rememberPast({
    limits: { remember: ({ area }) => void remembered.push(area) },
    rules: [buildRule('rule', { condition: buildLimit({ indicator, count: 3 }) })],
    present: areas.map((area) => ({ indicator, area: area as AreaCode, observedAt: to })),
    indicator: (id) => buildIndicator(id),
    open: [],
    onError: (error, { area }) => void failed.push(`${area}: ${(error as Error).message}`),
    async readHistory({ area }) {
      asked.push(area);
      if (isRefused(Number(area))) throw new Error('timeout');
      return { points: [] } as unknown as Awaited<ReturnType<RememberParts['readHistory']>>;
    },
  }).then(
    () => 'done',
    (error: Error) => error.message,
  );
  return { areas, asked, remembered, failed, outcome };
}

it('loses the count of a series that cannot be read, and of no other', async () => {
  const lost = [0, 3, 4, 11];
  const { areas, remembered, failed, outcome } = await takeUp((place) => lost.includes(place));
  expect(outcome).toBe('done');
  expect(failed.sort()).toEqual(lost.map((place) => `${place}: timeout`).sort());
  expect(remembered.sort()).toEqual(areas.filter((area) => !lost.includes(Number(area))).sort());
});

it('does not hold up the start with storage that refuses one after another', async () => {
  const { asked, failed, outcome } = await takeUp(() => true);
  expect(outcome).toMatch(/^storage refused \d+ series/);
  expect(failed.length).toBeLessThan(12);
  expect(asked.length).toBeLessThan(12);
});
