import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import type { AlarmPeriods } from '#shared/model/alarm.ts';
import { maxAlarmVersions } from '#shared/protocol/limits.ts';
import type { AlarmVersion, AlarmVersionQuery } from '../../../../server/domain/alarms/alarmStore.ts';
import { type AlarmRouteParts, createAlarmRoutes } from '../../../../server/http/alarmRoutes.ts';

const now = 1_000_000;

/** Asks for periods over a store that keeps `count` versions. */
async function ask(query: string, count: number): Promise<AlarmPeriods> {
  const alarm = { state: 'unacknowledged', severity: 'major', rule: 'r', limit: 1 };
  const listAlarmVersions = async ({ limit }: AlarmVersionQuery) =>
    Array.from(
      { length: Math.min(count, limit) },
      (_, at) => ({ from: at, to: at + 1, stored: { alarm } }) as AlarmVersion,
    );
  const parts = { store: { listAlarmVersions }, now: () => now } as unknown as AlarmRouteParts;
  const route = createAlarmRoutes(parts).find(({ path }) => path === '/api/v1/alarms/periods');
  const answers: AlarmPeriods[] = [];
  const response = { set: () => response, json: (body: AlarmPeriods) => answers.push(body) };
  await route?.handle(
    { originalUrl: `/api/v1/alarms/periods?indicator=a&area=b${query}` } as Request,
    response as unknown as Response,
    undefined as never,
  );
  return answers[0] as AlarmPeriods;
}

describe('times of a series in alarm', () => {
  it('say whether they are whole', async () => {
    expect(await ask('', maxAlarmVersions - 1)).toMatchObject({ isWhole: true });
    const cut = await ask('', maxAlarmVersions + 1);
    expect([cut.isWhole, cut.items.length]).toEqual([false, maxAlarmVersions]);
  });

  it('refuse a span that ends before it begins, at the place that was given', async () => {
    const refusal = (pointer: string) => ({ faults: [{ pointer, code: 'order' }] });
    await expect(ask('&from=5&to=4', 0)).rejects.toMatchObject(refusal('?to'));
    await expect(ask(`&from=${now + 1}`, 0)).rejects.toMatchObject(refusal('?from'));
    expect(await ask('&from=5&to=5', 0)).toEqual({ isWhole: true, items: [] });
  });
});
