import { once } from 'node:events';
import { connect as connectTcp, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLiveConnection, type LiveConnection } from '../../../client/connection/liveConnection.ts';
import { createServerClock } from '../../../client/lib/serverClock.ts';
import { createLiveStore, type LiveStore } from '../../../client/stores/liveStore.ts';
import { type LiveServer, type LiveServerOptions, startLiveServer } from '../../support/liveServer.ts';
import { pause } from '../../support/pause.ts';

let server: LiveServer;
let store: LiveStore;
let screen: LiveConnection | null = null;
const clock = createServerClock({ monotonic: () => performance.now(), wall: Date.now });

const open = (url: string): void => {
  screen = createLiveConnection({ url, store, clock });
};
const waitFor = async (isThere: () => boolean, what: string): Promise<void> => {
  const until = Date.now() + 20_000;
  while (!isThere()) {
    if (Date.now() > until) throw new Error(`${what}: ${JSON.stringify(store.getState().link)}`);
    await pause(10);
  }
};
const waitForHead = (): Promise<void> =>
  waitFor(() => {
    const { link, seq, epoch } = store.getState();
    return link === 'live' && seq === server.liveState.seq && epoch === server.liveState.epoch;
  }, 'screen did not converge');
const expectSame = (): void => {
  const byIndicator = (a: { indicator: string }, b: { indicator: string }) =>
    a.indicator.localeCompare(b.indicator);
  expect([...store.getState().records.values()].sort(byIndicator)).toEqual(
    [...server.liveState.listChanges()].map(({ record }) => record).sort(byIndicator),
  );
};
const restart = async (options: LiveServerOptions): Promise<void> => {
  const { port, liveState } = server;
  await server.close();
  const seed = { seq: liveState.seq, changes: [...liveState.listChanges()], ...options.seed };
  server = await startLiveServer({ ...options, port, seed });
};

beforeEach(async () => {
  server = await startLiveServer();
  store = createLiveStore();
});
afterEach(async () => {
  screen?.stop();
  screen = null;
  await server.close();
});

describe('a screen on /live', () => {
  it('P5 shows the snapshot and follows', async () => {
    expect(store.getState().link).toBe('connecting');
    open(server.url);
    await waitForHead();
    expect(store.getState().mode).toBe('test');
    const kept = store.getState().records.get('environment-s2|32.16' as never);
    server.write([1]);
    server.writeEvent('quake');
    server.writeFeed('bmkg');
    await waitForHead();
    expectSame();
    expect(store.getState().records.get('environment-s2|32.16' as never)).toBe(kept);
    expect(store.getState().events.map(({ id }) => id)).toEqual(['quake']);
    expect(store.getState().feeds.map(({ id }) => id)).toEqual(['bmkg']);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(500);
  });

  it('P7 keeps its figures over a restart, says that it is behind, and resumes', async () => {
    open(server.url);
    await waitForHead();
    const links = new Set<string>();
    store.subscribe(({ link, records }) => {
      links.add(link);
      expect(records.size).toBeGreaterThanOrEqual(3);
    });
    const restarted = restart({});
    await waitFor(() => store.getState().link === 'catching-up', 'loss was not noticed');
    await restarted;
    server.write([2, 5]);
    await waitForHead();
    expectSame();
    expect([...links].sort()).toEqual(['catching-up', 'live']);
  });

  it('P7 forgets what it held when the data is of another epoch', async () => {
    open(server.url);
    await waitForHead();
    await restart({ seed: { epoch: 'e2', seq: 1, changes: [] } });
    server.write([8]);
    await waitForHead();
    expectSame();
    expect(store.getState().records.size).toBe(1);
  });

  it('P2 never asks so much that the server refuses it', async () => {
    open(server.url);
    const pulse = setInterval(() => server.write([1, 2, 3]), 5);
    await pause(1_000);
    clearInterval(pulse);
    await waitForHead();
    expectSame();
    expect(server.namespace.figures().refused).toEqual({});
  });

  it('P12 says that it is catching up when the line goes silent without closing', async () => {
    const line = await openLine(server.port);
    open(line.url);
    await waitForHead();
    const before = store.getState().lastFrameAt;
    line.freeze();
    server.write([1]);
    await waitFor(() => store.getState().link === 'catching-up', 'silence was not noticed');
    expect(store.getState().lastFrameAt).toBe(before);
    expect(store.getState().records.size).toBe(3);
    line.thaw();
    await waitForHead();
    expectSame();
    await line.close();
  });

  it('P3 keeps the code of a refusal for the screen to act on', async () => {
    await restart({ limits: { dispatch: { burst: 0 } } });
    open(server.url);
    await waitFor(() => store.getState().refusal !== null, 'refusal was not kept');
    expect(store.getState()).toMatchObject({ refusal: 'rate', link: 'connecting' });
  });
});

/** A TCP line that can be frozen: open, and carrying nothing. */
async function openLine(port: number) {
  const sockets: Socket[] = [];
  const line: Server = createServer((near) => {
    const far = connectTcp(port, '127.0.0.1');
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far);
    far.pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    sockets.push(near, far);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const address = line.address();
  const own = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${own}`,
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    thaw: () => {
      for (let index = 0; index < sockets.length; index += 2) {
        const [near, far] = [sockets[index], sockets[index + 1]];
        if (near && far) {
          near.pipe(far);
          far.pipe(near);
        }
      }
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      line.close();
      await once(line, 'close');
    },
  };
}
