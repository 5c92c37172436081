import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { RegionPackError } from '../../../../server/regions/region.ts';
import { buildScenario } from '../../../support/drills.ts';

/** What a pack with these files in `drills/` is told. */
function faultsOf(files: Readonly<Record<string, string>>): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'simpul-pack-'));
  try {
    cpSync('server/regions/bekasi', dir, { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, 'drills', name), text);
    loadRegion(dir);
    return [];
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    return error.faults.map(({ file, path }) => `${file}${path}`);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

describe('drills/*.json of a pack', () => {
  it('are read, one scenario a file', () => {
    expect(faultsOf({ 'short.json': JSON.stringify(buildScenario()) })).toEqual([]);
  });

  it('are told of by file and place', () => {
    const bad = buildScenario({
      expect: [{ rule: 'drill-river', area: '32.16.99', acknowledgeWithinSeconds: 60 }],
    });
    expect(
      faultsOf({
        'bad.json': JSON.stringify(bad),
        'empty.json': JSON.stringify({ ...buildScenario(), steps: [] }),
        'twice.json': JSON.stringify(buildScenario({ id: 'flood-afternoon' })),
        'torn.json': '{',
      }),
    ).toEqual([
      'drills/empty.json/steps',
      'drills/torn.json',
      'drills/bad.json/expect/0/area',
      'drills/twice.json/id',
    ]);
  });
});
