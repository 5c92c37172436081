import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { StoreFigures } from '../domain/store.ts';

/** Needs of `createMetrics`. */
export interface MetricsParts {
  readonly figures: () => Promise<StoreFigures>;
  readonly live: () => Readonly<Record<string, number>>;
  readonly processMetrics: boolean;
}

/** Metrics of one server. */
export interface Metrics {
  readonly registry: Registry;
  countIngest(status: number, recorded: number): void;
}

const storeGauges = {
  simpul_store_size_bytes: 'Bytes on disk, journal included',
  simpul_store_free_bytes: 'Bytes still free where the store lives',
  simpul_store_readings: 'Stored readings',
  simpul_store_series: 'Known series',
  simpul_store_rollup_lag: 'Readings that roll-ups do not cover yet',
  simpul_store_growth_bytes_per_day: 'Bytes a day over the last seven days',
  simpul_disk_forecast_days: 'Days until the disk is full at the present growth',
} as const;
type StoreGauge = keyof typeof storeGauges;

/** Builds the registry; figures of the store are asked for when somebody reads the metrics. */
export function createMetrics(parts: MetricsParts): Metrics {
  const registry = new Registry();
  if (parts.processMetrics) collectDefaultMetrics({ register: registry });
  // One question to the store a scrape: all gauges ask in the same turn and share its answer.
  let asked: Promise<Record<StoreGauge, number | null> | null> | null = null;
  const ask = () => {
    asked ??= parts
      .figures()
      .then(toStoreValues, () => null)
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  for (const name of Object.keys(storeGauges) as StoreGauge[]) {
    new Gauge({
      name,
      help: storeGauges[name],
      registers: [registry],
      async collect() {
        this.set((await ask())?.[name] ?? Number.NaN);
      },
    });
  }
  new Gauge({
    name: 'simpul_live',
    help: 'Figures of the live channel since the start',
    labelNames: ['figure'],
    registers: [registry],
    collect() {
      for (const [figure, value] of Object.entries(parts.live())) this.set({ figure }, value);
    },
  });
  new Gauge({
    name: 'simpul_store_up',
    help: '1 while the store answers',
    registers: [registry],
    async collect() {
      this.set((await ask()) ? 1 : 0);
    },
  });
  const calls = new Counter({
    name: 'simpul_ingest_calls_total',
    help: 'Calls of POST /api/v1/readings by status',
    labelNames: ['status'],
    registers: [registry],
  });
  const readings = new Counter({
    name: 'simpul_ingest_readings_total',
    help: 'Readings that were stored',
    registers: [registry],
  });
  return {
    registry,
    countIngest(status, recorded) {
      calls.inc({ status });
      readings.inc(recorded);
    },
  };
}

function toStoreValues(figures: StoreFigures): Record<StoreGauge, number | null> {
  const { freeBytes, growthBytesPerDay } = figures;
  const isGrowing = freeBytes !== null && growthBytesPerDay !== null && growthBytesPerDay > 0;
  return {
    simpul_store_size_bytes: figures.sizeBytes,
    simpul_store_free_bytes: freeBytes,
    simpul_store_readings: figures.readings,
    simpul_store_series: figures.series,
    simpul_store_rollup_lag: figures.rollupLag,
    simpul_store_growth_bytes_per_day: growthBytesPerDay,
    simpul_disk_forecast_days: isGrowing ? freeBytes / growthBytesPerDay : null,
  };
}
