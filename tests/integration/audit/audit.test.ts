import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pushReadings } from '../../support/api.ts';
import { buildEnv } from '../../support/server.ts';
import { startTestServer } from '../../support/testServer.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'simpul-audit-'));
  const server = await startTestServer({ dataDir });
  const token = await server.token('dlh');
  for (let value = 1; value <= 5; value += 1) {
    const reading = { indicator: 'environment-pm25', area: '32.16.09', value, observedAt: toIso(value) };
    expect((await pushReadings(server.url, token, [reading])).status).toBe(201);
  }
  await server.stop();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const startAt = Date.now() - 3_600_000;
const toIso = (minute: number): string => new Date(startAt + minute * 60_000).toISOString();

/** What the command line says of the chain, with its exit code. */
function verify(): { code: number | null; said: string } {
  const result = spawnSync('npm', ['run', '--silent', 'audit', '--', 'verify'], {
    env: buildEnv({ DATA_DIR: dataDir, NO_UPDATE_NOTIFIER: '1' }),
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: result.status, said: `${result.stdout}${result.stderr}` };
}

/** Changes the database as someone who owns its file can. */
function tamper(...statements: readonly string[]): void {
  const db = new Database(join(dataDir, 'simpul.db'));
  db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete');
  for (const statement of statements) db.exec(statement);
  db.close();
}

function expectFault(word: RegExp): void {
  const { code, said } = verify();
  expect(said).toMatch(word);
  expect(code).toBe(1);
}

const last = '(SELECT max(n) FROM audit)';

describe('audit verify (I10, S18)', () => {
  it('finds nothing wrong with what the server wrote, and compares the anchor of its stop', () => {
    const { code, said } = verify();
    expect(said).toMatch(/^audit intact: \d+ entries, 1 anchors, head \d+ [0-9a-f]{64}\n$/);
    expect(code).toBe(0);
  });

  it('finds an edited text, and a column that says something else than the text', () => {
    tamper(`UPDATE audit SET body = replace(body, '"label":"test"', '"label":"nobody"') WHERE n = ${last}`);
    expectFault(/entry \d+ was edited/);
  });

  it('finds a column that says something else than the text', () => {
    tamper(`UPDATE audit SET actor = 'user:someone' WHERE n = ${last} - 2`);
    expectFault(/entry \d+ was edited/);
  });

  it('finds a deleted entry', () => {
    tamper(`DELETE FROM audit WHERE n = ${last} - 2`);
    expectFault(/follows a gap/);
  });

  it('finds two entries that changed places', () => {
    tamper(
      `UPDATE audit SET n = -1 WHERE n = ${last} - 2`,
      `UPDATE audit SET n = ${last} - 2 WHERE n = ${last} - 1`,
      `UPDATE audit SET n = ${last} - 1 WHERE n = -1`,
    );
    expectFault(/stands in another order/);
  });

  it('finds a chain that was cut, by the anchor outside', () => {
    tamper(`DELETE FROM audit WHERE n > ${last} - 2`);
    expectFault(/the chain was cut/);
  });

  it('finds a line of the anchor file that it did not write', () => {
    const file = join(dataDir, 'audit-anchor.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"n":\d+/, '"n":1'));
    expectFault(/did not write/);
  });

  it('lets nobody change an entry by a slip', () => {
    const db = new Database(join(dataDir, 'simpul.db'));
    expect(() => db.exec('UPDATE audit SET at = 0')).toThrow(/append-only/);
    expect(() => db.exec('DELETE FROM audit')).toThrow(/append-only/);
    db.close();
  });
});
