import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { maxChannels } from '#shared/protocol/limits.ts';
import { refusalCodes } from '#shared/protocol/refusal.ts';
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

const start = async (options?: LiveServerOptions): Promise<void> => {
  server = await startLiveServer(options);
};
const connect = async (): Promise<StockClient> => {
  const client = await connectStock(server.url, ['websocket']);
  clients.push(client);
  return client;
};
/** Speaks the raw protocol, so that what no stock client would send can be sent. */
const openRaw = async (): Promise<WebSocket> => {
  const raw = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`);
  await once(raw, 'message');
  raw.send('40/live,');
  await once(raw, 'message');
  return raw;
};
const expectServing = async (): Promise<void> => {
  const client = await connect();
  expect((await client.subscribe({ topics: ['all'] })).records).toHaveLength(3);
};

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.close();
});

const badPayloads: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['text', 'all'],
  ['an array', []],
  ['an empty object', {}],
  ['no topics', { topics: [] }],
  ['an unknown topic', { topics: ['everything'] }],
  ['a topic of another type', { topics: [1] }],
  ['an unknown pillar', { topics: ['pillar:space'] }],
  ['a malformed area', { topics: ['area:bekasi'] }],
  ['a malformed indicator', { topics: ['indicator:A B'] }],
  ['too many topics', { topics: Array.from({ length: 65 }, (_, index) => `indicator:i${index}`) }],
  ['an unknown encoding', { topics: ['all'], encoding: 'binary' }],
  ['a negative resume', { topics: ['all'], resume: { epoch: 'e1', seq: -1 } }],
  ['a resume of other types', { topics: ['all'], resume: { epoch: 1, seq: 'x' } }],
  ['an extra field', { topics: ['all'], admin: true }],
  ['binary', Buffer.from('all')],
];

describe('the door of /live', () => {
  it.each(badPayloads)('P1 refuses %s as invalid and serves on', async (_case, payload) => {
    await start();
    const client = await connect();
    expect(await client.ask('live:subscribe', payload)).toMatchObject({ ok: false, code: 'invalid' });
    expect((await client.subscribe({ topics: ['all'] })).records).toHaveLength(3);
    expect(server.namespace.figures().refused).toEqual({ invalid: 1 });
  });

  it.each(['live:unsubscribe', 'error', '__proto__', 'constructor', 'toString', ''])(
    'P2 refuses the unknown event %j',
    async (name) => {
      await start();
      const client = await connect();
      expect(await client.ask(name, {})).toMatchObject({ ok: false, code: 'unknown_event' });
      await expectServing();
    },
  );

  it('P1 carries out a request without an ack and answers nothing', async () => {
    await start();
    const client = await connect();
    client.socket.emit('live:subscribe', { topics: ['all'] });
    client.socket.emit('live:subscribe', { topics: 'wrong' });
    client.socket.emit('live:nothing');
    client.socket.emit('live:subscribe', { topics: ['all'] }, 'not a function');
    await pause(100);
    server.write([1]);
    await client.hear('live:delta');
    expect(server.namespace.figures().refused).toEqual({ invalid: 2, unknown_event: 1 });
  });

  it('P1 answers with codes of the closed list only', async () => {
    await start({ limits: { dispatch: { burst: 3, perSecond: 0 } } });
    const client = await connect();
    const answers = await Promise.all([
      client.ask('live:subscribe', 1),
      client.ask('nothing', 1),
      client.ask('live:subscribe', { topics: ['all'], protocol: 99 }),
      client.ask('live:subscribe', { topics: ['all'] }),
    ]);
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes).toEqual(['invalid', 'unknown_event', 'version', 'rate']);
    expect(codes.every((code) => (refusalCodes as readonly string[]).includes(code))).toBe(true);
  });

  it('P3 refuses another version of the protocol and takes its own', async () => {
    await start();
    const client = await connect();
    const refused = await client.ask('live:subscribe', { topics: ['all'], protocol: 2 });
    expect(refused).toMatchObject({ ok: false, code: 'version' });
    expect((await client.subscribe({ topics: ['all'], protocol: 1 })).protocol).toBe(1);
  });

  it('P2 leaves prototypes alone', async () => {
    await start();
    const raw = await openRaw();
    raw.send('42/live,1["live:subscribe",{"topics":["all"],"__proto__":{"polluted":1}}]');
    raw.send('42/live,2["live:subscribe",{"topics":["all"],"constructor":{"prototype":{"polluted":1}}}]');
    raw.send('42/live,3["__proto__",{"polluted":1}]');
    await pause(100);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(server.namespace.figures().refused['unknown_event']).toBe(1);
    await expectServing();
    raw.terminate();
  });

  it.each([
    ['text that is no packet', 'hello'],
    ['broken JSON', '42/live,["live:subscribe",{'],
    ['an event without a name', '42/live,[]'],
    ['a number as a name', '42/live,7[5,{}]'],
    ['an object as a name', '42/live,[{}]'],
    ['a reserved name', '42/live,["disconnect","x"]'],
    ['an ack that nobody waits for', '43/live,99[{}]'],
    ['a connect error', '44/live,{"message":"x"}'],
    ['a binary packet without its parts', '451-/live,["live:subscribe",{"_placeholder":true,"num":0}]'],
    ['a second connect', '40/live,'],
    ['another namespace', '40/admin,'],
    ['deep nesting', `42/live,1["live:subscribe",${'['.repeat(20_000)}${']'.repeat(20_000)}]`],
    ['a message that is too large', `42/live,1["live:subscribe","${'x'.repeat(70_000)}"]`],
  ])('P2 survives %s', async (_case, text) => {
    await start();
    const raw = await openRaw();
    raw.on('error', () => undefined);
    raw.send(text);
    await pause(60);
    await expectServing();
    raw.terminate();
  });

  it('P2 closes a socket that keeps sending what is refused', async () => {
    await start({ limits: { dispatch: { burst: 1_000, faultsPerMinute: 10 } } });
    const client = await connect();
    const closed = new Promise<void>((resolve) => client.socket.once('disconnect', () => resolve()));
    for (let index = 0; index < 11; index += 1) client.socket.emit('live:nothing', {});
    await closed;
    expect(server.namespace.figures().closedForAbuse).toBe(1);
    await expectServing();
  });

  it('P4 refuses one subscription too many with busy', async () => {
    await start({ limits: { dispatch: { burst: 1_000 } } });
    const wanted = Math.ceil((maxChannels + 1) / 2);
    const busy: string[] = [];
    const pool = await Promise.all(Array.from({ length: wanted * 2 }, connect));
    for (const [index, client] of pool.entries()) {
      const answer = await client.ask('live:subscribe', { topics: [`indicator:i${index}`] });
      if (!answer.ok) busy.push(answer.code);
    }
    expect(busy).toEqual(Array.from({ length: wanted * 2 - maxChannels }, () => 'busy'));
    const screen = await connect();
    expect((await screen.subscribe({ topics: ['all', 'events'] })).records).toHaveLength(3);
    for (const client of clients.splice(0, 5)) client.close();
    await pause(100);
    expect((await pool.at(-1)!.subscribe({ topics: ['indicator:later'] })).records).toEqual([]);
  });

  it('P13 stops the frames of a reader that does not read, and closes it when it stays so', async () => {
    await start({ limits: { guard: { bytes: 50_000, messages: 50, closeMs: 600 } } });
    const raw = connectTcp(server.port, '127.0.0.1');
    const key = Buffer.from('0123456789abcdef').toString('base64');
    raw.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    await once(raw, 'data');
    raw.write(toMaskedFrame('40/live,'));
    await once(raw, 'data');
    raw.write(toMaskedFrame('42/live,1["live:subscribe",{"topics":["all"]}]'));
    await once(raw, 'data');
    raw.pause();
    const bulk = Array.from({ length: 1_500 }, (_, index) => index + 1);
    const until = Date.now() + 15_000;
    while (server.namespace.figures().paused === 0 && Date.now() < until) {
      server.write(bulk);
      await pause(30);
    }
    expect(server.namespace.figures().paused).toBe(1);
    while (server.namespace.figures().closed === 0 && Date.now() < until) await pause(30);
    expect(server.namespace.figures()).toMatchObject({ closed: 1, slow: 0, sockets: 0 });
    raw.destroy();
  });

  it('P13 gives a reader that drained what it missed, in the same chain', async () => {
    await start({ limits: { guard: { bytes: 50_000, messages: 50, closeMs: 15_000 } } });
    const client = await connect();
    let own = (await client.subscribe({ topics: ['all', 'events'] })).seq;
    const stream = (client.socket.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } })
      .ws;
    stream.pause();
    const bulk = Array.from({ length: 1_500 }, (_, index) => index + 1);
    const until = Date.now() + 15_000;
    while (server.namespace.figures().paused === 0 && Date.now() < until) {
      server.write(bulk);
      await pause(30);
    }
    // What it asks for now would pile up behind what it does not read.
    const late = client.ask('live:subscribe', { topics: ['all', 'events'] });
    server.writeEvent('missed');
    const last = server.write([9_999]);
    await pause(200);
    stream.resume();
    expect(await late).toMatchObject({ ok: false, code: 'busy' });
    await client.hear('live:delta', ({ seq }) => seq === last);
    for (const frame of client.heard) {
      if (frame.seq <= own) continue;
      expect(frame.prev).toBeLessThanOrEqual(own);
      own = frame.seq;
    }
    expect(client.heard.some((frame) => frame.name === 'live:event')).toBe(true);
    expect(own).toBe(last);
    const next = server.write([1]);
    await client.hear('live:delta', ({ seq }) => seq === next);
    expect(server.namespace.figures()).toMatchObject({ slow: 0, closed: 0 });
  });

  it('P14 lets a crowd in at a bounded rate, and all of it', async () => {
    await start({ limits: { admission: { perSecond: 100, burst: 5, waiting: 50 } } });
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: 30 }, connect));
    expect(performance.now() - startedAt).toBeGreaterThan(150);
    expect(server.namespace.figures()).toMatchObject({ sockets: 30, turnedAway: 0 });
  });

  it('P14 turns away whom it cannot let wait, and a stock client comes back by itself', async () => {
    await start({ limits: { admission: { perSecond: 10, burst: 1, waiting: 1 } } });
    await Promise.all(Array.from({ length: 4 }, connect));
    expect(server.namespace.figures().turnedAway).toBeGreaterThan(0);
    expect(server.namespace.figures().sockets).toBe(4);
  });
});

/** A masked WebSocket text frame of less than 64 KiB with a zero mask. */
function toMaskedFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head =
    body.length < 126 ? [0x81, 0x80 | body.length] : [0x81, 0xfe, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), body]);
}
