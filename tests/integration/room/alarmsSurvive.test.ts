import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import { genesisHash, hashEntry } from '../../../server/domain/audit/hashEntry.ts';
import type { Store } from '../../../server/domain/store.ts';
import { StoreUnavailableError } from '../../../server/domain/storeErrors.ts';
import { buildLimit, buildRule, listAreas } from '../../support/alarmBuilders.ts';
import { buildEvent, buildFeed } from '../../support/liveBuilders.ts';
import { findLink, waitFor, writePack } from '../../support/machines.ts';
import { openTestRoom, type TestRoom } from '../../support/room.ts';

// Each test starts servers and signs people in, some of them several times.
vi.setConfig({ testTimeout: 120_000 });

const start = Date.parse('2026-11-28T03:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const pm25 = 'environment-pm25';
const areas = listAreas(9);

const ispu = buildLimit({ indicator: 'environment-ispu' as never });
const level = buildLimit({ indicator: 'environment-river-level' as never });
const pack = [
  buildRule('quick', { suppressedBy: ['cause'], escalateAfterSeconds: null }),
  buildRule('cause', { condition: ispu }),
  buildRule('resting', { condition: level }),
];
const machine = {
  id: 'udara',
  kind: 'webhook',
  label: 'Udara',
  provider: 'Uji',
  agency: 'dlh',
  format: 'json',
  time: 'at',
  silentAfter: 'PT1M',
  area: areas[0],
  fields: [{ path: 'v', indicator: 'environment-ispu' }],
};

let dataDir: string;
const stops: (() => unknown)[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'simpul-room-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

let opened = 0;
async function open(at: number): Promise<TestRoom> {
  const { dir, remove } = writePack([machine], pack);
  stops.push(remove);
  opened += 1;
  const env = { REGION_DIR: dir, WEBHOOK_SECRET_UDARA: 'kvR8wZ2pQ5mT7xLcB4nJ6hYdF3gSaU9e' };
  return openTestRoom(at, { dataDir, env }, `operator${opened}@x.id`);
}

const quick = (place: number) => `quick|${areas[place]}`;

/** One alarm of each kind, and one in each state, at 05:30 of the room. */
async function fill(room: TestRoom): Promise<void> {
  const { server, operator } = room;
  await server.store.putEvents([
    buildEvent('banjir', {
      areas: areas.slice(0, 2),
      severity: 'severe',
      startsAt: start,
      endsAt: start + 9 * hour,
    }),
  ]);
  for (const place of [0, 1, 2, 3, 4]) await room.push('dlh', [pm25, areas[place]!], 120);
  await room.push('dlh', ['environment-ispu', areas[5]!], 300);
  await room.push('dlh', [pm25, areas[5]!], 120);
  await room.push('dsdabmbk', ['environment-river-level', areas[6]!], 300);
  await operator.ask('POST', '/api/v1/alarms/rules/resting/service', {
    outOfService: true,
    reason: 'kalibrasi alat ukur',
    until: new Date(start + 24 * hour).toISOString(),
  });
  const manual = { text: 'Listrik ruang padam sebagian', severity: 'minor', priority: 'low', area: null };
  await operator.ask('POST', '/api/v1/alarms', manual);
  await room.push('dlh', [pm25, areas[2]!], 10, { ageMs: -1 });
  await room.act({ action: 'acknowledge', ids: [quick(1)], comment: 'sedang dicek' });
  await room.act({ action: 'shelve', ids: [quick(3)], minutes: 30, comment: 'menunggu petugas' });
  await room.act({ action: 'shelve', ids: [quick(4)], minutes: 30, comment: 'menunggu petugas' });
  await room.push('dlh', [pm25, areas[4]!], 10, { ageMs: -1 });
  await waitFor(() => findLink(server, 'udara').state === 'waiting');
  await room.advance(minute + 1);
  await waitFor(() => findLink(server, 'udara').state === 'down');
  await room.advance(minute);
}

async function expectWholeChain(store: Store): Promise<void> {
  let previous = genesisHash;
  for (const { n, body, hash } of await store.walkAudit(0, 10_000)) {
    expect(hashEntry(previous, n, body)).toBe(hash);
    previous = hash;
  }
}

async function alarmEntries({ server }: TestRoom) {
  return (await server.store.listAudit({ action: 'alarm.', limit: 1_000 })).map(({ n }) => n);
}
const byId = (list: readonly AlarmDetail[]) => new Map(list.map((alarm) => [alarm.id, alarm]));

describe('a restart', () => {
  it('in every state of every kind of alarm changes nothing by itself, and everything goes on from there', async () => {
    const room = await open(start);
    await fill(room);
    const before = byId(await room.list());
    const states = new Map([...before].map(([id, { state }]) => [id, state]));
    expect(Object.fromEntries(states)).toMatchObject({
      [quick(0)]: 'unacknowledged',
      [quick(1)]: 'acknowledged',
      [quick(2)]: 'returned',
      [quick(3)]: 'shelved',
      [quick(4)]: 'shelved',
      [quick(5)]: 'suppressed',
      [`resting|${areas[6]}`]: 'out-of-service',
      'link-down|udara': 'unacknowledged',
      'agency-late|disdamkar': 'unacknowledged',
    });
    expect(new Set([...before.values()].map(({ kind }) => kind))).toEqual(
      new Set(['limit', 'silence', 'manual']),
    );
    const entries = await alarmEntries(room);
    await room.server.stop();

    const again = await open(room.now() + minute);
    stops.push(() => again.server.stop());
    // The warning was stored behind the server's back: it is new to it, and nothing else is.
    await again.advance(0);
    const warned = 'weather-warning|banjir';
    expect((await again.find(warned))?.state).toBe('unacknowledged');
    for (const ms of [1_000, 28_000, 1_000, 20_000]) {
      await again.advance(ms);
      const now = byId(await again.list());
      expect(now.delete(warned)).toBe(true);
      expect(now).toEqual(before);
    }
    expect((await alarmEntries(again)).slice(1)).toEqual(entries);
    expect(
      again.server.liveState
        .listAlarms()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...before.keys(), warned].sort());

    // The shelf ends where it was to end; what is over under it is over.
    await again.advance(30 * minute);
    expect((await again.find(quick(3)))?.state).toBe('unacknowledged');
    expect(await again.find(quick(4))).toBeUndefined();
    expect(await again.log(quick(3))).toEqual(['raise', 'shelve*', 'unshelve']);
    // The warning is an alarm like any other by now: it survives the next restart.
    await again.act({ action: 'acknowledge', ids: [warned] });
    await expectWholeChain(again.server.store);
    await again.server.stop();
    stops.pop();
    const third = await open(again.now() + minute);
    stops.push(() => third.server.stop());
    for (const ms of [0, 5_000]) {
      await third.advance(ms);
      expect((await third.find(warned))?.state).toBe('acknowledged');
    }
    await third.push('dlh', [pm25, areas[0]!], 10);
    expect((await third.find(quick(0)))?.state).toBe('returned');
  });

  it('does not begin the counting of a rule anew', async () => {
    const room = await open(start);
    await room.push('dlh', [pm25, areas[0]!], 400);
    await room.server.stop();
    const again = await open(start + hour);
    stops.push(() => again.server.stop());
    await again.push('dlh', [pm25, areas[0]!], 400);
    expect((await again.find(`pm25-bad|${areas[0]}`))?.state).toBe('unacknowledged');
  });
});

/** Makes the store of a running server fail as a full disk does, before or after the write is durable. */
function breakStore(store: Store, when: 'before' | 'after'): () => void {
  const target = store as { -readonly [Name in keyof Store]: Store[Name] };
  const whole = { ...store };
  const fail = async (): Promise<never> => {
    throw new StoreUnavailableError('full');
  };
  target.append = fail;
  target.putEvents = fail;
  target.putLinks = fail;
  target.putAlarms = async (changes) => {
    if (when === 'after') await whole.putAlarms(changes);
    return fail();
  };
  return () => void Object.assign(target, whole);
}

describe('storage that fails for a while', () => {
  it('loses no raise, no return and no acknowledged step; people hear that it was not done', async () => {
    const room = await open(start);
    stops.push(() => room.server.stop());
    await room.push('dlh', [pm25, areas[0]!], 120);
    await room.push('dlh', [pm25, areas[1]!], 120);
    await room.act({ action: 'acknowledge', ids: [quick(0)] });
    const mend = breakStore(room.server.store, 'before');
    const refused = await room.act({ action: 'acknowledge', ids: [quick(1)] });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect((await room.push('dlh', [pm25, areas[2]!], 120)).status).toBe(503);
    // The agencies become late while nothing can be written.
    await expect(room.advance(minute)).rejects.toThrow(StoreUnavailableError);
    const during = byId(await room.list());
    expect([during.get(quick(0))?.state, during.get(quick(1))?.state]).toEqual([
      'acknowledged',
      'unacknowledged',
    ]);
    expect(during.has('agency-late|disdamkar')).toBe(false);
    mend();
    await room.advance(1_000);
    expect(await room.find('agency-late|disdamkar')).toMatchObject({ state: 'unacknowledged', count: 1 });
    expect((await room.act({ action: 'acknowledge', ids: [quick(1)] })).status).toBe(200);
    expect(await room.log(quick(1))).toEqual(['raise', 'acknowledge*']);
    expect(findLink(room.server, 'system-storage').state).toBe('up');
    await expectWholeChain(room.server.store);
    expect(byId(await room.list()).get(quick(0))?.state).toBe('acknowledged');
  });

  it('does nothing twice where a step was durable and only its answer was lost', async () => {
    const room = await open(start);
    stops.push(() => room.server.stop());
    await room.push('dlh', [pm25, areas[0]!], 120);
    const mend = breakStore(room.server.store, 'after');
    expect((await room.act({ action: 'acknowledge', ids: [quick(0)], comment: 'dicek' })).status).toBe(503);
    await expect(room.advance(minute)).rejects.toThrow(StoreUnavailableError);
    mend();
    await room.advance(0);
    expect((await room.find(quick(0)))?.state).toBe('acknowledged');
    const id = 'agency-late|disdamkar';
    expect(await room.log(id)).toEqual(['raise']);
    await waitFor(() => room.server.liveState.listAlarms().some((alarm) => alarm.id === id));
    expect(room.server.liveState.listAlarms().find((alarm) => alarm.id === quick(0))?.state).toBe(
      'acknowledged',
    );
    const stored = await room.server.store.loadAlarms();
    expect(new Map(room.server.liveState.listAlarms().map((alarm) => [alarm.id, alarm]))).toEqual(
      new Map(stored.map(({ alarm }) => [alarm.id, alarm])),
    );
    await expectWholeChain(room.server.store);
  });

  it('leaves a link that died meanwhile to be told of afterwards', async () => {
    const room = await open(start);
    stops.push(() => room.server.stop());
    await room.server.store.putLinks([buildFeed('udara', { since: start })]);
    const mend = breakStore(room.server.store, 'before');
    await expect(room.advance(2 * minute)).rejects.toThrow(StoreUnavailableError);
    mend();
    await waitFor(() => findLink(room.server, 'udara').state === 'down');
    await room.advance(minute);
    expect((await room.find('link-down|udara'))?.state).toBe('unacknowledged');
  });
});
