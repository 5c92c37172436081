import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AlarmLoad, AlarmPeriods, AlarmRuleView } from '#shared/model/alarm.ts';
import { buildLimit, buildRule, listAreas } from '../../support/alarmBuilders.ts';
import { findLink, waitFor, writePack } from '../../support/machines.ts';
import { openSession } from '../../support/people.ts';
import { openTestRoom, type TestRoom } from '../../support/room.ts';

// Each test starts servers and signs people in, some of them several times.
vi.setConfig({ testTimeout: 120_000 });

const start = Date.parse('2026-11-28T03:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const pm25 = 'environment-pm25';
const area = '32.16.09';
const alarmId = `pm25-bad|${area}`;

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function open(options: Parameters<typeof openTestRoom>[1] = {}, at = start): Promise<TestRoom> {
  const room = await openTestRoom(at, options);
  stops.push(() => room.server.stop());
  return room;
}

async function withoutAgencies(room: TestRoom) {
  return (await room.list()).filter(({ rule }) => rule !== 'agency-late');
}

describe('one feed killed with 23 dependants', () => {
  const areas = listAreas(23);
  const device = (code: string) => `urn:ngsi-ld:AirQualityObserved:${code}`;
  const machine = {
    id: 'udara',
    kind: 'ngsi-ld',
    label: 'Kualitas udara',
    provider: 'Uji',
    agency: 'dlh',
    entityType: 'AirQualityObserved',
    area: 'device',
    areas: Object.fromEntries(areas.map((code) => [device(code), code])),
    silentAfter: 'PT1H',
    fields: [{ path: 'pm25', indicator: pm25 }],
  };

  it('raises one alarm with its victims folded in, and none of their own, until it is back', async () => {
    const pack = writePack([machine]);
    stops.push(pack.remove);
    const room = await open({ env: { REGION_DIR: pack.dir } });
    const token = await room.server.token('dlh');
    const send = async () => {
      const observedAt = new Date(room.now()).toISOString();
      const data = areas.map((code) => ({
        id: device(code),
        type: 'AirQualityObserved',
        pm25: { type: 'Property', value: 20, observedAt },
      }));
      const answer = await fetch(`${room.server.url}/api/v1/ngsi-ld/notifications`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ type: 'Notification', data }),
      });
      expect(await answer.json()).toMatchObject({ recorded: 23 });
    };
    const linkIs = (state: string) => waitFor(() => findLink(room.server, 'udara').state === state);
    await send();
    await linkIs('up');
    await room.advance(minute);
    expect(await withoutAgencies(room)).toEqual([]);

    await room.advance(hour);
    await linkIs('down');
    await room.advance(minute - 1);
    expect(await withoutAgencies(room)).toEqual([]);
    await room.advance(1);
    const [alarm, ...others] = await withoutAgencies(room);
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      id: 'link-down|udara',
      state: 'unacknowledged',
      text: 'Kualitas udara: timeout',
    });
    expect(alarm?.victims).toEqual(areas.map((code) => `${pm25}|${code}`));

    // Every value is late by now: still one alarm, and one raise.
    await room.advance(10 * hour);
    const later = await withoutAgencies(room);
    expect(later.map(({ id, victims, count }) => [id, victims.length, count])).toEqual([
      ['link-down|udara', 23, 1],
    ]);
    const raises = (await room.log('link-down|udara')).filter((deed) => deed.startsWith('raise'));
    expect(raises).toEqual(['raise']);

    await send();
    await linkIs('up');
    await room.advance(0);
    expect((await withoutAgencies(room)).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'link-down|udara returned',
    ]);
    expect((await room.act({ action: 'acknowledge', ids: ['link-down|udara'] })).status).toBe(200);
    expect(await withoutAgencies(room)).toEqual([]);
  });
});

describe('a chattering value', () => {
  it('raises one alarm, which counts how often it came back', async () => {
    const room = await open();
    const push = async (value: number) => {
      await room.advance(hour);
      expect((await room.push('dlh', [pm25, area], value)).status).toBe(201);
      return (await room.find(alarmId))?.state ?? 'normal';
    };
    expect(await push(160)).toBe('normal');
    expect(await push(170)).toBe('unacknowledged');
    for (const value of [150, 151, 141, 180, 149, 160, 145]) expect(await push(value)).toBe('unacknowledged');
    const log = async () => (await room.log(alarmId)).filter((deed) => deed !== 'escalate');
    expect(await log()).toEqual(['raise']);
    for (const value of [120, 120]) await push(value);
    expect(await room.find(alarmId)).toMatchObject({ state: 'returned', count: 1, value: 170, limit: 150.5 });
    for (const value of [160, 160]) await push(value);
    expect(await room.find(alarmId)).toMatchObject({ state: 'unacknowledged', count: 2 });
    expect(await log()).toEqual(['raise', 'return', 'raise-again']);
    expect((await withoutAgencies(room)).map(({ id }) => id)).toEqual([alarmId]);
  });
});

