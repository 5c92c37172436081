import { describe, expect, it } from 'vitest';
import { createOpenView } from '../../../../../server/domain/openData/createOpenView.ts';
import type { OpenSource } from '../../../../../server/domain/openData/openSource.ts';
import { areaCodeSchema } from '../../../../../shared/model/ids.ts';
import type { LiveRecord } from '../../../../../shared/model/reading.ts';
import { toSeriesKey } from '../../../../../shared/model/seriesKey.ts';
import { buildIndicator, region } from '../../../../support/desk.ts';
import { buildRecord } from '../../../../support/liveBuilders.ts';

const indicator = buildIndicator('governance-spbe', { verificationNeeded: true, levels: ['regency'] });
const areas = ['32.16.01', '32.16.02', '32.16.03'].map((code) => areaCodeSchema.parse(code));
const before = { value: 4, observedAt: 1_000, recordedAt: 1_500 };

/** Series whose present waits, each with one approved value before it. */
function openSource() {
  const state = { now: 1_000_000, version: 1, buildMs: 0, reads: [] as string[], value: before.value };
  const touches = new Map<string, number>();
  const records = new Map<string, LiveRecord>();
  for (const area of areas)
    records.set(
      area,
      buildRecord({ indicator: indicator.id, area, verification: 'provisional', observedAt: 9_000 }),
    );
  const source: OpenSource = {
    store: {
      async readHistory({ area }) {
        state.reads.push(area);
        state.now += state.buildMs;
        return {
          points: [[before.observedAt, state.value]],
          downsampled: false,
          bucketMs: 0,
          bad: [],
          restated: [],
          provisional: [],
          uncertain: [],
          origins: [],
        };
      },
      readVersionsAt: async () => [
        {
          ...before,
          value: state.value,
          version: 1,
          seq: 1,
          origin: 'reported',
          quality: 'good',
          verification: 'verified',
          source: { key: 'x', label: 'Dinas' } as never,
          actor: 'user:x',
          period: null,
          note: null,
          ref: null,
          steps: [],
        },
      ],
    },
    records: () => [...records.values()],
    indicators: () => [indicator],
    indicator: () => indicator,
    area: region.area,
    version: async () => String(state.version),
    touched: (key) => touches.get(key) ?? 0,
    zone: 'Asia/Jakarta',
    retention: region.retention,
    closed: new Set(),
    now: () => state.now,
  };
  const view = createOpenView(source);
  const ask = async () => (await view()).get(indicator.id)?.map(({ value }) => value);
  return { state, touches, records, ask };
}

describe('the view of open figures', () => {
  it('reads the past of those series alone that were written to', async () => {
    const { state, touches, records, ask } = openSource();
    expect(await ask()).toEqual([4, 4, 4]);
    expect(state.reads).toEqual(areas);
    const again = async () => {
      state.reads = [];
      state.version += 1;
      state.now += 5_000;
      return ask();
    };
    expect(await again()).toEqual([4, 4, 4]);
    expect(state.reads).toEqual([]);
    // A look at a value before the present, which stays as it was.
    touches.set(toSeriesKey(indicator.id, '32.16.02'), 1);
    state.value = 5;
    expect(await again()).toEqual([4, 5, 4]);
    expect(state.reads).toEqual(['32.16.02']);
    const present = records.get('32.16.03') as LiveRecord;
    records.set('32.16.03', { ...present, recordedAt: present.recordedAt + 1 });
    expect(await again()).toEqual([4, 5, 5]);
    expect(state.reads).toEqual(['32.16.03']);
    records.set('32.16.01', { ...present, area: '32.16.01' as never, value: 7, verification: 'verified' });
    expect(await again()).toEqual([7, 5, 5]);
    expect(state.reads).toEqual([]);
    // The store forgets what is old without telling.
    state.now += 600_000;
    await again();
    expect(state.reads).toEqual(['32.16.02', '32.16.03']);
  });

  it('is made once for all who ask at a time, and rests after a long making', async () => {
    const { state, ask } = openSource();
    state.buildMs = 4_000;
    await Promise.all([ask(), ask(), ask()]);
    expect(state.reads).toEqual(areas);
    state.version += 1;
    state.reads = [];
    let versions = 0;
    Object.defineProperty(state, 'version', {
      get: () => {
        versions += 1;
        return 2;
      },
    });
    await ask();
    expect(versions).toBe(0);
    state.now += 3_000;
    await ask();
    expect(versions).toBe(1);
  });
});
