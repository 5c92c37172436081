import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

function run(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'server/cli/region.ts', ...args], {
    encoding: 'utf8',
  });
}

describe('region check', () => {
  it('sums up a sound pack and counts the metadata that is missing', () => {
    const { status, stdout } = run('check', 'server/regions/bekasi');
    expect(status).toBe(0);
    expect(stdout).toContain('Kabupaten Bekasi (32.16): the pack is sound');
    expect(stdout).toMatch(/explanation\s+\d+ of \d+/);
  });

  it('prints file and path of each fault and exits with 1', () => {
    const dir = mkdtempSync(join(tmpdir(), 'simpul-pack-'));
    try {
      cpSync('server/regions/bekasi', dir, { recursive: true });
      writeFileSync(join(dir, 'feeds.json'), '[{"id":"bmkg-forecast"}]');
      const { status, stdout, stderr } = run('check', dir);
      expect(status).toBe(1);
      expect(stdout).toContain('feeds.json /0/enabled:');
      expect(stderr).toMatch(/\d+ fault\(s\)/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('explains its use', () => {
    const { status, stderr } = run('chekc');
    expect(status).toBe(2);
    expect(stderr).toContain('usage');
  });
});
