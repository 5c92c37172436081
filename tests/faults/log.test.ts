import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSensorIndicator, pushReadings } from '../support/api.ts';
import { findFreePort } from '../support/freePort.ts';
import { createToken, runBrokenStart, startServer } from '../support/server.ts';

describe('the log', () => {
  it('is one JSON object a line and holds no token, nor does the data folder', async () => {
    const server = await startServer({ env: { LOG_LEVEL: 'trace' } });
    const indicator = await findSensorIndicator(server.url);
    const secret = createToken(server, indicator.agency);
    const wrong = `smpl_${'canary'.repeat(7)}A`;
    const reading = {
      indicator: indicator.id,
      area: '32.16',
      value: 1,
      observedAt: '2026-01-01T00:00:00Z',
      note: 'line one\nline two \u001b[31m red',
    };
    for (const token of [secret, wrong]) {
      await pushReadings(server.url, token, [reading]);
      await fetch(`${server.url}/api/v1/latest?token=${token}`);
      await fetch(`${server.url}/socket.io/?EIO=4&transport=polling&token=${token}`);
    }
    const kept = readdirSync(server.dataDir, { withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name } of kept) {
      const bytes = readFileSync(join(server.dataDir, name));
      expect([name, bytes.includes(secret)]).toEqual([name, false]);
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    await server.stop();
    for (const text of [server.output(), metrics]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('canary');
      expect(text).not.toContain('\u001b');
    }
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  });

  it('never prints the password of a database that cannot be reached', async () => {
    for (const address of ['127.0.0.1:1/x', 'no-such-host.invalid/x', '127.0.0.1:99999/x', '%zz/x']) {
      const env = { PORT: String(await findFreePort()), DATABASE_URL: `postgres://nobody:canary@${address}` };
      const broken = runBrokenStart(env);
      expect(broken.code).toBe(1);
      expect(broken.output).not.toContain('canary');
      expect(broken.output.trim().split('\n')).toHaveLength(1);
    }
  });
});
