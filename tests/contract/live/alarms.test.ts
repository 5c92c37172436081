import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFrames, applySubscribed, type LiveFrame, type StreamState } from '#shared/delta/applyFrame.ts';
import { type Alarm, alarmSchema } from '#shared/model/alarm.ts';
import { liveSchemas, subscribedSchema } from '#shared/protocol/live.ts';
import { buildCondition, buildRule, buildStoredAlarm } from '../../support/alarmBuilders.ts';
import {
  connectStock,
  type LiveServer,
  type LiveServerOptions,
  type StockClient,
  startLiveServer,
} from '../../support/liveServer.ts';
import { pause } from '../../support/pause.ts';

let server: LiveServer;
const clients: StockClient[] = [];

const connect = async (): Promise<StockClient> => {
  const client = await connectStock(server.url, ['websocket']);
  clients.push(client);
  return client;
};
const river = buildRule('river');
const toAlarm = (key: string, more: Partial<Alarm> = {}): Alarm => ({
  ...buildStoredAlarm(buildCondition(river, key)).alarm,
  ...more,
});
const open = [toAlarm('a'), toAlarm('b', { state: 'shelved', shelvedUntil: 9 })];
const start = async (more: LiveServerOptions = {}) => {
  await server?.close();
  server = await startLiveServer({ seed: { alarms: open }, ...more });
};
const idsOf = (alarms: readonly Alarm[] | undefined) => alarms?.map(({ id, state }) => `${id} ${state}`);
const topics = ['all', 'alarms'];

beforeEach(() => start());
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
});

