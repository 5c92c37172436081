import { describe, expect, it } from 'vitest';
import type { IndicatorId } from '#shared/model/ids.ts';
import { liveCatalogueSchema } from '#shared/protocol/live.ts';
import { createDefinitions } from '../../../server/domain/definitions/createDefinitions.ts';
import type { RecordStore } from '../../../server/domain/records/recordStore.ts';
import { createLiveRegion } from '../../../server/regions/liveRegion.ts';
import { buildActor, region as pack } from '../../support/desk.ts';
import { connectStock, startLiveServer } from '../../support/liveServer.ts';
import { createLossyStore } from '../../support/lossyStore.ts';
import { sqliteEngine, useStore } from '../storage/engine.ts';

const id = 'living-fire-response' as IndicatorId;
const admin = buildActor('admin', 'admin');
const start = Date.parse('2026-11-01T00:00:00Z');
const hour = 3_600_000;

describe('definitions in time', () => {
  const own = useStore(sqliteEngine);
  const open = async (store: RecordStore = own.store) => {
    const clock = { at: start };
    const region = createLiveRegion(pack);
    const definitions = createDefinitions({
      store,
      pack: new Map(pack.catalogue.indicators.map((one) => [one.id, one])),
      isAgency: (code) => pack.agencies.some((agency) => agency.code === code),
      now: () => clock.at,
      apply: region.applyIndicators,
    });
    await definitions.load();
    return { clock, region, definitions };
  };

  it('P15 tells everyone of a changed definition, and the version with each subscription', async () => {
    const { region, definitions } = await open();
    const server = await startLiveServer({
      catalogue: { version: () => region.catalogueVersion, onChange: region.onCatalogue },
    });
    const client = await connectStock(server.url);
    const told = new Promise((resolve) => client.socket.once('live:catalogue', resolve));
    const { catalogue } = await client.subscribe({ topics: ['all'] });
    expect(catalogue).toBe(region.catalogueVersion);
    const version = {
      indicator: id,
      validFrom: start,
      changes: { range: { min: 0, max: 60 } },
      reason: 'SOP',
    };
    expect(await definitions.add(version, admin)).toBeNull();
    expect(liveCatalogueSchema.parse(await told).version).toBe(region.catalogueVersion);
    expect(region.catalogueVersion).not.toBe(catalogue);
    client.close();
    await server.close();
  });

  it('hold from their day on, also after a restart, and tell what held before', async () => {
    const { clock, region, definitions } = await open();
    const versions = [
      { indicator: id, validFrom: start + hour, changes: { weight: 2 }, reason: 'a' },
      { indicator: id, validFrom: start + 3 * hour, changes: { weight: 3, range: null }, reason: 'b' },
    ];
    for (const version of versions) expect(await definitions.add(version, admin)).toBeNull();
    expect(region.indicator(id)?.weight).toBe(1);
    expect(definitions.list(id).map(({ state }) => state)).toEqual(['future', 'future']);
    clock.at = start + 2 * hour;
    definitions.refresh();
    expect(region.indicator(id)?.weight).toBe(2);
    expect(region.catalogue.region.weightsAreEqual).toBe(false);
    expect(JSON.parse(region.catalogueJson)).toEqual(region.catalogue);
    const again = await open();
    again.clock.at = start + 4 * hour;
    again.definitions.refresh();
    expect(again.region.indicator(id)).toMatchObject({ weight: 3, range: null });
    expect(again.definitions.at(id, start + 2 * hour)).toMatchObject({ weight: 2, range: { min: 0 } });
    expect(again.definitions.list(id).map(({ state, by }) => [state, by])).toEqual([
      ['past', 'admin'],
      ['current', 'admin'],
    ]);
  });

  it('hold where the answer to them was lost', async () => {
    const store = createLossyStore();
    const { region, definitions } = await open(store);
    store.lose();
    const version = { indicator: id, validFrom: start, changes: { weight: 2 }, reason: 'a' };
    await expect(definitions.add(version, admin)).rejects.toThrow('unavailable');
    expect([region.indicator(id)?.weight, definitions.list(id).length]).toEqual([2, 1]);
  });

  it.each([
    ['unknown', { indicator: 'no-such' as IndicatorId }],
    ['agency', { changes: { agency: 'nobody' as never } }],
    ['hidden-sensor', { indicator: 'environment-pm25' as IndicatorId, changes: { showProvisional: false } }],
  ])('are refused when %s', async (fault, more) => {
    const { definitions } = await open();
    const version = { indicator: id, validFrom: start, changes: { weight: 2 }, reason: 'x', ...more };
    expect(await definitions.add(version, admin)).toBe(fault);
  });

  it('begin only once at an instant', async () => {
    const { definitions } = await open();
    const version = { indicator: id, validFrom: start, changes: { weight: 2 }, reason: 'x' };
    await definitions.add(version, admin);
    expect(await definitions.add(version, admin)).toBe('taken');
  });
});
