import { describe, expect, it } from 'vitest';
import { toCatalog } from '../../../../../server/domain/openData/toCatalog.ts';
import { toDataset } from '../../../../../server/domain/openData/toDataset.ts';
import { toKpi } from '../../../../../server/domain/openData/toKpi.ts';
import type { Indicator } from '../../../../../shared/model/indicator.ts';
import type { OpenFigure } from '../../../../../shared/model/openData.ts';
import { buildIndicator, region } from '../../../../support/desk.ts';

const spbe = buildIndicator('governance-spbe');
const { region: place } = region.catalogue;
const figure: OpenFigure = {
  indicator: spbe.id,
  area: place.code,
  areaName: place.name,
  value: 4.48,
  observedAt: Date.parse('2025-12-31T16:59:59Z'),
  recordedAt: Date.parse('2026-03-01T00:00:00Z'),
  period: '2025',
  source: { key: 'X', label: 'Kementerian', url: 'https://example.go.id/' },
  origin: 'published',
  quality: 'good',
  state: 'verified',
  freshness: 'fresh',
  status: 'normal',
  waiting: false,
};
const describeAs = (indicator: Indicator, more: Partial<Parameters<typeof toDataset>[1]> = {}) =>
  toDataset(indicator, {
    metadata: undefined,
    agency: undefined,
    licence: null,
    figures: [figure],
    base: '',
    ...more,
  });

describe('a data set', () => {
  it('names what no source gives, and no more than that', () => {
    expect(describeAs({ ...spbe, explanation: null, formula: null }).missing).toEqual([
      'concept',
      'definition',
      'interpretation',
      'formula',
      'measure',
      'classification',
      'components',
    ]);
    const metadata = {
      concept: 'a',
      interpretation: 'b',
      measure: 'c',
      classification: 'd',
      components: ['e'],
    };
    const whole = describeAs({ ...spbe, formula: 'x', unit: '' }, { metadata });
    expect(whole.missing).toEqual([]);
    expect(whole).toMatchObject({ ...metadata, publicAccess: 'open', newestAt: '2025-12-31T16:59:59.000Z' });
  });

  it('has whole addresses only where the server knows its own', () => {
    expect(describeAs(spbe).csv).toBe('/api/v1/open/datasets/governance-spbe/data.csv');
    expect(describeAs(spbe, { base: 'https://x.go.id' }).page).toBe(
      'https://x.go.id/publik/data/governance-spbe',
    );
    expect(describeAs(spbe, { figures: [] }).newestAt).toBeNull();
  });
});

describe('the catalogue', () => {
  const build = (indicator: Indicator, more: object = {}): string =>
    JSON.stringify(
      toCatalog({
        region: place,
        publisher: { name: place.name },
        base: '',
        pillarName: () => 'Tata Kelola',
        datasets: [{ ...describeAs(indicator), ...more }],
      }),
    );

  it('states no licence where none is set', () => {
    expect(build(spbe)).not.toContain('dct:license');
    expect(
      build(spbe, { licence: { name: 'CC BY 4.0', url: 'https://cc.example/' } }).match(/dct:license/g),
    ).toHaveLength(2);
  });

  it('says how often a set comes only in words that the list of frequencies has', () => {
    const frequency = (cadence: string): string | undefined =>
      /frequency\/(\w+)/.exec(build({ ...spbe, cadence: cadence as never }))?.[1];
    expect(
      ['P1Y', 'P6M', 'P3M', 'P1M', 'P1W', 'P1D', 'PT1H', 'PT5S', 'P10Y', 'P2DT3H'].map(frequency),
    ).toEqual([
      'ANNUAL',
      'ANNUAL_2',
      'QUARTERLY',
      'MONTHLY',
      'WEEKLY',
      'DAILY',
      'HOURLY',
      'CONT',
      undefined,
      undefined,
    ]);
  });
});

describe('a performance indicator', () => {
  const build = (more: Partial<OpenFigure> = {}, indicator: Partial<Indicator> = {}) =>
    toKpi(
      { ...figure, ...more },
      { indicator: { ...spbe, ...indicator }, agency: undefined, pillarName: 'Tata Kelola', region: place },
    );

  it('leaves out what is not known instead of making it up', () => {
    const kpi = build({ status: 'none' }, { formula: null, explanation: null, target: null });
    for (const name of [
      'currentStanding',
      'calculationMethod',
      'calculationFormula',
      'description',
      'businessTarget',
    ])
      expect(kpi).not.toHaveProperty(name);
  });

  it('stands as its limits say, and comes about as its origin says', () => {
    const standing = (status: OpenFigure['status']) => build({ status })['currentStanding'];
    expect((['normal', 'watch', 'bad'] as const).map(standing)).toEqual(
      ['good', 'fair', 'bad'].map((value) => ({ type: 'Property', value })),
    );
    expect(build({ origin: 'measured' })).toMatchObject({ calculationMethod: { value: 'automatic' } });
    expect(build({ origin: 'reported' })).toMatchObject({ calculationMethod: { value: 'manual' } });
  });

  it('says what it is: estimated or measured, uncertain, overdue', () => {
    const kpi = build({ origin: 'estimated', quality: 'uncertain', freshness: 'late' });
    const value = (name: string) => (kpi[name] as { value: string }).value;
    expect(['origin', 'quality', 'freshness'].map(value)).toEqual(['estimated', 'uncertain', 'late']);
  });

  it('is of a period that ends or begins with its instant, and expected anew when its definition says', () => {
    expect(build()).toMatchObject({
      calculationPeriod: { value: { to: '2025-12-31T16:59:59.000Z' } },
      dateNextCalculation: { value: { '@value': '2027-06-30T16:59:59.000Z' } },
    });
    expect(build({}, { periodAnchor: 'start' })).toMatchObject({
      calculationPeriod: { value: { from: '2025-12-31T16:59:59.000Z' } },
    });
    const frequency = (cadence: string) =>
      (build({}, { cadence: cadence as never })['calculationFrequency'] as { value: string }).value;
    expect(['P1Y', 'P3M', 'P1M', 'P2W', 'P1D', 'PT1H', 'PT5S', 'P10Y'].map(frequency)).toEqual([
      'yearly',
      'quarterly',
      'monthly',
      'biweekly',
      'daily',
      'hourly',
      'PT5S',
      'P10Y',
    ]);
  });
});
