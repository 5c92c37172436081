import type { Request, Response } from 'express';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createHealthRoutes } from '../../../../server/http/healthRoutes.ts';

/** Statuses that `/readyz` answers at these instants, while storage takes a write or does not. */
async function askReady(asked: readonly (readonly [now: number, isGood: boolean])[]): Promise<number[]> {
  let [at, isGood] = [0, true];
  const routes = createHealthRoutes({
    probe: async () => {
      if (!isGood) throw new Error('full');
    },
    metrics: 'off',
    registry: new Registry(),
    now: () => at,
  });
  const route = routes.find(({ path }) => path === '/readyz');
  const statuses: number[] = [];
  for ([at, isGood] of asked) {
    let status = 200;
    const response = {
      set: () => response,
      json: () => response,
      type: () => response,
      send: () => response,
      removeHeader: () => undefined,
      status(told: number) {
        status = told;
        return response;
      },
    };
    await route?.handle({ headers: {} } as Request, response as unknown as Response, null);
    statuses.push(status);
  }
  return statuses;
}

it('reuses an answer for a second', async () => {
  expect(
    await askReady([
      [5_000, true],
      [5_999, false],
      [6_000, false],
      [6_999, true],
    ]),
  ).toEqual([200, 200, 503, 503]);
});

it('asks anew after the clock was set back, and not only once it has caught up', async () => {
  const hour = 3_600_000;
  expect(
    await askReady([
      [hour, true],
      [0, false],
      [500, true],
      [1_000, true],
    ]),
  ).toEqual([200, 503, 503, 200]);
});
