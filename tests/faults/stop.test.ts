import { connect } from 'node:net';
import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { findSensorIndicator, pushReadings, readHistory } from '../support/api.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';

const area = '32.16';
const beginsAt = Date.UTC(2026, 0, 1);

/** Connections of every kind that could hold a stop up; returns what ends them. */
async function openAll(server: TestServer): Promise<() => void> {
  const sockets = [['websocket'], ['polling']].map((transports) => {
    const socket = io(`${server.url}/live`, { forceNew: true, transports, reconnection: false });
    socket.emit('live:subscribe', { topics: ['all'] });
    return socket;
  });
  const beginnings = [
    '',
    'GET /api/v1/latest HTTP/1.1\r\nHost: x\r\nX-',
    'POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"rea',
    'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
  ];
  const raw = beginnings.map((text) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    if (text !== '') socket.write(text);
    return socket;
  });
  await pause(500);
  return () => {
    for (const socket of sockets) socket.disconnect();
    for (const socket of raw) socket.destroy();
  };
}

describe('a stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s ends with 0 beside open connections and loses nothing acknowledged',
    async (signal) => {
      const server = await startServer();
      const indicator = await findSensorIndicator(server.url);
      const token = createToken(server, indicator.agency);
      const closeAll = await openAll(server);
      const acknowledged: number[] = [];
      let isOver = false;
      const send = async (): Promise<void> => {
        for (let at = beginsAt; !isOver; at += 60_000) {
          const reading = { indicator: indicator.id, area, value: 1, observedAt: new Date(at).toISOString() };
          const answer = await pushReadings(server.url, token, [reading]).catch(() => null);
          if (answer === null) return;
          if (answer.status === 201) acknowledged.push(at);
        }
      };
      const sending = send();
      await pause(500);
      process.kill(server.pid(), signal);
      // A stop that takes longer than 10 s gives up and ends with 1.
      expect(await server.exit()).toBe(0);
      isOver = true;
      await sending;
      closeAll();
      expect(acknowledged.length).toBeGreaterThan(0);
      await server.start();
      const range = { indicator: indicator.id, area, from: beginsAt, to: acknowledged.at(-1) ?? beginsAt };
      const { points } = await readHistory(server.url, range);
      expect(points.map(([at]) => at)).toEqual(acknowledged);
      await server.stop();
    },
  );

  it('by a promise that nobody caught ends with 1 and one line that names it', async () => {
    const injected = 'process.on("SIGUSR2", () => Promise.reject(new Error("injected by the test")))';
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(injected)}` };
    const server = await startServer({ env });
    process.kill(server.pid(), 'SIGUSR2');
    expect(await server.exit()).toBe(1);
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line.includes('injected by the test'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 60, msg: 'unhandledRejection' });
    await server.start();
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await server.stop();
  });
});
