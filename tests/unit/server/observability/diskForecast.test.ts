import { describe, expect, it } from 'vitest';
import type { StoreFigures } from '../../../../server/domain/store.ts';
import { createMetrics } from '../../../../server/observability/metrics.ts';
import { toGrowthPerDay } from '../../../../server/storage/growth.ts';

const gigabyte = 1_000_000_000;

async function readMetric(name: string, patch: Partial<StoreFigures>): Promise<number> {
  const figures: StoreFigures = {
    engine: 'sqlite',
    engineVersion: '3.53.2',
    readings: 0,
    series: 0,
    rollupLag: 0,
    sizeBytes: 10 * gigabyte,
    freeBytes: 100 * gigabyte,
    growthBytesPerDay: 2 * gigabyte,
    ...patch,
  };
  const { registry } = createMetrics({
    figures: async () => figures,
    live: () => ({}),
    processMetrics: false,
  });
  const line = (await registry.metrics()).split('\n').find((text) => text.startsWith(`${name} `));
  return Number(line?.split(' ')[1]);
}

describe('the disk forecast', () => {
  it('is free bytes over growth a day, in days', async () => {
    expect(await readMetric('simpul_disk_forecast_days', {})).toBe(50);
    expect(await readMetric('simpul_store_free_bytes', {})).toBe(100 * gigabyte);
    expect(await readMetric('simpul_store_growth_bytes_per_day', {})).toBe(2 * gigabyte);
  });

  it('is no number while growth is unknown, or nothing grows, or the disk is not ours', async () => {
    for (const patch of [{ growthBytesPerDay: null }, { growthBytesPerDay: -1 }, { freeBytes: null }])
      expect(await readMetric('simpul_disk_forecast_days', patch)).toBeNaN();
  });
});

describe('growth a day', () => {
  const dayMs = 86_400_000;
  const at = (day: number) => day * dayMs;

  it('is measured over at most the last seven noted days, newest first', () => {
    const days = [10, 9, 8, 7, 6, 5, 4, 3, 2].map((day) => ({ day, bytes: day * 100 }));
    expect(toGrowthPerDay(days, at(10.5), 1_050)).toBe(100);
    expect(toGrowthPerDay([{ day: 1, bytes: 0 }], at(10), 900)).toBeNull();
  });

  it('is not told before a day has passed', () => {
    expect(toGrowthPerDay([{ day: 10, bytes: 500 }], at(10.9), 900)).toBeNull();
    expect(toGrowthPerDay([], at(10), 900)).toBeNull();
  });
});
