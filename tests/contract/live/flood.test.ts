import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { connectStock, type LiveServer, startLiveServer } from '../../support/liveServer.ts';
import { pause } from '../../support/pause.ts';

let server: LiveServer;
const opened: WebSocket[] = [];
beforeEach(async () => {
  server = await startLiveServer();
});
afterEach(async () => {
  for (const raw of opened.splice(0)) raw.terminate();
  await server.close();
});

/** A connection to `/live` that speaks the raw protocol. */
async function openRaw(): Promise<WebSocket> {
  const raw = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`);
  opened.push(raw);
  raw.on('error', () => undefined);
  await once(raw, 'message');
  raw.send('40/live,');
  await once(raw, 'message');
  return raw;
}

async function expectServing(): Promise<void> {
  const client = await connectStock(server.url, ['websocket']);
  expect((await client.subscribe({ topics: ['all'] })).records).toHaveLength(3);
  client.close();
}

describe('a flood below the events of /live', () => {
  it.each([
    ['10,000 tiny events', '42/live,["x"]'],
    ['10,000 pongs', '3'],
    ['10,000 namespaces that are not there', '40/admin,'],
    ['10,000 acks that nobody waits for', '43/live,7[]'],
    ['10,000 packets of no type', '9'],
    ['large messages without end', `42/live,["x","${'y'.repeat(60_000)}"]`],
  ])('P2 closes who sends %s, and serves everyone else', async (_case, text) => {
    const raw = await openRaw();
    const closed = once(raw, 'close');
    for (let count = 0; count < 10_000 && raw.readyState === WebSocket.OPEN; count += 1) {
      raw.send(text);
      if (raw.bufferedAmount > 4_000_000) await pause(5);
    }
    await closed;
    await expectServing();
    const { closedForFlood, closedForAbuse, sockets } = server.namespace.figures();
    // A packet of no type ends the connection by itself.
    if (text !== '9') expect(closedForFlood + closedForAbuse).toBeGreaterThan(0);
    expect(sockets).toBeLessThanOrEqual(1);
  });

  it('P2 lets a screen subscribe as often as it may', async () => {
    const client = await connectStock(server.url, ['websocket']);
    for (let count = 0; count < 20; count += 1) {
      const topics = Array.from({ length: 64 }, (_, index) => `indicator:environment-s${index}`);
      await client.subscribe({ topics });
    }
    expect(server.namespace.figures()).toMatchObject({ closedForFlood: 0, closedForAbuse: 0 });
    client.close();
  });

  it('P2 goes on beside 300 connections that say nothing', async () => {
    const idle = Array.from({ length: 300 }, () => connectTcp(server.port, '127.0.0.1'));
    for (const socket of idle) socket.on('error', () => undefined);
    for (const socket of idle.slice(0, 100))
      socket.write('GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nX-');
    for (const socket of idle.slice(100, 200))
      socket.write(
        'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n4',
      );
    await pause(50);
    await expectServing();
    for (const socket of idle) socket.destroy();
  });

  it.each([
    ['10 binary parts announced', '4510-/live,["live:subscribe",{"_placeholder":true,"num":0}]'],
    ['a million binary parts announced', '451000000-/live,["live:subscribe",{"_placeholder":true,"num":0}]'],
    ['a placeholder that points nowhere', '451-/live,1["live:subscribe",{"_placeholder":true,"num":-1}]'],
    ['numbers that JSON does not know', '42/live,1["live:subscribe",{"topics":[NaN]}]'],
    ['an ack number beyond all bounds', '42/live,99999999999999999999["live:subscribe",{"topics":["all"]}]'],
    ['an array of 30,000 topics', `42/live,1["live:subscribe",{"topics":[${'1,'.repeat(29_999)}1]}]`],
    ['a namespace of 60,000 letters', `40/${'a'.repeat(60_000)},`],
    ['a connect with a large token', `40/live,{"token":"${'a'.repeat(60_000)}"}`],
  ])('P2 survives %s', async (_case, text) => {
    const raw = await openRaw();
    raw.send(text);
    raw.send(Buffer.from('stray binary'));
    await pause(60);
    await expectServing();
  });

  it('P2 refuses a polling body that is too large, and one that is no packets', async () => {
    const url = `${server.url}/socket.io/?EIO=4&transport=polling`;
    const open = await (await fetch(url)).text();
    const sid = /"sid":"([^"]+)"/.exec(open)?.[1] ?? '';
    const large = await fetch(`${url}&sid=${sid}`, { method: 'POST', body: 'x'.repeat(100_000) }).catch(
      () => null,
    );
    expect([413, undefined]).toContain(large?.status);
    const again = /"sid":"([^"]+)"/.exec(await (await fetch(url)).text())?.[1] ?? '';
    await fetch(`${url}&sid=${again}`, { method: 'POST', body: '\u001e\u001e\u001e{{{' }).catch(() => null);
    await fetch(`${url}&sid=unknown`, { method: 'POST', body: '2' }).catch(() => null);
    await expectServing();
  });
});
