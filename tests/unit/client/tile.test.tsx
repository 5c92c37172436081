import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FeedState } from '#shared/model/feedState.ts';
import { type Indicator, indicatorSchema } from '#shared/model/indicator.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import { liveRecordSchema } from '#shared/model/reading.ts';
import { Tile } from '../../../client/components/Tile.tsx';
import { startI18n } from '../../../client/i18n/i18n.ts';
import { toFigure } from '../../../shared/rules/figure.ts';

const zone = 'Asia/Jakarta';
const endOf2025 = Date.UTC(2025, 11, 31, 17);
const now = Date.UTC(2026, 2, 1);

function buildIndicator(patch: Partial<Indicator> = {}): Indicator {
  return indicatorSchema.parse({
    id: 'economy-test',
    pillar: 'economy',
    subDimension: 'ECO-WEL',
    name: { id: 'Pengangguran terbuka', en: 'Open unemployment' },
    shortName: { id: 'Pengangguran', en: 'Unemployment' },
    explanation: null,
    formula: null,
    unit: '%',
    unitEn: '%',
    decimals: 2,
    scale: 'none',
    agency: 'disnaker',
    levels: ['regency'],
    cadence: 'P1Y',
    publicationLag: 'P6M',
    grace: 'P3M',
    periodAnchor: 'end',
    direction: 'lower',
    range: null,
    thresholds: null,
    target: null,
    weight: 1,
    aggregation: 'none',
    verificationNeeded: false,
    verificationSteps: 1,
    showProvisional: true,
    restatedFor: 'P30D',
    feeds: [],
    breaks: [],
    note: null,
    ...patch,
  });
}

function buildRecord(patch: Partial<LiveRecord> = {}): LiveRecord {
  return liveRecordSchema.parse({
    indicator: 'economy-test',
    area: '32.16',
    value: 8.78,
    observedAt: endOf2025,
    recordedAt: endOf2025,
    origin: 'published',
    quality: 'good',
    verification: 'verified',
    source: { key: 'BPS', label: 'BPS, melalui berita (2026)' },
    period: '2025',
    ...patch,
  });
}

interface Drawn {
  readonly record?: LiveRecord | null;
  readonly indicator?: Indicator;
  readonly at?: number;
  readonly feeds?: readonly FeedState[];
}

function draw({ record = buildRecord(), indicator = buildIndicator(), at = now, feeds = [] }: Drawn = {}) {
  const figure = toFigure({ indicator, area: '32.16', record, feeds, now: at, zone });
  const { container } = render(<Tile figure={figure} now={at} zone={zone} language="id" owner="Disnaker" />);
  const tile = container.querySelector('article');
  if (!tile) throw new Error('no tile drawn');
  return { tile, text: tile.textContent ?? '' };
}

beforeAll(() => startI18n('id'));
afterEach(cleanup);

describe('Tile', () => {
  it('prints a fresh figure with unit, period and source', () => {
    const { tile, text } = draw();
    expect(tile.dataset['freshness']).toBe('fresh');
    expect(text).toContain('8,78');
    expect(text).toContain('2025 · BPS');
    expect(text).not.toContain('terlambat');
  });

  it('says that the next value is awaited once it is due', () => {
    const { tile, text } = draw({ at: Date.UTC(2027, 7, 1) });
    expect(tile.dataset['freshness']).toBe('due');
    expect(text).toContain('ditunggu');
  });

  it('says late and the age in words, and keeps the figure', () => {
    const { tile, text } = draw({ at: Date.UTC(2029, 5, 1) });
    expect(tile.dataset['freshness']).toBe('late');
    expect(text).toContain('8,78');
    expect(text).toContain('terlambat');
    expect(text).toContain('3 tahun lalu');
  });

  it('names the owner where there never was a value, and prints no zero', () => {
    const { tile, text } = draw({ record: null });
    expect(tile.dataset['freshness']).toBe('none');
    expect(text).toContain('belum pernah ada');
    expect(text).toContain('pemilik: Disnaker');
    expect(text).not.toContain('0');
  });

  it('says SIMULASI beside a simulated figure', () => {
    expect(draw({ record: buildRecord({ origin: 'simulated' }) }).text).toContain('SIMULASI');
  });

  it('says that an estimated figure is a model estimate', () => {
    expect(draw({ record: buildRecord({ origin: 'estimated' }) }).text).toContain('taksiran model');
  });

  it('says provisional', () => {
    expect(draw({ record: buildRecord({ verification: 'provisional' }) }).text).toContain('sementara');
  });

  it('prints the corrected value as semula until its time is over', () => {
    const record = buildRecord({ verification: 'restated', was: { value: 9.1, until: now + 1 } });
    expect(draw({ record }).text).toContain('semula 9,10');
    cleanup();
    expect(draw({ record, at: now + 2 }).text).not.toContain('semula');
  });

  it('never prints a rejected value as a figure', () => {
    const { tile, text } = draw({ record: buildRecord({ quality: 'bad' }) });
    expect(tile.dataset['quality']).toBe('bad');
    expect(text).toContain('nilai ditolak');
    expect(text).not.toContain('8,78');
  });

  it('says a status by word and shape, and colours no late value', () => {
    const thresholds = {
      id: 't',
      source: 'decree',
      confidence: 'high' as const,
      bands: [{ min: 5, max: null, label: { id: 'Tinggi', en: 'High' }, status: 'bad' as const }],
    };
    const indicator = buildIndicator({ thresholds });
    const current = draw({ indicator });
    expect(current.tile.dataset['status']).toBe('bad');
    expect(current.text).toContain('buruk');
    expect(current.tile.querySelector('svg')).not.toBeNull();
    cleanup();
    expect(draw({ indicator, at: Date.UTC(2029, 5, 1) }).tile.dataset['status']).toBe('none');
  });

  it('marks a figure whose source is down', () => {
    const feed: FeedState = {
      id: 'bps',
      name: 'BPS',
      provider: 'BPS',
      kind: 'public',
      state: 'down',
      since: now,
      lastInAt: null,
      lastError: null,
      indicators: [],
    };
    const { text } = draw({ indicator: buildIndicator({ feeds: ['bps'] }), feeds: [feed] });
    expect(text).toContain('sumber putus');
    expect(text).toContain('8,78');
  });
});
