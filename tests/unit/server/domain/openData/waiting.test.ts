import { describe, expect, it } from 'vitest';
import { createOpenView } from '../../../../../server/domain/openData/createOpenView.ts';
import type { NewReading } from '../../../../../server/domain/readings/readingStore.ts';
import { sqliteEngine, useStore } from '../../../../contract/storage/engine.ts';
import { buildIndicator, region } from '../../../../support/desk.ts';

const now = Date.parse('2026-11-05T03:00:00Z');
const observedAt = Date.parse('2024-12-31T17:00:00Z');
const indicator = buildIndicator('governance-spbe', { verificationNeeded: true, showProvisional: true });
const area = region.catalogue.region.code;

describe('the newest open figure', () => {
  const own = useStore(sqliteEngine);
  const put = (reading: Partial<NewReading>, actor: string) =>
    own.store.append({
      readings: [
        {
          indicator: indicator.id,
          area,
          value: 1,
          observedAt,
          origin: 'published',
          quality: 'good',
          verification: 'provisional',
          correction: false,
          restatedForMs: 0,
          ...reading,
        },
      ],
      source: { key: 'BPS', label: 'BPS' },
      receivedAt: now,
      actor,
    });
  const look = async () => {
    const records = (await own.store.loadCurrent()).map(({ record }) => record);
    const view = await createOpenView({
      store: own.store,
      records: () => records,
      indicators: () => [indicator],
      indicator: (id) => (id === indicator.id ? indicator : undefined),
      area: region.area,
      version: async () => '1',
      touched: () => 0,
      zone: 'Asia/Jakarta',
      retention: region.retention,
      closed: new Set(),
      now: () => now,
    })();
    return view.get(indicator.id)?.map(({ value, waiting }) => ({ value, waiting }));
  };

  it('of the pack, still provisional, waits for nothing while nothing newer is stored', async () => {
    await put({}, 'system:pack');
    expect(await look()).toEqual([{ value: 1, waiting: false }]);
  });

  it('is said to wait for a newer one, or for a correction of the very same instant', async () => {
    await put({}, 'system:pack');
    await put({ value: 2, correction: true }, 'user:operator');
    expect(await look()).toEqual([{ value: 1, waiting: true }]);
    await put({ value: 3, observedAt: observedAt + 86_400_000 }, 'user:operator');
    expect(await look()).toEqual([{ value: 1, waiting: true }]);
  });

  it('stays after its correction was turned down, which is nothing that waits', async () => {
    await put({ verification: 'verified' }, 'user:operator');
    await put({ value: 2, correction: true }, 'user:operator');
    expect(await look()).toEqual([{ value: 1, waiting: true }]);
    await put({ value: 2, correction: true, quality: 'bad', verification: 'verified' }, 'user:walidata');
    expect(await look()).toEqual([{ value: 1, waiting: false }]);
  });

  it('is none where the only value was withdrawn', async () => {
    await put({ verification: 'verified' }, 'user:operator');
    await put({ correction: true, quality: 'bad', verification: 'verified' }, 'user:operator');
    expect(await look()).toBeUndefined();
  });
});
