import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/domain/people/access.ts';
import { createSocketRegistry } from '../../../server/realtime/socketRegistry.ts';
import { createSocketRights, type SocketRights } from '../../../server/realtime/socketRights.ts';
import { buildActor } from '../../support/desk.ts';
import { pause } from '../../support/pause.ts';
import { listenAt } from '../../support/sockets.ts';

const caller: Caller = { actor: buildActor('ani', 'viewer'), via: 'session', scopes: [] };
let find: () => Promise<Caller | null>;
let looks = 0;
let faults = 0;
let rights: SocketRights;
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
  [looks, faults] = [0, 0];
  find = async () => caller;
  const http = createServer();
  const io = new Server(http);
  rights = createSocketRights({
    access: { kind: 'signed-in' },
    viewing: 'open',
    identify: () => find(),
    recheck: () => {
      looks += 1;
      return find();
    },
    onChange: () => () => undefined,
    onError: () => {
      faults += 1;
    },
    end: (socket) => socket.disconnect(true),
    everyMs: 50,
  });
  createSocketRegistry(io).open(
    { name: '/desk', access: { kind: 'signed-in' }, hears: [], sends: [] },
    (socket, next) => {
      rights.enter(socket).then(
        (isLet) => next(isLet ? undefined : new Error('sign-in')),
        () => next(new Error('unavailable')),
      );
    },
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/desk`;
  close = async () => {
    rights.close();
    await io.close();
  };
});
afterEach(() => close());

describe('the right of an open socket', () => {
  it('P16 stays while storage does not answer, and is looked at again', async () => {
    const open = await listenAt(url, { cookie: 'a' });
    find = () => Promise.reject(new Error('storage is gone'));
    await pause(200);
    expect([faults > 0, open.closedAt()]).toEqual([true, null]);
    expect((await listenAt(url, { cookie: 'b' })).outcome).toBe('unavailable');
    find = async () => null;
    expect(await open.closes(500)).toBe(true);
  });

  it('P19 is looked up once for all sockets of one secret', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => listenAt(url, { cookie: 'same' })));
    looks = 0;
    await pause(220);
    expect(looks).toBeLessThanOrEqual(5);
    find = async () => ({ ...caller, actor: buildActor('ani', 'operator') });
    expect(await Promise.all(sockets.map((socket) => socket.closes(500)))).not.toContain(false);
  });

  it('P19 ends for someone else behind the same cookie', async () => {
    const open = await listenAt(url, { cookie: 'a' });
    find = async () => ({ ...caller, actor: buildActor('budi', 'viewer') });
    expect(await open.closes(500)).toBe(true);
  });
});