describe('alarms on /live', () => {
  it('P27 are asked for by name: without the topic there is neither list nor frame', async () => {
    const client = await connect();
    expect((await client.subscribe({ topics: ['all', 'events', 'feeds'] })).alarms).toBeUndefined();
    server.writeAlarms(toAlarm('c'));
    const last = server.write([1]);
    await client.hear('live:delta', ({ seq }) => seq === last);
    expect(client.heard.some(({ name }) => name === 'live:alarm')).toBe(false);
  });

  it('P27 stand in full in a snapshot and in the answer to a resume, though nothing of them changed', async () => {
    const client = await connect();
    const answer = await client.subscribe({ topics });
    expect(subscribedSchema.safeParse(answer).success).toBe(true);
    expect([answer.kind, idsOf(answer.alarms)]).toEqual([
      'snapshot',
      ['river|a unacknowledged', 'river|b shelved'],
    ]);
    const { epoch, seq } = answer;
    server.write([1]);
    const again = await (await connect()).subscribe({ topics, resume: { epoch, seq } });
    expect([again.kind, idsOf(again.alarms)]).toEqual(['delta', idsOf(open)]);
    expect((await (await connect()).subscribe({ topics: ['alarms'] })).records).toEqual([]);
  });

  it('P27 that became normal during a break are gone with the resume', async () => {
    const client = await connect();
    const answer = await client.subscribe({ topics });
    const held = applySubscribed(null, answer)!;
    client.close();
    server.writeAlarms({ ...open[0]!, state: 'normal', active: false }, toAlarm('c'));
    const again = await (await connect()).subscribe({
      topics,
      resume: { epoch: answer.epoch, seq: answer.seq },
    });
    expect(again.kind).toBe('delta');
    expect(idsOf(applySubscribed(held, again)?.alarms)).toEqual([
      'river|b shelved',
      'river|c unacknowledged',
    ]);
  });

  it('P27 come in the chain of everything else, the newest version of each, and normal once more', async () => {
    const client = await connect();
    const { seq } = await client.subscribe({ topics: ['all', 'alarms', 'feeds'] });
    server.writeAlarms(toAlarm('c', { count: 1 }), toAlarm('c', { count: 2 }));
    server.write([1]);
    const over = { ...open[0]!, state: 'normal' as const, active: false };
    const last = server.writeAlarms(over);
    await client.hear('live:alarm', (frame) => frame.seq === last);
    const frames = client.heard.map(({ name, prev, seq: own }) => [name, prev - seq, own - seq]);
    expect(frames).toEqual([
      ['live:alarm', 0, 2],
      ['live:delta', 2, 3],
      ['live:alarm', 3, 4],
    ]);
    const alarmFrames = client.heard.filter((frame) => frame.name === 'live:alarm');
    expect(alarmFrames.map(({ alarms }) => alarms.map(({ id, count }) => [id, count]))).toEqual([
      [['river|c', 2]],
      [['river|a', 1]],
    ]);
    for (const { name, ...frame } of client.heard)
      expect(liveSchemas[name].safeParse(frame).success).toBe(true);
    expect(idsOf((await (await connect()).subscribe({ topics })).alarms)).toEqual([
      'river|b shelved',
      'river|c unacknowledged',
    ]);
  });

  it('P27 bring a screen to the state of the server, latest raised first', async () => {
    const client = await connect();
    let state: StreamState = applySubscribed(null, await client.subscribe({ topics }))!;
    server.writeAlarms(toAlarm('late', { raisedAt: 50 }), { ...open[1]!, state: 'normal' });
    const last = server.writeAlarms({ ...open[0]!, state: 'acknowledged' });
    await client.hear('live:alarm', ({ seq }) => seq === last);
    const frames = client.heard.map(({ name, ...frame }) => ({ name, frame }) as LiveFrame);
    state = applyFrames(state, frames).state;
    expect(idsOf(state.alarms)).toEqual(['river|late unacknowledged', 'river|a acknowledged']);
    expect(new Map(state.alarms.map((one) => [one.id, one]))).toEqual(
      new Map(server.liveState.listAlarms().map((one) => [one.id, one])),
    );
  });

  it('P27 tell a slow reader all that are left, so that what became normal meanwhile is gone there too', async () => {
    await start({ limits: { guard: { bytes: 50_000, messages: 50, closeMs: 15_000 } } });
    const client = await connect();
    let state: StreamState = applySubscribed(null, await client.subscribe({ topics: ['all', 'alarms'] }))!;
    const { ws: stream } = client.socket.io.engine.transport as unknown as {
      ws: { pause(): void; resume(): void };
    };
    stream.pause();
    const bulk = Array.from({ length: 1_500 }, (_, index) => index + 1);
    const until = Date.now() + 15_000;
    while (server.namespace.figures().paused === 0 && Date.now() < until) {
      server.write(bulk);
      await pause(30);
    }
    expect(server.namespace.figures().paused).toBe(1);
    server.writeAlarms({ ...open[0]!, state: 'normal', active: false });
    server.writeAlarms(toAlarm('c'));
    server.write([9_999]);
    stream.resume();
    const frame = await client.hear('live:alarm');
    expect([frame.complete, idsOf(frame.alarms)]).toEqual([
      true,
      ['river|b shelved', 'river|c unacknowledged'],
    ]);
    const frames = client.heard.map(({ name, ...one }) => ({ name, frame: one }) as LiveFrame);
    const applied = applyFrames(state, frames);
    expect(applied.verdict).not.toBe('resume');
    state = applied.state;
    expect(idsOf(state.alarms)).toEqual(['river|b shelved', 'river|c unacknowledged']);
    expect(state.records.size).toBe([...server.liveState.listChanges()].length);
  });

  it('P27 name no person and hold nothing that people wrote to each other', async () => {
    const fields = Object.keys(alarmSchema.shape);
    for (const secret of ['acknowledgedBy', 'assignee', 'comment', 'guidance', 'log', 'by'])
      expect(fields).not.toContain(secret);
    const client = await connect();
    const answer = await client.subscribe({ topics });
    server.writeAlarms(toAlarm('c'));
    const frame = await client.hear('live:alarm');
    for (const alarm of [...(answer.alarms ?? []), ...frame.alarms])
      expect(Object.keys(alarm).filter((key) => !fields.includes(key))).toEqual([]);
  });
});
