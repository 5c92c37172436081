import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pillarIds } from '#shared/model/lists.ts';
import { catalogueSchema } from '#shared/model/region.ts';
import { findBand, toStatus } from '#shared/rules/status.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const region = loadRegion('server/regions/bekasi');
const { catalogue, baseline } = region;

function newest(indicator: string, area = '32.16') {
  const own = baseline.filter((one) => one.indicator === indicator && one.area === area);
  return own.sort((a, b) => b.observedAt - a.observedAt)[0];
}

describe('the Bekasi pack', () => {
  it('has the six pillars in order with three sub-dimensions each', () => {
    expect(catalogue.pillars.map(({ id }) => id)).toEqual([...pillarIds]);
    expect(catalogue.pillars.every(({ subDimensions }) => subDimensions.length === 3)).toBe(true);
  });

  it('has 23 kecamatan and 187 villages, and leaves villages out of the catalogue', () => {
    expect(region.areas.filter(({ level }) => level === 'kecamatan')).toHaveLength(23);
    expect(region.areas.filter(({ level }) => level === 'village')).toHaveLength(187);
    expect(catalogue.areas).toHaveLength(24);
    expect(region.area('32.16.09.2001')?.level).toBe('village');
    expect(region.area('32.75')).toBeUndefined();
  });

  it('has forty agencies and at least six indicators a pillar', () => {
    expect(region.agencies).toHaveLength(40);
    for (const pillar of pillarIds) {
      const own = catalogue.indicators.filter((indicator) => indicator.pillar === pillar);
      expect(own.length, pillar).toBeGreaterThanOrEqual(6);
      expect(own.every(({ id }) => id.startsWith(`${pillar}-`))).toBe(true);
    }
  });

  it('serves a catalogue of its own schema, serialised once', () => {
    expect(catalogueSchema.parse(JSON.parse(region.catalogueJson))).toEqual(catalogue);
  });

  it('names map files that exist', () => {
    for (const file of Object.values(catalogue.map)) expect(existsSync(join(region.mapDir, file))).toBe(true);
  });

  it('keeps the branding pillar honest: slots with owners, no figures', () => {
    const ids = new Set(
      catalogue.indicators.filter(({ pillar }) => pillar === 'branding').map(({ id }) => id as string),
    );
    expect(baseline.some(({ indicator }) => ids.has(indicator))).toBe(false);
  });

  it('colours nothing by limits of low confidence', () => {
    const irbi = region.indicator('environment-irbi');
    expect(toStatus(irbi?.thresholds ?? null, 200, 'good')).toBe('none');
  });

  it('colours a forecast of heavy rain', () => {
    const rain = region.indicator('environment-rain-forecast-24h');
    expect(toStatus(rain?.thresholds ?? null, 49.9, 'good')).toBe('normal');
    expect(toStatus(rain?.thresholds ?? null, 50, 'good')).toBe('watch');
    expect(toStatus(rain?.thresholds ?? null, 100, 'good')).toBe('bad');
    expect(findBand(rain?.thresholds ?? null, 300)?.label.id).toBe('Hujan ekstrem');
  });
});

describe('the Bekasi baseline', () => {
  it('dates statistics at the end of their period and budgets at its start, in WIB', () => {
    expect(new Date(newest('governance-spbe')?.observedAt ?? 0).toISOString()).toBe(
      '2025-12-31T16:59:59.000Z',
    );
    expect(new Date(newest('governance-apbd-total')?.observedAt ?? 0).toISOString()).toBe(
      '2025-12-31T17:00:00.000Z',
    );
    expect(new Date(newest('environment-flood-people')?.observedAt ?? 0).toISOString()).toBe(
      '2026-05-31T16:59:59.000Z',
    );
  });

  it('holds no value from after the facts were gathered', () => {
    const gathered = Date.parse('2026-11-23T00:00:00+07:00');
    expect(baseline.filter(({ observedAt }) => observedAt > gathered)).toEqual([]);
  });

  it('carries the figures of the facts', () => {
    expect(newest('society-ipm')).toMatchObject({ value: 77.8, verification: 'provisional' });
    expect(newest('society-poverty-rate')).toMatchObject({ value: 4.36, verification: 'verified' });
    expect(newest('environment-irbi')).toMatchObject({ value: 106.39, origin: 'published' });
    expect(newest('environment-rain-year')?.origin).toBe('estimated');
    expect(newest('governance-ipp-district', '32.16.17')?.value).toBe(95);
  });

  it('keeps the two population families apart', () => {
    expect(newest('society-population-dukcapil')?.value).toBe(3_387_601);
    expect(newest('society-population-bps')?.value).toBe(3_290_000);
    const census = baseline.filter(
      (one) => one.indicator === 'society-population-bps' && one.period === '2020',
    );
    expect(census.map(({ value }) => value)).toEqual([3_113_017]);
  });

  it('sums the official kecamatan areas to the official area', () => {
    const areas = baseline.filter((one) => one.indicator === 'living-area-official' && one.area.length === 8);
    expect(areas).toHaveLength(23);
    expect(areas.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1_273.88, 6);
  });

  it('gives every value a source that says where it comes from', () => {
    expect(baseline.every(({ source }) => source.label.length > 0 && source.label !== source.key)).toBe(true);
  });
});
