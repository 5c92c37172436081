import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toOperatorLine } from '../../../../server/cli/runCommand.ts';
import { readAuthSecret } from '../../../../server/identity/readAuthSecret.ts';
import { readAnchorKey } from '../../../../server/observability/auditAnchor.ts';
import { readKeyFile } from '../../../../server/observability/keyFile.ts';

const disk: { isFull: boolean; onWrite: () => void } = vi.hoisted(() => ({
  isFull: false,
  onWrite: () => undefined,
}));
vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  const writeFileSync: typeof real.writeFileSync = (file, data, options) => {
    real.writeFileSync(file, disk.isFull ? String(data).slice(0, 5) : data, options);
    disk.onWrite();
    if (disk.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  };
  return { ...real, writeFileSync };
});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'simpul-key-'));
  Object.assign(disk, { isFull: false, onWrite: () => undefined });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const keys = [
  ['auth.secret', () => readAuthSecret(undefined, dir)],
  ['audit.key', () => readAnchorKey(join(dir, 'audit.key')).toString('hex')],
] as const;

it.each(keys)('makes %s once, for its owner alone', (name, read) => {
  const key = read();
  expect(key.length).toBeGreaterThanOrEqual(64);
  expect(read()).toBe(key);
  expect(statSync(join(dir, name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual([name]);
});

it.each(keys)(
  'leaves nothing of %s behind on a full disk, so that the next start makes it whole',
  (name, read) => {
    disk.isFull = true;
    expect(read).toThrow('no space');
    expect(readdirSync(dir)).toEqual([]);
    disk.isFull = false;
    expect(read().length).toBeGreaterThanOrEqual(64);
    expect(readdirSync(dir)).toEqual([name]);
  },
);

it.each(keys)('refuses a cut %s with one line that names it', (name, read) => {
  for (const text of ['', 'abc', '\n']) {
    writeFileSync(join(dir, name), text);
    expect(read).toThrow(name);
    try {
      read();
    } catch (error) {
      expect(toOperatorLine(error)).toContain(join(dir, name));
    }
  }
});

it('never takes the place of a key that another process made meanwhile', () => {
  const file = join(dir, 'audit.key');
  disk.onWrite = () => {
    disk.onWrite = () => undefined;
    writeFileSync(file, 'the other');
  };
  expect(readKeyFile(file, () => 'mine')).toBe('the other');
  expect(readFileSync(file, 'utf8')).toBe('the other');
});
