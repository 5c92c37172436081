import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyFrames, applySubscribed, type LiveFrame } from '#shared/delta/applyFrame.ts';
import { decodeRows } from '#shared/delta/rows.ts';
import { liveSchemas, subscribedSchema } from '#shared/protocol/live.ts';
import {
  connectStock,
  type LiveServer,
  type StockClient,
  startLiveServer,
} from '../../support/liveServer.ts';
import { pause } from '../../support/pause.ts';

let server: LiveServer;
const clients: StockClient[] = [];

const connect = async (transports?: string[]): Promise<StockClient> => {
  const client = await connectStock(server.url, transports);
  clients.push(client);
  return client;
};

beforeEach(async () => {
  server = await startLiveServer();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
});

describe('the stream of /live', () => {
  it.each([[['websocket']], [['polling']]])(
    'P5 answers with everything in the topics over %j',
    async (transports) => {
      const client = await connect(transports);
      const answer = await client.subscribe({ topics: ['all'] });
      expect(subscribedSchema.safeParse(answer).success).toBe(true);
      expect(answer).toMatchObject({ protocol: 1, epoch: 'e1', seq: 3, kind: 'snapshot', mode: 'test' });
      expect(answer.records.map(({ value }) => value)).toEqual([1, 2, 3]);
      expect(answer.events).toBeUndefined();
      server.write([1]);
      expect((await client.hear('live:delta')).records).toHaveLength(1);
    },
  );

  it('P5 loses nothing between the snapshot and the first frame', async () => {
    const client = await connect(['websocket']);
    const pulse = setInterval(() => server.write([1]), 1);
    const answer = await client.subscribe({ topics: ['all'] });
    await pause(300);
    clearInterval(pulse);
    const last = server.write([2]);
    await client.hear('live:delta', (frame) => frame.seq === last);
    let own = answer.seq;
    for (const frame of client.heard) {
      if (frame.seq <= own) continue;
      expect(frame.prev).toBeLessThanOrEqual(own);
      own = frame.seq;
    }
    expect(own).toBe(last);
  });

  it('P4 serves only the topics asked for, and a second subscription replaces the first', async () => {
    const client = await connect();
    const one = await client.subscribe({ topics: ['indicator:environment-s1'] });
    expect(one.records).toHaveLength(1);
    const two = await client.subscribe({ topics: ['indicator:environment-s2', 'events'] });
    expect([two.records.map(({ indicator }) => indicator), two.events]).toEqual([['environment-s2'], []]);
    server.write([1, 3]);
    const last = server.write([2]);
    await client.hear('live:delta', ({ seq }) => seq === last);
    expect(
      client.heard
        .flatMap((frame) => (frame.name === 'live:delta' ? frame.records : []))
        .map((r) => r.indicator),
    ).toEqual(['environment-s2']);
  });

  it('P4 knows pillars and areas', async () => {
    const client = await connect();
    expect((await client.subscribe({ topics: ['pillar:environment'] })).records).toHaveLength(3);
    expect((await client.subscribe({ topics: ['pillar:economy'] })).records).toHaveLength(0);
    expect((await client.subscribe({ topics: ['area:32.16'] })).records).toHaveLength(3);
    expect((await client.subscribe({ topics: ['area:32.16.09'] })).records).toHaveLength(0);
  });

  it('P6 sends the first change at once and later ones at most every 100 ms, latest per series', async () => {
    const client = await connect(['websocket']);
    await client.subscribe({ topics: ['all'] });
    const startedAt = performance.now();
    const first = server.write([1]);
    await client.hear('live:delta', ({ seq }) => seq === first);
    expect(performance.now() - startedAt).toBeLessThan(80);
    let last = first;
    for (let round = 0; round < 100; round += 1) {
      last = server.write([1, 2]);
      await pause(5);
    }
    await client.hear('live:delta', ({ seq }) => seq === last);
    const deltas = client.heard.filter((frame) => frame.name === 'live:delta');
    const elapsedMs = performance.now() - startedAt;
    expect(deltas.length).toBeLessThanOrEqual(elapsedMs / 100 + 2);
    for (const frame of deltas.slice(1)) expect(frame.records.length).toBeLessThanOrEqual(2);
  });

  it('P6 sends the first change at once and later ones at most every second to who asks for calm', async () => {
    const client = await connect();
    const quick = await connect();
    await client.subscribe({ topics: ['all'], pace: 'calm' });
    await quick.subscribe({ topics: ['all'] });
    const startedAt = performance.now();
    const first = server.write([1]);
    await client.hear('live:delta', ({ seq }) => seq === first);
    expect(performance.now() - startedAt).toBeLessThan(500);
    let last = first;
    while (performance.now() - startedAt < 1_600) {
      last = server.write([1, 2]);
      await pause(20);
    }
    await client.hear('live:delta', ({ seq }) => seq === last);
    const deltas = client.heard.filter((frame) => frame.name === 'live:delta');
    expect(deltas.length).toBeLessThanOrEqual(Math.ceil((performance.now() - startedAt) / 1_000) + 1);
    expect(quick.heard.length).toBeGreaterThan(deltas.length);
    // The latest of each series, with the instants that it has: calm makes nothing look younger.
    const held = server.liveState.listChanges();
    for (const record of deltas.at(-1)?.records ?? []) {
      const own = [...held].find((one) => one.record.indicator === record.indicator)?.record;
      expect([record.value, record.observedAt]).toEqual([own?.value, own?.observedAt]);
    }
  });

  it('P6 chains every frame to the one before', async () => {
    const client = await connect();
    let own = (await client.subscribe({ topics: ['all', 'feeds'] })).seq;
    for (let round = 0; round < 5; round += 1) {
      server.write([1]);
      server.writeFeed('f');
      await pause(60);
    }
    const last = server.write([2]);
    await client.hear('live:delta', ({ seq }) => seq === last);
    for (const frame of client.heard) {
      expect([frame.prev, frame.seq > own]).toEqual([own, true]);
      own = frame.seq;
    }
  });

  it('P7 resumes with all that changed since, and nothing else', async () => {
    const client = await connect();
    const { epoch, seq } = await client.subscribe({ topics: ['all', 'events', 'feeds'] });
    client.close();
    server.write([2]);
    server.writeEvent('quake');
    const again = await connect();
    const answer = await again.subscribe({ topics: ['all', 'events', 'feeds'], resume: { epoch, seq } });
    expect(answer).toMatchObject({ kind: 'delta', seq: server.liveState.seq, feeds: [] });
    expect(answer.records.map(({ indicator }) => indicator)).toEqual(['environment-s2']);
    expect(answer.events?.map(({ id }) => id)).toEqual(['quake']);
  });

  it.each([
    ['another epoch', { epoch: 'other', seq: 1 }],
    ['a seq ahead of the server', { epoch: 'e1', seq: 99 }],
  ])('P7 answers %s with a snapshot', async (_case, resume) => {
    const client = await connect();
    const answer = await client.subscribe({ topics: ['all'], resume });
    expect([answer.kind, answer.records.length]).toEqual(['snapshot', 3]);
  });

  it('P8 sends events and links in the same chain, each version of an event', async () => {
    const client = await connect();
    const { seq } = await client.subscribe({ topics: ['all', 'events', 'feeds'] });
    server.writeEvent('a');
    server.write([1]);
    server.writeEvent('a');
    server.writeFeed('f');
    const last = server.writeFeed('f');
    await client.hear('live:feed', (frame) => frame.seq === last);
    expect(client.heard.map(({ name, prev, seq: own }) => [name, prev - seq, own - seq])).toEqual([
      ['live:event', 0, 1],
      ['live:delta', 1, 2],
      ['live:event', 2, 3],
      ['live:feed', 3, 5],
    ]);
    for (const { name, ...frame } of client.heard)
      expect(liveSchemas[name].safeParse(frame).success).toBe(true);
  });

  it('P9 beats within 2 s of silence and takes the client to the head', async () => {
    const client = await connect();
    await client.subscribe({ topics: ['indicator:environment-s1'] });
    const subscribedAt = performance.now();
    const elsewhere = server.write([2]);
    const beat = await client.hear('live:beat');
    expect(performance.now() - subscribedAt).toBeLessThan(2_000);
    expect(beat).toMatchObject({ epoch: 'e1', prev: 3, seq: elsewhere });
    const next = server.write([1]);
    expect((await client.hear('live:delta')).prev).toBe(elsewhere);
    expect((await client.hear('live:delta')).seq).toBe(next);
  });

  it('P10 gives the same records as rows as P11 gives in full', async () => {
    const full = await connect();
    const short = await connect();
    const records = await full.subscribe({ topics: ['all'] });
    const rows = await short.subscribe({ topics: ['all'], encoding: 'rows' });
    expect(rows.records).toEqual([]);
    expect(decodeRows(rows.rows ?? [], rows.serverAt, new Map(rows.heads))).toEqual(records.records);
    server.write([1]);
    const plain = await short.hear('live:delta');
    expect([plain.heads, plain.rows?.length]).toEqual([undefined, 1]);
    const last = server.write([1], { value: null, quality: 'bad' });
    const changed = await short.hear('live:delta', ({ seq }) => seq === last);
    expect(changed.heads).toHaveLength(1);
    const self = await full.hear('live:delta', ({ seq }) => seq === last);
    expect(decodeRows(changed.rows ?? [], changed.at, new Map(changed.heads))).toEqual(self.records);
    expect(self.records[0]).toMatchObject({ value: null, quality: 'bad' });
  });

  it('P12 tells its time with every answer and frame', async () => {
    const client = await connect();
    const before = Date.now();
    const answer = await client.subscribe({ topics: ['all'], encoding: 'rows' });
    server.write([1]);
    const { at } = await client.hear('live:delta');
    expect(answer.serverAt).toBeGreaterThanOrEqual(before);
    expect(at).toBeGreaterThanOrEqual(answer.serverAt);
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    await pause(150);
    const later = await (await connect()).subscribe({ topics: ['all'], encoding: 'rows' });
    expect(later.serverAt).toBeGreaterThan(at);
  });

  it('P7 brings a client that missed frames to the state of the server', async () => {
    const client = await connect();
    const topics = ['all', 'events', 'feeds'];
    let state = applySubscribed(null, await client.subscribe({ topics, encoding: 'rows' }));
    server.write([1]);
    await client.hear('live:delta');
    client.heard.length = 0;
    server.write([7]);
    const frame = await client.hear('live:delta');
    const { verdict } = applyFrames(state!, [{ name: 'live:delta', frame } as LiveFrame]);
    expect(verdict).toBe('resume');
    const resume = { epoch: state!.epoch, seq: state!.seq };
    state = applySubscribed(state, await client.subscribe({ topics, encoding: 'rows', resume }));
    expect([...state!.records.values()]).toEqual(
      [...server.liveState.listChanges()].map(({ record }) => record),
    );
  });
});
