import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const readme = readFileSync('README.md', 'utf8');
const script = /```js\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
let server: InProcessServer;
let folder: string;
beforeAll(async () => {
  server = await startTestServer();
  // Below the project, so that the script finds the stock client as `npm i socket.io-client` would give it.
  folder = mkdtempSync(join('node_modules', '.readme-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.stop();
});

it('the ten lines of the README print what is pushed, also after the stream moved on elsewhere', async () => {
  expect(script.trim().split('\n')).toHaveLength(10);
  const file = join(folder, 'live.mjs');
  writeFileSync(file, script.replace('http://localhost:3216', server.url));
  const child = spawn(process.execPath, [file]);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (piece: Buffer) => {
      printed += piece.toString();
    });
  }
  try {
    await expect.poll(() => printed, { timeout: 20_000 }).toContain('economy-');
    const token = await server.token('dlh');
    for (const [value, observedAt] of [
      [11.25, '2026-11-02T00:00:00.000Z'],
      [3.75, '2026-11-01T00:00:00.000Z'],
      [12.5, '2026-11-03T00:00:00.000Z'],
    ] as const) {
      const answer = await fetch(`${server.url}/api/v1/readings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({
          readings: [{ indicator: 'environment-pm25', area: '32.16.09', value, observedAt }],
        }),
      });
      expect(answer.status).toBe(201);
      // Long enough for a beat, which takes the script over what was late and changed nothing.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
    const lines = printed.split('\n').filter((line) => line.startsWith('environment-pm25 32.16.09'));
    expect(lines).toEqual([
      'environment-pm25 32.16.09 11.25 2026-11-02T00:00:00.000Z',
      'environment-pm25 32.16.09 12.5 2026-11-03T00:00:00.000Z',
    ]);
  } finally {
    child.kill('SIGKILL');
  }
});
