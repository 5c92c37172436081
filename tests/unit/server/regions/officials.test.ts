import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { RegionPackError } from '../../../../server/regions/region.ts';
import { writePack } from '../../../support/machines.ts';

const files = ['agreements.json', 'assistance.json', 'evaluations.json', 'crosswalk.json'] as const;

function faultsOf(write: (dir: string) => void): string[] {
  const pack = writePack([]);
  try {
    write(pack.dir);
    loadRegion(pack.dir);
    return [];
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    return error.faults.map(({ file, path }) => file + path);
  } finally {
    pack.remove();
  }
}

const write = (file: string, entries: unknown) => (dir: string) =>
  writeFileSync(join(dir, file), JSON.stringify(entries));

const item = {
  id: 'i1',
  text: 'Menetapkan perbup',
  milestone: null,
  agency: 'nowhere',
  party: null,
  dueOn: '2026-06-30',
  indicator: 'no-such',
  programme: null,
  doneOn: null,
  doneNote: null,
  dropped: null,
};
const agreement = {
  id: 'mou',
  type: 'sinergi',
  document: 'mou',
  number: null,
  title: 'MoU uji',
  scope: null,
  parties: [
    { institution: 'A', signatory: null, office: null },
    { institution: 'B', signatory: null, office: null },
  ],
  signedOn: null,
  signedPlace: null,
  validFrom: null,
  validUntil: null,
  predecessor: 'other',
  note: null,
  source: 'NOWHERE',
  surety: 'high',
  items: [item, { ...item, id: 'i2', agency: null, indicator: null }],
};
const weights = {
  kind: 'weights',
  id: 'A',
  name: 'Uji',
  weights: { baseline: 10, output: 20, outcome: 30, impact: 20, quickWin: 10 },
  source: 'WIKI',
  surety: 'high',
  note: null,
};
const year = {
  kind: 'year',
  id: 'year-2024',
  year: 2023,
  scheme: 'C',
  scores: { baseline: null, output: null, outcome: null, impact: null, quickWin: null },
  published: null,
  rank: null,
  note: null,
  source: 'WIKI',
  surety: 'medium',
};
const match = {
  id: 'spbe-x',
  standard: 'spbe',
  name: { id: 'x', en: 'x' },
  indicator: 'no-such',
  surety: null,
  note: null,
};

describe('what officials of a region begin with', () => {
  it('may be left out whole', () => {
    expect(
      faultsOf((dir) => {
        for (const file of files) rmSync(join(dir, file));
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'agreements.json',
      [agreement],
      ['/0/source', '/0/predecessor', '/0/items/0/agency', '/0/items/0/indicator', '/0/items/1/agency'],
    ],
    [
      'assistance.json',
      [{ id: 'x', kind: 'bimtek', name: 'x', topic: 'x', period: 'x', source: 'NOWHERE', surety: 'high' }],
      ['/0/source'],
    ],
    ['evaluations.json', [weights, year], ['/0/weights', '/1/scheme', '/1/id']],
    ['crosswalk.json', [match], ['/0/indicator', '/0/surety']],
  ] as const)('is refused in %s with every fault at its place', (file, entries, paths) => {
    expect(faultsOf(write(file, entries))).toEqual(paths.map((path) => file + path));
  });

  it('of the regency invents nothing: no promise, no recommendation, no total that was not printed', () => {
    const region = loadRegion('server/regions/bekasi');
    expect(region.agreements.map(({ id, items, origin }) => [id, items.length, origin])).toEqual([
      ['mou-smart-city-2022', 0, 'published'],
    ]);
    expect(region.evaluations.map(({ year: one, doc }) => [one, doc.published])).toEqual([
      [2023, 2.81],
      [2024, null],
    ]);
    for (const { indicator, surety } of region.crosswalk) expect(indicator === null).toBe(surety === null);
  });
});
