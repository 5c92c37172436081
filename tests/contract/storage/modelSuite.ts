import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewReading } from '../../../server/domain/readings/readingStore.ts';
import type { AreaCode } from '../../../shared/model/ids.ts';
import { buildBatch, buildReading, type Engine, startAt, yearly } from './engine.ts';

const areas = ['32.16', '32.16.01', '32.16.02'] as AreaCode[];

interface Version {
  readonly value: number | null;
  readonly recordedAt: number;
}

/** The rules of append in the plainest words: a list of versions per series and instant. */
function createModel() {
  const series = new Map<string, Map<number, Version[]>>();
  let seq = 0;
  return {
    series,
    seq: () => seq,
    append(readings: readonly NewReading[], recordedAt: number) {
      let recorded = 0;
      for (const { area, observedAt, value, correction } of readings) {
        const instants = series.get(area) ?? new Map<number, Version[]>();
        const versions = instants.get(observedAt) ?? [];
        const has = versions.some((version) => version.value === value);
        const isNewest = versions.length > 0 && versions.at(-1)?.value === value;
        if (correction ? isNewest : has) continue;
        versions.push({ value, recordedAt });
        instants.set(observedAt, versions);
        series.set(area, instants);
        seq += 1;
        recorded += 1;
      }
      return recorded;
    },
    historyOf(area: string, asOf: number): [number, number | null][] {
      const instants = [...(series.get(area) ?? [])].sort(([a], [b]) => a - b);
      return instants.flatMap(([at, versions]) => {
        const known = versions.filter((version) => version.recordedAt <= asOf).at(-1);
        return known ? [[at, known.value] as [number, number | null]] : [];
      });
    },
  };
}

const readingArbitrary = fc.record({
  area: fc.constantFrom(...areas),
  value: fc.constantFrom(null, 0, -0, 1, 2.5),
  minute: fc.integer({ min: 0, max: 5 }),
  correction: fc.boolean(),
});
const batchesArbitrary = fc.array(fc.array(readingArbitrary, { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 12,
});

export function describeModel(engine: Engine): void {
  describe(`model of append on ${engine.name}`, () => {
    it('keeps exactly what the reference model keeps, at every instant of knowledge, also after a reopening', async () => {
      await fc.assert(
        fc.asyncProperty(batchesArbitrary, async (batches) => {
          const place = await engine.createPlace();
          const model = createModel();
          let store = await place.open();
          try {
            for (const [index, batch] of batches.entries()) {
              const readings = batch.map(({ area, value, minute, correction }) =>
                buildReading(value === 0 ? 0 : value, startAt + minute * 60_000, {
                  area,
                  correction,
                  indicator: yearly,
                }),
              );
              const recorded = model.append(readings, startAt + index);
              const result = await store.append(buildBatch(readings, { receivedAt: startAt + index }));
              expect(result).toMatchObject({
                recorded,
                duplicates: readings.length - recorded,
                seq: model.seq(),
              });
            }
            await store.close();
            store = await place.open();
            expect(await store.verifyCurrent()).toEqual([]);
            const present = new Map((await store.loadCurrent()).map(({ record }) => [record.area, record]));
            for (const area of areas) {
              const known = model.historyOf(area, Number.POSITIVE_INFINITY);
              expect(present.get(area)?.value).toEqual(known.at(-1)?.[1]);
              for (const asOf of [undefined, ...batches.keys()]) {
                const { points } = await store.readHistory({
                  indicator: yearly,
                  area,
                  from: startAt,
                  to: startAt + 1e9,
                  maxPoints: 100,
                  ...(asOf === undefined ? {} : { asOf: startAt + asOf }),
                });
                expect(points).toEqual(asOf === undefined ? known : model.historyOf(area, startAt + asOf));
              }
            }
          } finally {
            await store.close();
            await place.drop();
          }
        }),
        { seed: 3216, numRuns: 6 },
      );
    }, 120_000);
  });
}
