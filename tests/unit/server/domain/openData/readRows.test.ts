import { describe, expect, it } from 'vitest';
import type { OpenSource } from '../../../../../server/domain/openData/openSource.ts';
import { readRows, toLongestMs, toSpan } from '../../../../../server/domain/openData/readRows.ts';
import type { NewReading } from '../../../../../server/domain/readings/readingStore.ts';
import type { OpenRow } from '../../../../../shared/model/openData.ts';
import { sqliteEngine, useStore } from '../../../../contract/storage/engine.ts';
import { buildIndicator, region } from '../../../../support/desk.ts';
import { buildRecord } from '../../../../support/liveBuilders.ts';

const now = Date.parse('2026-11-05T03:00:00Z');
const sensor = buildIndicator('environment-river-level', {
  cadence: 'PT1M',
  verificationNeeded: false,
  levels: ['regency'],
});
const area = region.catalogue.region.code;

describe('rows of open data', () => {
  const own = useStore(sqliteEngine);
  const toSource = (indicator = sensor): OpenSource => ({
    store: own.store,
    records: () => [buildRecord({ indicator: indicator.id, area })],
    indicators: () => [indicator],
    indicator: () => indicator,
    area: region.area,
    version: async () => '1',
    touched: () => 0,
    zone: 'Asia/Jakarta',
    retention: region.retention,
    closed: new Set(),
    now: () => now,
  });
  const put = async (readings: readonly Partial<NewReading>[], actor = 'device:x'): Promise<void> => {
    for (let start = 0; start < readings.length; start += 2_000)
      await own.store.append({
        readings: readings.slice(start, start + 2_000).map((reading) => ({
          indicator: sensor.id,
          area,
          value: 1,
          observedAt: now,
          origin: 'measured',
          quality: 'good',
          verification: 'verified',
          correction: false,
          restatedForMs: 0,
          ...reading,
        })),
        source: { key: 'machine:x', label: 'Sensor' },
        receivedAt: now,
        actor,
      });
  };
  const list = async (source: OpenSource, span: { from: number; to: number }): Promise<OpenRow[]> => {
    const rows: OpenRow[] = [];
    for await (const row of readRows(source.indicators()[0] ?? sensor, span, source)) rows.push(row);
    return rows;
  };

  it('come whole and in order though they are more than one look takes', async () => {
    const count = 9_500;
    await put(
      Array.from({ length: count }, (_, index) => ({
        observedAt: now - (count - index) * 60_000,
        value: index,
      })),
    );
    // Halved, its first part holds 800 of them.
    const rows = await list(toSource(), { from: now - 17_400 * 60_000, to: now });
    expect(rows.map(({ value }) => value)).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(rows[0]).toMatchObject({ state: 'verified', origin: 'measured', areaName: 'Kabupaten Bekasi' });
    // By the thousand, without a look at each: those of the small part neither.
    expect(rows.filter(({ source }) => source !== null)).toEqual([]);
  }, 60_000);

  it('name their source and period where they are few, however often they come', async () => {
    await put([{ observedAt: now - 86_400_000, period: 'H-1 Lebaran' }, { observedAt: now }]);
    const rows = await list(toSource({ ...sensor, cadence: 'P1D' }), { from: 0, to: now });
    expect(rows.map(({ source, period }) => [source, period])).toEqual([
      ['Sensor', 'H-1 Lebaran'],
      ['Sensor', null],
    ]);
  });

  it('leave out what was simulated between two real ones, and what was rejected', async () => {
    await put([
      { observedAt: now - 5_000, value: 1 },
      { observedAt: now - 4_000, value: 2, origin: 'simulated' },
      { observedAt: now - 3_000, value: 3 },
      { observedAt: now - 2_000, value: 4, quality: 'bad' },
      { observedAt: now - 1_000, value: 5, quality: 'uncertain' },
    ]);
    expect((await list(toSource(), { from: 0, to: now })).map(({ value }) => value)).toEqual([1, 3, 5]);
  });

  it('say which value is uncertain, and what the pack says of it but not what a person noted', async () => {
    await put([
      { observedAt: now - 3_000, value: 1 },
      { observedAt: now - 2_000, value: 2, quality: 'uncertain', note: 'Tanya Budi' },
    ]);
    await put(
      [{ observedAt: now - 1_000, value: 3, quality: 'uncertain', note: 'Dibulatkan' }],
      'system:pack',
    );
    const rows = await list(toSource(), { from: 0, to: now });
    expect(rows.map(({ value, quality, note }) => [value, quality, note])).toEqual([
      [1, 'good', null],
      [2, 'uncertain', null],
      [3, 'uncertain', 'Dibulatkan'],
    ]);
  });

  it('of a sensor that must be verified hold what was approved alone', async () => {
    const strict = { ...sensor, verificationNeeded: true };
    await put([
      { observedAt: now - 3_000, value: 1, verification: 'provisional' },
      { observedAt: now - 2_000, value: 2 },
      { observedAt: now - 1_000, value: 3 },
    ]);
    await put([{ observedAt: now - 1_000, value: 4, correction: true }]);
    const rows = await list(toSource(strict), { from: 0, to: now });
    // The value before the correction is what was last approved.
    expect(rows.map(({ value, state }) => [value, state])).toEqual([
      [2, 'verified'],
      [3, 'verified'],
    ]);
    expect((await list(toSource(), { from: 0, to: now })).at(-1)).toMatchObject({
      value: 4,
      state: 'restated',
    });
  });

  it('keep what was approved where its correction was turned down, and lose what was itself withdrawn', async () => {
    const strict = { ...sensor, verificationNeeded: true };
    await put([
      { observedAt: now - 3_000, value: 1 },
      { observedAt: now - 2_000, value: 2 },
      { observedAt: now - 1_000, value: 3 },
    ]);
    await put([{ observedAt: now - 2_000, value: 20, correction: true }]);
    await put([{ observedAt: now - 2_000, value: 20, correction: true, quality: 'bad' }]);
    await put([{ observedAt: now - 1_000, value: 3, correction: true, quality: 'bad' }]);
    expect((await list(toSource(strict), { from: 0, to: now })).map(({ value }) => value)).toEqual([1, 2]);
    // Withdrawn, and a new value of it waits: what was withdrawn does not come back.
    await put([{ observedAt: now - 1_000, value: 30, correction: true }]);
    expect((await list(toSource(strict), { from: 0, to: now })).map(({ value }) => value)).toEqual([1, 2]);
  });

  it('that are looked at one by one cost few reads, and come in order', async () => {
    const strict = { ...sensor, verificationNeeded: true };
    const count = 250;
    await put(
      Array.from({ length: count }, (_, index) => ({
        observedAt: now - (count - index) * 1_000,
        value: index,
        verification: index % 2 === 0 ? ('provisional' as const) : ('verified' as const),
      })),
    );
    await put([{ observedAt: now - 1_000, value: 999, correction: true }]);
    let reads = 0;
    const source = toSource(strict);
    const readVersionsAt: OpenSource['store']['readVersionsAt'] = (...asked) => {
      reads += 1;
      return own.store.readVersionsAt(...asked);
    };
    const store = { readHistory: own.store.readHistory, readVersionsAt };
    const rows = await list({ ...source, store }, { from: 0, to: now });
    const odd = Array.from({ length: count / 2 }, (_, index) => index * 2 + 1);
    expect(rows.map(({ value }) => value)).toEqual(odd);
    expect(reads).toBe(3);
  });

  it('are none of an indicator that is closed', async () => {
    await put([{ value: 1 }]);
    expect(await list({ ...toSource(), closed: new Set([sensor.id]) }, { from: 0, to: now })).toEqual([]);
  });

  it('are asked for by a stretch that fits their beat, cut to what raw readings are kept for', () => {
    const day = 86_400_000;
    expect(toLongestMs({ cadence: 'P1Y' })).toBeNull();
    expect(toLongestMs({ cadence: 'PT5S' })).toBe(100_000_000);
    expect(toLongestMs({ cadence: 'PT3H' })).toBe(366 * day);
    const none = { from: undefined, to: undefined };
    expect(toSpan(sensor, none, toSource())).toEqual({ from: now - 1_200_000_000, to: now });
    const early = { from: 0, to: 1 };
    expect(toSpan(sensor, early, toSource()).from).toBe(now - (region.retention.minutesDays - 1) * day);
    expect(toSpan({ ...sensor, cadence: 'P1Y' }, none, toSource()).from).toBe(Date.UTC(1900, 0, 1));
  });
});
