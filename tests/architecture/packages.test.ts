import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ version: z.string().optional(), resolved: z.string().optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** Lowest versions without a known hole (RELIABILITY section 6). */
const floors: Readonly<Record<string, string>> = {
  'better-sqlite3': '12.9.0',
  'engine.io': '6.6.9',
  'maplibre-gl': '6.11.1',
  'socket.io': '4.8.3',
  'socket.io-parser': '4.2.6',
  ws: '8.21.0',
  multer: '2.3.0',
  aedes: '1.1.1',
};

const banned = ['xlsx', 'exceljs', 'csurf'];

function installed(): { name: string; version: string }[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    const name = path.split('node_modules/').at(-1) ?? '';
    return path === '' || entry.version === undefined ? [] : [{ name, version: entry.version }];
  });
}

function isBelow(version: string, floor: string): boolean {
  const [left = [], right = []] = [version, floor].map((one) => one.split('-')[0]?.split('.').map(Number));
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing >= 0 && (left[differing] ?? 0) < (right[differing] ?? 0);
}

describe('packages', () => {
  it('are named with exact versions', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('stand at or above their minimum safe versions, everywhere in the lock file', () => {
    const low = installed().filter(({ name, version }) => {
      const floor = floors[name];
      return floor !== undefined && isBelow(version, floor);
    });
    expect(low).toEqual([]);
  });

  it('hold none that is banned', () => {
    expect(installed().filter(({ name }) => banned.includes(name))).toEqual([]);
  });

  it('compares versions by number', () => {
    expect(isBelow('4.10.0', '4.9.9')).toBe(false);
    expect(isBelow('4.8.2', '4.8.3')).toBe(true);
    expect(isBelow('6.6.9', '6.6.9')).toBe(false);
  });
});
