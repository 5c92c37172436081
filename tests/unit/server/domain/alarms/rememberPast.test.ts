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

it('reads, all at once, only what rules count or what is open', async () => {
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
  expect(asked).toEqual(expected);
  expect(remembered).toEqual([]);
  answer();
  await done;
  expect(remembered).toEqual(expected);
});
