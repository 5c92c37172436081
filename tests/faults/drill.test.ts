import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Drill, DrillDetail } from '../../shared/model/drill.ts';
import { findFreePort } from '../support/freePort.ts';
import { waitFor } from '../support/machines.ts';
import { createOperator } from '../support/operators.ts';
import { createAsk, signIn, toCookie } from '../support/people.ts';
import { isRunning } from '../support/processes.ts';
import { startServer } from '../support/server.ts';

const email = 'dewi@kab.example';

it('a drill ends with the server that started it, even where that is killed; the next start says that it failed', async () => {
  const drillPort = await findFreePort();
  const server = await startServer({ env: { DRILL_PORT: String(drillPort) } });
  try {
    createOperator(server, email);
    const cookie = toCookie(await signIn(server.url, email));
    const ask = createAsk(server.url, () => cookie);
    const wish = { scenario: 'flood-afternoon', title: 'Regu B', speed: 1, leadMinutes: 0 };
    const { id } = (await (await ask('POST', '/api/v1/drills', wish)).json()) as Drill;
    const look = async () => (await (await ask('GET', `/api/v1/drills/${id}`)).json()) as DrillDetail;
    await waitFor(async () => (await look()).drill.state === 'running', 'the drill');
    const dir = join(server.dataDir, 'drills', id);
    const { pid } = JSON.parse(readFileSync(join(dir, 'control.json'), 'utf8')) as { pid: number };
    const isServed = () =>
      fetch(`http://127.0.0.1:${drillPort}/healthz`).then(
        () => true,
        () => false,
      );
    expect(await isServed()).toBe(true);
    await server.kill();
    await waitFor(() => !isRunning(pid), 'the end of the drill');
    expect(await isServed()).toBe(false);
    await server.start();
    expect((await look()).drill).toMatchObject({ state: 'failed', fault: 'main' });
    expect(existsSync(dir)).toBe(false);
    // The port is free again: another one can be had at once.
    const next = (await (await ask('POST', '/api/v1/drills', wish)).json()) as Drill;
    await waitFor(async () => {
      const answer = await ask('GET', `/api/v1/drills/${next.id}`);
      return ((await answer.json()) as DrillDetail).drill.state === 'running';
    }, 'the next drill');
  } finally {
    await server.stop();
  }
});
