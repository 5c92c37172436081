import type { Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import type { Packs } from '../../../../server/domain/packs/createPacks.ts';
import { StoreUnavailableError } from '../../../../server/domain/storeErrors.ts';
import { createPackRoutes } from '../../../../server/http/packRoutes.ts';

describe('files that are checked', () => {
  it('are looked at one at a time, and a further one is refused at once', async () => {
    let end = (): void => undefined;
    const packs = {
      check: () =>
        new Promise<object>((resolve) => {
          end = () => resolve({});
        }),
    };
    const routes = createPackRoutes({
      packs: packs as unknown as Packs,
      zone: () => 'Asia/Jakarta',
      now: () => 0,
    });
    const route = routes.find(({ method, path }) => method === 'post' && path === '/api/v1/packs/check');
    const answered: unknown[] = [];
    const response = {
      set: () => response,
      json: (body: unknown) => answered.push(body),
    } as unknown as Response;
    const send = async (): Promise<unknown> =>
      route?.handle({ body: Buffer.from('x') } as Request, response, null);
    const first = send();
    await expect(send()).rejects.toThrow(StoreUnavailableError);
    end();
    await first;
    const third = send();
    end();
    await third;
    expect(answered).toEqual([{}, {}]);
  });
});
