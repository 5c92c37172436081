import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { writeBackup } from '../../../server/cli/control/writeBackup.ts';
import { type SystemHealth, systemHealthSchema } from '../../../shared/model/health.ts';
import { pause } from '../../support/pause.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer, type TestServerOptions } from '../../support/testServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-health-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(
  options: TestServerOptions = {},
): Promise<{ server: InProcessServer; operator: SignedIn }> {
  const server = await startTestServer({ healthPace: { lookEveryMs: 50, beatEveryMs: 50 }, ...options });
  closing.push(() => server.stop());
  const operator = await openSession(server, { email: 'operator@contoh.go.id', role: 'operator' });
  return { server, operator };
}

async function read(operator: SignedIn): Promise<SystemHealth> {
  const answer = await operator.ask('GET', '/api/v1/health');
  expect(answer.status).toBe(200);
  return systemHealthSchema.parse(await answer.json());
}

async function waitForPart(
  operator: SignedIn,
  id: string,
  level: string,
): Promise<SystemHealth['parts'][number]> {
  const until = performance.now() + 15_000;
  for (;;) {
    const part = (await read(operator)).parts.find((one) => one.id === id);
    if (part?.level === level) return part;
    if (performance.now() > until) throw new Error(`${id} is ${part?.level} ${part?.code}, not ${level}`);
    await pause(20);
  }
}

/** The other end of a heartbeat. */
async function startListener(answer: { status: number; location?: string }) {
  const heard: { method: string; body: Readonly<Record<string, unknown>> }[] = [];
  const listener = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    request.on('end', () => {
      heard.push({ method: request.method ?? '', body: JSON.parse(text) });
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    listener.closeAllConnections();
    return new Promise((resolve) => listener.close(resolve));
  });
  return { heard, url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/ping/s3cret-path` };
}

async function waitUntil(isSo: () => boolean): Promise<void> {
  const until = performance.now() + 15_000;
  while (!isSo()) {
    if (performance.now() > until) throw new Error('not in time');
    await pause(20);
  }
}

describe('GET /api/v1/health', () => {
  it('tells every part and what runs, to the room alone', async () => {
    const { server, operator } = await start();
    await waitForPart(operator, 'storage', 'good');
    const health = await read(operator);
    expect(health.parts.map(({ id }) => id)).toEqual([
      'storage',
      'disk',
      'alarms',
      'feeds',
      'walls',
      'loop',
      'clock',
      'backup',
      'heartbeat',
    ]);
    expect(health.parts.find(({ id }) => id === 'heartbeat')).toMatchObject({
      level: 'unknown',
      code: 'not-set',
    });
    expect(health.versions).toMatchObject({
      epoch: server.liveState.epoch,
      simpul: '0.1.0',
      node: process.versions.node,
      protocol: 1,
    });
    await waitForPart(operator, 'clock', 'good');
    expect((await read(operator)).versions.engineVersion).toMatch(/^\d+\.\d+/);
    expect((await fetch(`${server.url}/api/v1/health`)).status).toBe(401);
    const viewer = await openSession(server, { email: 'penonton@contoh.go.id', role: 'viewer' });
    expect((await viewer.ask('GET', '/api/v1/health')).status).toBe(403);
  });

  it('knows the last copy, and that one is a day late', async () => {
    const dataDir = join(folder, 'copied');
    const { server, operator } = await start({ dataDir });
    await waitForPart(operator, 'backup', 'unknown');
    await writeBackup(join(folder, 'copy.db'), { dataDir, backup: server.store.backup });
    await waitForPart(operator, 'backup', 'good');
    expect(existsSync(join(dataDir, 'last-backup.json'))).toBe(true);
    await expect(
      writeBackup(join(dataDir, 'last-backup.json'), { dataDir, backup: server.store.backup }),
    ).rejects.toThrow('belongs to the running data');
    const at = new Date(Date.now() - 30 * 3_600_000).toISOString();
    writeFileSync(join(dataDir, 'last-backup.json'), JSON.stringify({ at }));
    expect(await waitForPart(operator, 'backup', 'watch')).toMatchObject({ code: 'old', params: { at } });
    await waitUntil(() =>
      server.liveState
        .listFeeds()
        .some(({ feed }) => feed.id === 'system-backup' && feed.state === 'degraded'),
    );
    const feeds = (await (await fetch(`${server.url}/api/v1/feeds`)).json()) as { items: { id: string }[] };
    expect(feeds.items.find(({ id }) => id === 'system-backup')).toMatchObject({
      kind: 'system',
      state: 'degraded',
      lastError: { code: 'backup-old', detail: at },
    });
  });

  it('shows that the clock of the machine was set', async () => {
    let stepMs = 0;
    const begunAt = performance.now();
    const { operator } = await start({
      now: () => Date.now() + stepMs,
      monotonic: () => performance.now() - begunAt,
    });
    await waitForPart(operator, 'clock', 'good');
    stepMs = 90_000;
    const part = await waitForPart(operator, 'clock', 'watch');
    expect(part.code).toBe('stepped');
    expect(Math.abs(Number(part.params['stepMs']) - 90_000)).toBeLessThan(1_000);
  });
});

describe('the heartbeat to the outside', () => {
  it('posts state, version, region and time', async () => {
    const { heard, url } = await startListener({ status: 200 });
    const { operator } = await start({ env: { HEARTBEAT_URL: url } });
    await waitForPart(operator, 'heartbeat', 'good');
    expect(heard[0]).toMatchObject({ method: 'POST', body: { version: '0.1.0', region: '32.16' } });
    expect(Date.parse(String(heard[0]?.body['at']))).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is withheld while the store takes no write', async () => {
    const { heard, url } = await startListener({ status: 200 });
    const { server, operator } = await start({ env: { HEARTBEAT_URL: url } });
    await waitForPart(operator, 'heartbeat', 'good');
    const { probe } = server.store;
    Object.assign(server.store, { probe: () => Promise.reject(new Error('full')) });
    await waitForPart(operator, 'heartbeat', 'watch');
    const before = heard.length;
    await pause(500);
    expect(heard.length).toBe(before);
    Object.assign(server.store, { probe });
    await waitUntil(() => heard.length > before);
  });

  it.each([
    ['refuses', { status: 500 }],
    ['leads elsewhere', { status: 302, location: 'http://127.0.0.1:9/elsewhere' }],
  ])('says so when the other end %s, without its address, and the server goes on', async (_what, answer) => {
    const { url } = await startListener(answer);
    const lines: string[] = [];
    const { server, operator } = await start({
      env: { HEARTBEAT_URL: url },
      onLogLine: (line) => lines.push(line),
    });
    const part = await waitForPart(operator, 'heartbeat', 'watch');
    expect(part.code).toBe('failing');
    expect(JSON.stringify(part) + lines.join('')).not.toContain('s3cret-path');
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
