import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../support/testServer.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command from its sources, as `npm run` does without a build. */
function run(
  command: string,
  args: readonly string[],
  dataDir: string,
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', `server/cli/${command}.ts`, ...args], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir },
    });
    const text = { out: '', err: '' };
    child.stdout.on('data', (piece: Buffer) => {
      text.out += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      text.err += piece.toString();
    });
    child.on('close', (code) => resolve({ code: code ?? -1, ...text }));
  });
}

const create = ['create', '--agency', 'dlh', '--scope', 'readings:write', '--name', 'sensor'];

describe('the command line', () => {
  it('makes, lists and revokes tokens through the running server', async () => {
    const server = await startTestServer();
    const made = await run('token', create, server.dataDir);
    expect(made.out).toMatch(/^smpl_[\w-]{43}\n$/);
    const ask = () =>
      fetch(`${server.url}/api/v1/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${made.out.trim()}` },
        body: '{}',
      });
    expect((await ask()).status).toBe(422);
    const [id = ''] = (await run('token', ['list'], server.dataDir)).out.split('\t');
    expect((await run('token', ['revoke', id], server.dataDir)).code).toBe(0);
    expect((await ask()).status).toBe(401);
    const wrong = await run(
      'token',
      ['create', '--agency', 'nobody', '--scope', 'readings:write'],
      server.dataDir,
    );
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('nobody');
    await server.stop();
  });

  it('makes tokens without a server, and in a folder whose path is too long for a socket', async () => {
    const dataDir = join(folder, 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(dataDir, { recursive: true });
    expect((await run('token', create, dataDir)).out).toMatch(/^smpl_/);
    const server = await startTestServer({ dataDir });
    expect((await run('token', ['list'], dataDir)).out).toContain('sensor');
    await server.stop();
    expect(existsSync(join(dataDir, 'control.json'))).toBe(false);
  });

  it('copies while running, refuses to restore while running, and starts a new lineage after', async () => {
    const dataDir = join(folder, 'restored');
    const copy = join(folder, 'copy.db');
    const server = await startTestServer({ dataDir });
    const { epoch } = server.liveState;
    const known = [...server.liveState.listChanges()].length;
    expect((await run('backup', [copy], dataDir)).code).toBe(0);
    for (const wrong of [join(dataDir, 'simpul.db'), join(folder, 'nowhere', 'copy.db'), folder]) {
      const failed = await run('backup', [wrong], dataDir);
      expect([failed.code, failed.err.trim().split('\n').length]).toEqual([1, 1]);
      expect(failed.err).toMatch(/belongs to the running data|there is no such folder|is a folder/);
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const refused = await run('restore', [copy], dataDir);
    expect(refused.code).toBe(1);
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    await server.stop();
    expect((await run('restore', [copy], dataDir)).code).toBe(0);
    const again = await startTestServer({ dataDir });
    expect(again.liveState.epoch).not.toBe(epoch);
    expect([...again.liveState.listChanges()].length).toBe(known);
    await again.stop();
  });

  it('copies whole batches while readings stream in, all that were acknowledged before among them', async () => {
    const dataDir = join(folder, 'busy');
    const copy = join(folder, 'busy.db');
    const server = await startTestServer({ dataDir });
    const token = await server.token('dlh');
    const batchSize = 5;
    let batches = 0;
    let isOver = false;
    const send = async (): Promise<void> => {
      for (; !isOver; batches += 1) {
        const readings = Array.from({ length: batchSize }, (_, index) => ({
          indicator: 'environment-pm25',
          area: '32.16.09',
          value: index,
          observedAt: new Date(Date.UTC(2026, 0, 1) + (batches * batchSize + index) * 1_000).toISOString(),
        }));
        const answer = await fetch(`${server.url}/api/v1/readings`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ readings }),
        });
        expect(answer.status).toBe(201);
        // Few enough in all that history comes back exact.
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    };
    const sending = send();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = batches;
    expect((await run('backup', [copy], dataDir)).code).toBe(0);
    isOver = true;
    await sending;
    await server.stop();
    expect((await run('restore', [copy], dataDir)).code).toBe(0);
    const again = await startTestServer({ dataDir });
    const range = 'area=32.16.09&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&maxPoints=10000';
    const answer = await fetch(`${again.url}/api/v1/indicators/environment-pm25/history?${range}`);
    const { points } = (await answer.json()) as { points: unknown[] };
    const kept = points.length / batchSize;
    expect([Number.isInteger(kept), kept >= before, kept <= batches]).toEqual([true, true, true]);
    expect(before).toBeGreaterThan(0);
    await again.stop();
  });

  it('says in one line why a restore cannot be', async () => {
    const dataDir = join(folder, 'kept');
    await (await startTestServer({ dataDir })).stop();
    for (const [file, reason] of [
      [join(folder, 'nowhere.db'), /there is no file/],
      [folder, /there is no file/],
      ['package.json', /no Simpul backup/],
    ] as const) {
      const failed = await run('restore', [file], dataDir);
      expect([failed.code, failed.err.trim().split('\n').length]).toEqual([1, 1]);
      expect(failed.err).toMatch(reason);
    }
    await (await startTestServer({ dataDir })).stop();
  });

  it('keeps its lineage and the baseline over a restart', async () => {
    const dataDir = join(folder, 'restarted');
    const first = await startTestServer({ dataDir });
    const before = [...first.liveState.listChanges()].map(({ record }) => record);
    const { epoch } = first.liveState;
    await first.stop();
    const second = await startTestServer({ dataDir });
    expect(second.liveState.epoch).toBe(epoch);
    expect([...second.liveState.listChanges()].map(({ record }) => record)).toEqual(before);
    await second.stop();
  });
});
