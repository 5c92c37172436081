import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../support/freePort.ts';
import { runBrokenStart, startServer } from '../support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lines of the answer that a person would read. */
function linesOf(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '');
}

async function startBroken(env: Readonly<Record<string, string>>) {
  const port = String(await findFreePort());
  return runBrokenStart({ PORT: port, DATA_DIR: join(folder, `data-${port}`), ...env });
}

describe('a start that must not happen', () => {
  it.each([
    ['PORT', 'banana'],
    ['PORT', '70000'],
    ['FEEDS', 'perhaps'],
    ['DATABASE_URL', 'mysql://nowhere'],
    ['SIMPUL_UNKNOWN', '1'],
  ])('stops with one line that names %s=%s', async (key, value) => {
    const broken = await startBroken({ [key]: value });
    expect(broken.code).not.toBe(0);
    expect(broken.code).not.toBeNull();
    expect(broken.output).toContain(key);
    expect(linesOf(broken.output).length).toBe(1);
  });

  it('stops on a region folder that is not there and names it', async () => {
    const broken = await startBroken({ REGION_DIR: join(folder, 'nowhere') });
    expect(broken.code).not.toBe(0);
    expect(broken.output).toContain('nowhere');
  });

  it('stops on a broken region pack and names file and path', async () => {
    const pack = join(folder, 'pack');
    cpSync('server/regions/bekasi', pack, { recursive: true });
    writeFileSync(join(pack, 'indicators.json'), '[{"id": "Not an id"}]');
    const broken = await startBroken({ REGION_DIR: pack });
    expect(broken.code).not.toBe(0);
    expect(broken.output).toContain('indicators.json');
  });

  it('stops on a database file that is none', async () => {
    const server = await startServer({ dataDir: join(folder, 'spoilt') });
    await server.stop();
    writeFileSync(join(server.dataDir, 'simpul.db'), 'this is no database, '.repeat(500));
    const broken = await startBroken({ DATA_DIR: server.dataDir });
    expect(broken.code).not.toBe(0);
    expect(broken.code).not.toBeNull();
    expect(linesOf(broken.output).length).toBeLessThanOrEqual(2);
  });

  it('refuses a second server on the same data, and lets one in after a kill', async () => {
    const dataDir = join(folder, 'shared');
    const first = await startServer({ dataDir });
    const second = await startBroken({ DATA_DIR: dataDir });
    expect(second.code).not.toBe(0);
    expect(second.code).not.toBeNull();
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    await first.kill();
    const third = await startServer({ dataDir });
    expect((await fetch(`${third.url}/readyz`)).status).toBe(200);
    await third.stop();
  });
});
