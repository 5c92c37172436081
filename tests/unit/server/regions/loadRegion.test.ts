import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { type RegionFault, RegionPackError } from '../../../../server/regions/region.ts';

// Packs are edited as plain JSON here: the loader must cope with anything a person can type.
type Json = { [key: string]: Json } & Json[] & (string | number | boolean | null);

let dir = '';

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'simpul-pack-'));
  cpSync('server/regions/bekasi', dir, { recursive: true });
});

afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function edit(file: string, change: (content: Json) => void): void {
  const path = join(dir, file);
  const content = JSON.parse(readFileSync(path, 'utf8')) as Json;
  change(content);
  writeFileSync(path, JSON.stringify(content));
}

function set(target: unknown, values: Record<string, unknown>): void {
  Object.assign(target as object, values);
}

function faultsOf(): readonly RegionFault[] {
  try {
    loadRegion(dir);
  } catch (error) {
    if (error instanceof RegionPackError) return error.faults;
    throw error;
  }
  return [];
}

function expectFault(file: string, path: string, message: RegExp): void {
  const faults = faultsOf();
  expect(faults).toContainEqual({ file, path, message: expect.stringMatching(message) });
}

describe('loadRegion', () => {
  it('takes an untouched copy', () => {
    expect(faultsOf()).toEqual([]);
  });

  it('lists every fault of every file at once', () => {
    edit('agencies.json', (list) => set(list[0], { kind: 'club' }));
    edit('indicators.json', (file) => {
      set(file['items']?.[0], { agency: 'nobody' });
      set(file['items']?.[1], { cadence: 'yearly' });
    });
    edit('baseline.json', (list) => set(list[0], { source: 'HEARSAY' }));
    expect(faultsOf().map(({ file, path }) => `${file}${path}`)).toEqual(
      expect.arrayContaining([
        'agencies.json/0/kind',
        'indicators.json/items/0/agency',
        'indicators.json/items/1/cadence',
        'baseline.json/0/source',
      ]),
    );
  });

  it('says which file is missing or is not JSON, without complaining of all that refers to it', () => {
    rmSync(join(dir, 'agencies.json'));
    writeFileSync(join(dir, 'sources.json'), '[{');
    const faults = faultsOf();
    expect(faults.map(({ file }) => file)).toEqual(['sources.json', 'agencies.json']);
    expect(faults[0]?.message).toMatch(/not JSON/);
  });

  it('refuses a misspelt key', () => {
    edit('indicators.json', (file) => set(file['items']?.[3], { treshold: 'ipm' }));
    expectFault('indicators.json', '/items/3', /treshold/);
  });

  it.each([
    ['pillar', { pillar: 'mobility' }, /Invalid option/],
    ['subDimension', { subDimension: 'ECO-IND' }, /not a sub-dimension of governance/],
    ['agency', { agency: 'nobody' }, /not in agencies.json/],
    ['thresholds', { thresholds: 'nothing' }, /not in thresholds.json/],
    ['target/source', { target: { value: 1, year: 2025, source: 'HEARSAY' } }, /not in sources.json/],
    ['range', { range: { min: 5, max: 1 } }, /below max/],
    ['feeds/0', { feeds: ['tea-leaves'] }, /not in feeds.json/],
  ])('refuses an indicator with a wrong %s', (field, values, message) => {
    edit('indicators.json', (file) => set(file['items']?.[0], values));
    expectFault('indicators.json', `/items/0/${field}`, message);
  });

  it('refuses ids that are there twice', () => {
    edit('indicators.json', (file) => set(file['items']?.[1], { id: 'governance-spbe' }));
    expectFault('indicators.json', '/items/1/id', /twice/);
  });

  it('refuses a pillar with fewer than six indicators', () => {
    edit('indicators.json', (file) => {
      const items = file['items'] as unknown as { pillar: string }[];
      items.splice(
        items.findIndex(({ pillar }) => pillar === 'branding'),
        1,
      );
    });
    expectFault('indicators.json', '', /branding has 5/);
  });

  it.each([
    ['indicator', { indicator: 'governance-nothing' }, /not in indicators.json/],
    ['area', { area: '32.75' }, /not in areas.json/],
    ['area', { area: '32.16.09' }, /not given at kecamatan level/],
    ['value', { value: 7 }, /outside 1 to 5/],
    ['origin', { origin: 'simulated' }, /Invalid option/],
    ['observedAt', { observedAt: '2025' }, /Invalid ISO datetime/],
  ])('refuses a baseline value with a wrong %s', (field, values, message) => {
    edit('baseline.json', (list) => set(list[0], values));
    expectFault('baseline.json', `/0/${field}`, message);
  });

  it('refuses two values of one series at one instant', () => {
    edit('baseline.json', (list) => list.push({ ...(list[0] as object) } as Json));
    expect(faultsOf().map(({ message }) => message)).toEqual([
      'this series already has a value at this instant',
    ]);
  });

  it('refuses an area outside its parent', () => {
    edit('areas.json', (list) => set(list[30], { parent: '32.16.23' }));
    expectFault('areas.json', '/30/parent', /does not lie in 32.16.23/);
  });

  it('refuses bands with a hole, and bands of low confidence that colour', () => {
    edit('thresholds.json', (list) => {
      set(list[0]?.['bands']?.[1], { min: 60 });
      const irbi = (list as unknown as { id: string; bands: object[] }[]).find(({ id }) => id === 'irbi');
      set(irbi?.bands[2], { status: 'bad' });
    });
    expectFault('thresholds.json', '/0/bands/1', /begin where/);
    expect(faultsOf().some(({ message }) => message.includes('low confidence'))).toBe(true);
  });

  it('refuses headline and map indicators that cannot be shown', () => {
    edit('pillars.json', (list) => {
      set(list[0], { headline: ['governance-nothing'], mapIndicators: ['governance-spbe'] });
    });
    expectFault('pillars.json', '/0/headline/0', /not in indicators.json/);
    expectFault('pillars.json', '/0/mapIndicators/0', /no kecamatan level/);
  });

  it('refuses a map that does not match the areas', () => {
    edit('map/kecamatan.geojson', (geo) => set(geo['features']?.[0]?.['properties'], { code: '32.75.01' }));
    expectFault('map/kecamatan.geojson', '/features/0/properties/code', /not a kecamatan/);
    expectFault('map/kecamatan.geojson', '/features', /no feature for kecamatan 32.16.01/);
  });

  it('refuses a name on the map without its source, and surroundings that do not say where they end', () => {
    edit('map/places.geojson', (geo) => {
      set(geo['features']?.[0], { properties: { kind: 'water', name: 'Laut Jawa' } });
      set(geo['features']?.[2]?.['properties'], { kind: 'mountain' });
    });
    expectFault('map/places.geojson', '/features/0/properties/source', /string/);
    expectFault('map/places.geojson', '/features/2/properties/kind', /water/);
    edit('map/surroundings.geojson', (geo) => set(geo, { bbox: [106] }));
    expectFault('map/surroundings.geojson', '/bbox', /./);
  });

  it('refuses map names that lead out of the pack', () => {
    edit('region.json', (file) => set(file['map'], { context: '../../secrets.geojson' }));
    expectFault('region.json', '/map/context', /Invalid/);
  });

  it('opens everything without an open.json, and says what is wrong with one', () => {
    expect(loadRegion(dir).open).toEqual({
      publisher: { name: 'Kabupaten Bekasi' },
      licence: null,
      closed: new Set(),
      metadata: {},
    });
    const write = (content: unknown): void => writeFileSync(join(dir, 'open.json'), JSON.stringify(content));
    write({ closed: ['no-such'], metadata: { 'nor-this': { concept: 'x' } } });
    expectFault('open.json', '/closed/0', /not in indicators.json/);
    expectFault('open.json', '/metadata/nor-this', /not in indicators.json/);
    write({ licence: { name: 'CC BY 4.0', url: 'javascript:alert(1)' } });
    expectFault('open.json', '/licence/url', /./);
    write({ licence: { name: 'CC BY 4.0', url: 'https://cc.example/' }, closed: ['governance-spbe'] });
    expect(loadRegion(dir).open).toMatchObject({
      licence: { name: 'CC BY 4.0' },
      closed: new Set(['governance-spbe']),
    });
  });
});