describe('a late agency', () => {
  it('appears, is shelved for 15 minutes, and comes back by itself', async () => {
    const room = await open();
    const id = 'agency-late|disdamkar';
    const stateOf = async () => (await room.find(id))?.state;
    await room.advance(minute - 1);
    expect(await stateOf()).toBeUndefined();
    await room.advance(1);
    expect(await room.find(id)).toMatchObject({
      state: 'unacknowledged',
      subject: 'disdamkar',
      victims: ['living-fire-fleet', 'living-fires'],
    });
    const comment = 'sudah dijanjikan sore ini';
    expect((await room.act({ action: 'shelve', ids: [id], minutes: 15, comment })).status).toBe(200);
    expect(await room.find(id)).toMatchObject({ state: 'shelved', shelvedUntil: room.now() + 15 * minute });
    await room.advance(15 * minute - 1);
    expect(await stateOf()).toBe('shelved');
    await room.advance(1);
    expect(await room.find(id)).toMatchObject({ state: 'unacknowledged', shelvedUntil: null });
    expect(await room.log(id)).toEqual(['raise', 'shelve*', 'unshelve']);
  });
});

describe('late and back-filled values', () => {
  it('never raise, however far beyond the limit; the next that is in time and in a row does', async () => {
    const room = await open();
    for (const ageMs of [9 * hour, 8 * hour, 7 * hour, 6 * hour])
      expect((await room.push('dlh', [pm25, area], 400, { ageMs })).status).toBe(201);
    await room.push('dlh', [pm25, area], 20, { ageMs: hour });
    for (const ageMs of [5 * hour, 4 * hour, 3 * hour, 2 * hour])
      expect((await room.push('dlh', [pm25, area], 400, { ageMs })).status).toBe(201);
    await room.push('dlh', [pm25, area], 400);
    expect(await room.find(alarmId)).toBeUndefined();
    await room.advance(hour);
    await room.push('dlh', [pm25, area], 400);
    expect((await room.find(alarmId))?.state).toBe('unacknowledged');
  });

  it('end an alarm where they correct the value that raised it', async () => {
    const room = await open();
    await room.push('dlh', [pm25, area], 400);
    await room.advance(hour);
    await room.push('dlh', [pm25, area], 400);
    expect((await room.find(alarmId))?.state).toBe('unacknowledged');
    await room.push('dlh', [pm25, area], 40, { correction: true });
    expect(await room.find(alarmId)).toMatchObject({ state: 'returned', active: false });
  });

  it('count each by its own time where several come in one call', async () => {
    const room = await open();
    const token = await room.server.token('dlh');
    const readings = [0, 1, 2].map((ago) => ({
      indicator: pm25,
      area,
      value: 200,
      observedAt: new Date(room.now() - ago * hour).toISOString(),
    }));
    const answer = await fetch(`${room.server.url}/api/v1/readings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ readings }),
    });
    expect(answer.status).toBe(201);
    await room.advance(0);
    expect((await room.find(alarmId))?.state).toBe('unacknowledged');
  });
});

describe('people at the console', () => {
  it('raise an alarm by hand, give it to someone, say what they know, and clear it; each step is told once', async () => {
    const room = await open();
    const { operator, server } = room;
    const admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
    const body = { text: 'Pohon tumbang menutup jalan', severity: 'critical', priority: 'urgent', area };
    const raised = await operator.ask('POST', '/api/v1/alarms', body);
    expect(raised.status).toBe(201);
    const { id } = (await raised.json()) as { id: string };
    expect(server.liveState.listAlarms().find((alarm) => alarm.id === id)).toMatchObject({
      ...body,
      point: expect.any(Array),
    });
    await room.act({ action: 'assign', ids: [id], to: admin.id });
    await room.act({ action: 'comment', ids: [id], comment: 'petugas berangkat' });
    const both = await Promise.all([
      room.act({ action: 'acknowledge', ids: [id], comment: 'diterima' }),
      admin.ask('POST', '/api/v1/alarms/actions', { action: 'acknowledge', ids: [id] }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await room.find(id)).toMatchObject({
      state: 'acknowledged',
      assignee: { id: admin.id, name: 'admin' },
    });
    expect((await room.act({ action: 'clear', ids: [id], comment: 'jalan terbuka' })).status).toBe(200);
    expect(await room.find(id)).toBeUndefined();
    const log = await room.log(id);
    expect(log.filter((deed) => deed === 'acknowledge*')).toHaveLength(1);
    expect(log.slice(0, 3)).toEqual(['raise*', 'assign*', 'comment*']);
    expect(log.at(-1)).toBe('return*');
  });

  it('are called out again when nobody acts, by the rule and the clock', async () => {
    const room = await open();
    const body = { text: 'Tanggul rembes', severity: 'major', priority: 'medium', area: null };
    const { id } = (await (await room.operator.ask('POST', '/api/v1/alarms', body)).json()) as { id: string };
    await room.advance(15 * minute - 1);
    expect((await room.find(id))?.priority).toBe('medium');
    await room.advance(1);
    expect(await room.find(id)).toMatchObject({ priority: 'high', escalatedAt: room.now() });
    await room.act({ action: 'acknowledge', ids: [id] });
    await room.advance(10 * hour);
    expect((await room.find(id))?.priority).toBe('high');
    expect((await room.log(id)).filter((deed) => deed === 'escalate')).toHaveLength(1);
  });

  it('hear of each other when two change one rule: the second must read it again', async () => {
    const room = await open();
    const admin = await openSession(room.server, { email: 'admin@x.id', role: 'admin' });
    const read = async () => {
      const { items } = (await (await admin.ask('GET', '/api/v1/alarms/rules')).json()) as {
        items: AlarmRuleView[];
      };
      return items.find(({ id }) => id === 'pm25-bad')!;
    };
    const { changed: _changed, outOfService: _rest, version, ...rule } = await read();
    const save = (limit: number, from: number) =>
      admin.ask('PUT', '/api/v1/alarms/rules/pm25-bad', {
        version: from,
        rule: { ...rule, condition: { ...rule.condition, limit } },
      });
    expect((await save(100, version)).status).toBe(200);
    expect((await save(120, version)).status).toBe(409);
    expect(await read()).toMatchObject({ changed: true, version: version + 1, condition: { limit: 100 } });
    expect((await save(120, version + 1)).status).toBe(200);
    const refused = await save(5_000, version + 2);
    expect([refused.status, await refused.json()]).toMatchObject([
      422,
      { errors: [{ pointer: '/rule/condition/limit', code: 'range' }] },
    ]);
    const bare = await admin.ask('PUT', '/api/v1/alarms/rules/pm25-bad', {
      version: version + 2,
      rule: { ...rule, guidance: undefined, display: undefined },
    });
    expect([bare.status, await bare.json()]).toMatchObject([
      422,
      { errors: [{ pointer: '/rule/guidance' }, { pointer: '/rule/display' }] },
    ]);
  });

  it('put a rule out of service with a reason and an end, and it comes back by itself', async () => {
    const room = await open();
    const rest = (until: number) =>
      room.operator.ask('POST', '/api/v1/alarms/rules/agency-late/service', {
        outOfService: true,
        reason: 'pemeliharaan sistem induk',
        until: new Date(until).toISOString(),
      });
    await room.advance(minute);
    const id = 'agency-late|disdamkar';
    expect((await rest(room.now() + 8 * 24 * hour)).status).toBe(422);
    expect((await rest(room.now())).status).toBe(422);
    expect((await rest(room.now() + hour)).status).toBe(200);
    await room.advance(1_000);
    expect((await room.find(id))?.state).toBe('out-of-service');
    await room.advance(hour);
    expect((await room.find(id))?.state).toBe('unacknowledged');
    expect(await room.log(id)).toEqual(['raise', 'out-of-service', 'in-service']);
  });
});

describe('what weighs on the room and what a curve is marked with', () => {
  it('counts raises, not what was held quiet, and tells when a series was in alarm without a word of people', async () => {
    const explains = buildRule('ispu-high', {
      condition: buildLimit({ indicator: 'environment-ispu' as never }),
    });
    const quiet = buildRule('pm25-quiet', { suppressedBy: ['ispu-high'] });
    const pack = writePack([], [explains, quiet]);
    stops.push(pack.remove);
    const room = await open({ env: { REGION_DIR: pack.dir } });
    await room.push('dlh', ['environment-ispu', area], 300);
    await room.push('dlh', [pm25, area], 120);
    expect((await room.find(`pm25-quiet|${area}`))?.state).toBe('suppressed');
    const load = (await (await room.operator.ask('GET', '/api/v1/alarms/load')).json()) as AlarmLoad;
    expect(load).toMatchObject({ raised: 1, worst: [{ rule: 'ispu-high', count: 1, share: 1 }] });
    const begun = room.now();
    await room.advance(hour);
    await room.push('dlh', ['environment-ispu', area], 10);
    await room.advance(hour);
    await room.push('dlh', [pm25, area], 10);
    await room.act({ action: 'acknowledge', ids: [`pm25-quiet|${area}`], comment: 'rahasia' });
    const answer = await fetch(`${room.server.url}/api/v1/alarms/periods?indicator=${pm25}&area=${area}`);
    const text = await answer.text();
    expect(text).not.toMatch(/rahasia|operator/i);
    expect(
      (JSON.parse(text) as AlarmPeriods).items.map(({ from, to, state }) => [
        from - begun,
        to && to - begun,
        state,
      ]),
    ).toEqual([
      [0, hour, 'suppressed'],
      [hour, 2 * hour, 'unacknowledged'],
    ]);
  });
});
