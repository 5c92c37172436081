import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../support/freePort.ts';
import { type Kiosk, type PageServer, startKiosk, startPageServer } from '../support/kiosk.ts';
import { pause } from '../support/pause.ts';
import { startServer } from '../support/server.ts';

let server: PageServer;
const running: Kiosk[] = [];

function start(url: string, profile?: string): Kiosk {
  const kiosk = startKiosk(url, profile);
  running.push(kiosk);
  return kiosk;
}

async function expectNobodyLeft(kiosk: Kiosk, withinMs: number): Promise<void> {
  const until = performance.now() + withinMs;
  while (kiosk.pids().length > 0 && performance.now() < until) await pause(50);
  expect(kiosk.pids()).toEqual([]);
}

beforeAll(async () => {
  server = await startPageServer(await findFreePort());
});
afterAll(() => server.stop());
afterEach(async () => {
  for (const kiosk of running.splice(0)) await kiosk.stop();
});

describe('the launcher of a wall', () => {
  it('brings the page back within 15 s after a kill -9 of the browser', async () => {
    const kiosk = start(server.url);
    const { pid = 0 } = await kiosk.waitFor('started');
    await kiosk.waitFor('alive');
    process.kill(pid, 'SIGKILL');
    const revived = await kiosk.waitFor('revived');
    expect(revived).toMatchObject({ reason: 'exited' });
    expect(revived.tookMs).toBeLessThan(15_000);
    expect((await kiosk.waitFor('started', 2)).pid).not.toBe(pid);
  });

  it('mends a page whose process died without a new browser', async () => {
    const kiosk = start(server.url);
    await kiosk.waitFor('alive');
    for (const pid of kiosk.pids('renderer')) process.kill(pid, 'SIGKILL');
    await kiosk.waitFor('crashed');
    const revived = await kiosk.waitFor('revived');
    expect(revived).toMatchObject({ reason: 'crashed' });
    expect(revived.tookMs).toBeLessThan(15_000);
    expect(kiosk.lines.filter(({ event }) => event === 'started').length).toBe(1);
  });

  it.each([
    ['does not answer', 'renderer', { answers: false, draws: false }],
    ['answers but draws nothing', 'gpu-process', { answers: true, draws: false }],
  ])('starts the browser anew when the page %s', async (_what, kind, detail) => {
    const kiosk = start(server.url);
    await kiosk.waitFor('alive');
    const frozen = kiosk.pids(kind);
    expect(frozen.length).toBeGreaterThan(0);
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    expect(await kiosk.waitFor('hung')).toMatchObject(detail);
    expect(await kiosk.waitFor('revived')).toMatchObject({ reason: 'hung' });
    expect(kiosk.pids().filter((pid) => frozen.includes(pid))).toEqual([]);
  });

  it('waits for a server that is not there yet', async () => {
    const port = await findFreePort();
    const kiosk = start(`http://127.0.0.1:${port}/wall/uji`);
    await kiosk.waitFor('absent');
    const late = await startPageServer(port);
    try {
      await kiosk.waitFor('alive', 1, 15_000);
      expect(kiosk.lines.filter(({ event }) => event === 'started').length).toBe(1);
    } finally {
      await late.stop();
    }
  });

  it('ends within 3 s of SIGTERM and leaves nobody behind', async () => {
    const kiosk = start(server.url);
    await kiosk.waitFor('alive');
    expect(kiosk.pids().length).toBeGreaterThan(3);
    const before = performance.now();
    kiosk.signal('SIGTERM');
    expect(await kiosk.exit()).toBe(0);
    expect(performance.now() - before).toBeLessThan(3_000);
    await expectNobodyLeft(kiosk, 1_000);
  });

  it('ends a hung browser that a killed launcher left behind', async () => {
    const first = start(server.url);
    const { pid = 0 } = await first.waitFor('started');
    await first.waitFor('alive');
    process.kill(pid, 'SIGSTOP');
    first.signal('SIGKILL');
    await first.exit();
    const second = start(server.url, first.profile);
    await second.waitFor('alive');
    expect(second.pids()).not.toContain(pid);
  });

  it('does not fight over a profile', async () => {
    const kiosk = start(server.url);
    await kiosk.waitFor('alive');
    const other = start(server.url, kiosk.profile);
    expect(await other.exit()).toBe(2);
    expect(other.output()).toMatch(/^simpul-kiosk: --profile: another launcher runs on .+\n$/);
    expect(kiosk.pids().length).toBeGreaterThan(3);
  });

  it('keeps the cookie over a stop and sends small pictures with it', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'simpul-kiosk-'));
    try {
      const first = start(server.url, profile);
      await first.waitFor('alive');
      first.signal('SIGTERM');
      await first.exit();
      const before = server.cookies.length;
      const second = start(server.url, profile);
      await second.waitFor('alive');
      expect(server.cookies[before]).toBe('wall=proven');
      const until = performance.now() + 60_000;
      while (server.pictures.length === 0 && performance.now() < until) await pause(100);
      const picture = server.pictures[0];
      expect(picture).toMatchObject({ cookie: 'wall=proven', type: 'image/jpeg' });
      expect([...(picture?.body.subarray(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
      expect(picture?.body.length).toBeLessThan(200_000);
      await second.stop();
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
    }
  });

  it('takes the real wall for a wall', async () => {
    const real = await startServer();
    try {
      await start(`${real.url}/wall`).waitFor('alive');
    } finally {
      await real.stop();
    }
  });
});
