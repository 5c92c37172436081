import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { refusalCodes } from '#shared/protocol/refusal.ts';
import { connectStock, type LiveServer, startLiveServer } from '../../support/liveServer.ts';
import { pause } from '../../support/pause.ts';

const seed = 3216;
let server: LiveServer;
beforeEach(async () => {
  const generous = { burst: 100_000, perSecond: 100_000 };
  server = await startLiveServer({
    limits: { dispatch: { ...generous, faultsPerMinute: 100_000 }, packets: generous },
  });
});
afterEach(() => server.close());

async function openRaw(): Promise<WebSocket> {
  const raw = new WebSocket(`ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`);
  raw.on('error', () => undefined);
  await once(raw, 'message');
  raw.send('40/live,');
  await once(raw, 'message');
  return raw;
}

const frame = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.tuple(fc.nat(9), fc.nat(9), fc.string({ maxLength: 40 })).map(([a, b, rest]) => `${a}${b}${rest}`),
  fc.tuple(fc.nat(9), fc.json()).map(([type, json]) => `4${type}/live,${json}`),
  fc.tuple(fc.nat(1_000), fc.jsonValue()).map(([id, value]) => {
    return `42/live,${id}${JSON.stringify(['live:subscribe', value])}`;
  }),
  fc
    .record(
      {
        topics: fc.array(
          fc.oneof(fc.constantFrom('all', 'events', 'pillar:economy', 'area:32.16'), fc.string()),
        ),
        resume: fc.oneof(fc.record({ epoch: fc.string(), seq: fc.double() }), fc.jsonValue()),
        encoding: fc.constantFrom('rows', 'records', 'binary', 7),
        protocol: fc.oneof(fc.integer(), fc.string()),
      },
      { requiredKeys: [] },
    )
    .map((payload) => `42/live,1${JSON.stringify(['live:subscribe', payload])}`),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
);

describe('whatever a socket sends (B6)', () => {
  it('P2 is refused or carried out, and every other screen is served on', async () => {
    const bystander = await connectStock(server.url, ['websocket']);
    await bystander.subscribe({ topics: ['all'] });
    let raw = await openRaw();
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 20 }), async (frames) => {
        if (raw.readyState !== WebSocket.OPEN) raw = await openRaw();
        for (const one of frames) if (raw.readyState === WebSocket.OPEN) raw.send(one);
        await pause(2);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      { seed, numRuns: 400 },
    );
    const last = server.write([1]);
    await bystander.hear('live:delta', ({ seq }) => seq === last);
    const codes = Object.keys(server.namespace.figures().refused);
    expect(codes.every((code) => (refusalCodes as readonly string[]).includes(code))).toBe(true);
    expect(codes).not.toContain('internal');
    expect(server.logged.filter((line) => line.includes('handler failed'))).toEqual([]);
    raw.terminate();
    bystander.close();
  });
});
