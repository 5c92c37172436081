import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { findSensorIndicator, pushReadings, readHistory, readLatest } from '../support/api.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';

const area = '32.16';
const beginsAt = Date.UTC(2026, 0, 1);

/** Sends one reading a call until told to stop, each until it is taken; remembers what was acknowledged and what was refused. */
function startSender(server: TestServer, token: string, indicator: string) {
  const acknowledged = new Map<number, number>();
  const refusals: { status: number; retryAfter: string | null }[] = [];
  let stopping = false;
  const run = async () => {
    for (let count = 0; !stopping; count += 1) {
      const at = beginsAt + count * 60_000;
      const value = count % 300;
      const observedAt = new Date(at).toISOString();
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const body = JSON.stringify({ readings: [{ indicator, area, value, observedAt }] });
      while (!stopping) {
        const answer = await fetch(`${server.url}/api/v1/readings`, { method: 'POST', headers, body });
        await answer.arrayBuffer();
        if (answer.status === 201) {
          acknowledged.set(at, value);
          break;
        }
        refusals.push({ status: answer.status, retryAfter: answer.headers.get('retry-after') });
        await pause(20);
      }
    }
  };
  const done = run();
  return {
    acknowledged,
    refusals,
    async stop() {
      stopping = true;
      await done;
    },
  };
}

async function waitFor(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error('it did not come in time');
    await pause(50);
  }
}

async function expectKept(server: TestServer, indicator: string, acknowledged: ReadonlyMap<number, number>) {
  const to = Math.max(...acknowledged.keys());
  const kept = await readHistory(server.url, { indicator, area, from: beginsAt, to });
  const values = new Map(kept.points.map(([at, value]) => [at, value]));
  for (const [at, value] of acknowledged) expect(values.get(at)).toBe(value);
}

describe('the storage thread', () => {
  it('comes back by itself when it dies, loses nothing that was acknowledged and keeps the wall up', async () => {
    const server = await startServer({
      env: { NODE_OPTIONS: '--import ./tests/support/crashWorker.mjs', LOG_LEVEL: 'silent' },
    });
    const indicator = await findSensorIndicator(server.url);
    const token = createToken(server, indicator.agency);
    const pid = server.pid();
    const sender = startSender(server, token, indicator.id);
    for (let crash = 1; crash <= 3; crash += 1) {
      const before = sender.acknowledged.size;
      await waitFor(() => sender.acknowledged.size > before + 20);
      const refused = sender.refusals.length;
      process.kill(pid, 'SIGUSR2');
      await waitFor(() => sender.refusals.length > refused);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      expect((await readLatest(server.url)).records.length).toBeGreaterThan(0);
      const resumed = sender.acknowledged.size;
      await waitFor(() => sender.acknowledged.size > resumed + 5);
    }
    await sender.stop();
    expect(new Set(sender.refusals.map(({ status }) => status))).toEqual(new Set([503]));
    expect(sender.refusals.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    expect(server.pid()).toBe(pid);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await expectKept(server, indicator.id, sender.acknowledged);
    await server.stop();
  });

  it('ends the server with one clear line when what it stored cannot be opened any more', async () => {
    const server = await startServer({
      env: { NODE_OPTIONS: '--import ./tests/support/crashWorker.mjs', LOG_LEVEL: 'silent' },
    });
    const file = join(server.dataDir, 'simpul.db');
    writeFileSync(`${file}.new`, 'no database at all, but long enough to be taken for one '.repeat(200));
    renameSync(`${file}.new`, file);
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    process.kill(server.pid(), 'SIGUSR2');
    await waitFor(() => server.output().includes('could not be started again'));
    expect(server.output().trim().split('\n').at(-1)).toMatch(
      /^storage stopped .* is damaged or no database.*; the server ends/,
    );
    await waitFor(() =>
      fetch(`${server.url}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    await server.stop();
  });
});

describe('a database file that another program holds', () => {
  it('answers 503 with Retry-After, keeps the wall up and takes readings again once it is free', async () => {
    const server = await startServer({ env: { LOG_LEVEL: 'silent' } });
    const indicator = await findSensorIndicator(server.url);
    const token = createToken(server, indicator.agency);
    const sender = startSender(server, token, indicator.id);
    await waitFor(() => sender.acknowledged.size > 10);
    const other = new Database(join(server.dataDir, 'simpul.db'), { timeout: 5_000 });
    other.exec('BEGIN IMMEDIATE');
    await waitFor(() => sender.refusals.length > 0);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/wall`)).status).toBe(200);
    const known = await readLatest(server.url);
    const fresh = { indicator: indicator.id, area, value: 1, observedAt: new Date().toISOString() };
    const refused = await pushReadings(server.url, token, [fresh]);
    expect(refused.status).toBe(503);
    expect((await readLatest(server.url)).records).toEqual(known.records);
    const before = sender.acknowledged.size;
    other.exec('ROLLBACK');
    other.close();
    await waitFor(() => sender.acknowledged.size > before + 10);
    await sender.stop();
    expect(new Set(sender.refusals.map(({ status }) => status))).toEqual(new Set([503]));
    expect(sender.refusals.every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
    await expectKept(server, indicator.id, sender.acknowledged);
    await server.stop();
  });
});
