import { Agent, request } from 'node:http';
import { listPushableSeries, type PushableSeries } from '../support/api.ts';
import { pause } from '../support/pause.ts';
import { createToken, startServer } from '../support/server.ts';
import { startHost } from './hostChannel.ts';

/** One side of a comparison: takes readings over HTTP and hands frames to sockets. */
export interface Lane {
  readonly port: number;
  readonly isBare: boolean;
  readonly headers: Readonly<Record<string, string>>;
  /** CPU time of all threads of the process so far, milliseconds. */
  readCpuMs(): Promise<number>;
}

/** The real server, started as `npm start` does, and the bare relay. */
export interface Lanes {
  readonly ours: Lane;
  readonly bare: Lane;
  /** Series of one agency that take readings at any instant. */
  readonly series: readonly PushableSeries[];
  stop(): Promise<void>;
}

async function readServerCpuMs(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const seconds = /^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1];
  if (seconds === undefined) throw new Error('the server does not tell its CPU time');
  return Number(seconds) * 1000;
}

/** Starts both sides with `count` series to push. */
export async function openLanes(count: number): Promise<Lanes> {
  const server = await startServer();
  const bare = await startHost('./bareRelay.ts');
  const { agency, series } = await listPushableSeries(server.url, count);
  const token = createToken(server, agency);
  return {
    ours: {
      port: server.port,
      isBare: false,
      headers: { authorization: `Bearer ${token}` },
      readCpuMs: () => readServerCpuMs(server.url),
    },
    bare: { port: bare.port, isBare: true, headers: {}, readCpuMs: bare.readCpuMs },
    series,
    async stop() {
      await bare.stop();
      await server.stop();
    },
  };
}

function post(lane: Lane, agent: Agent, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { agent, host: '127.0.0.1', port: lane.port, method: 'POST', path: '/api/v1/readings' };
    const headers = {
      ...lane.headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request({ ...options, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === 201 ? resolve() : reject(new Error(`answered ${answer.statusCode}`)),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A load that does not wait for answers: calls leave when they are due, over at most eight connections. */
export interface Load {
  readonly callsPerSecond: number;
  readonly seconds: number;
  /** Body of the next call. */
  readonly build: () => string;
  readonly onDue?: (call: number) => void;
  readonly onAck?: (call: number) => void;
}

/** Sends the load and resolves when everything is acknowledged. */
export async function sendLoad(lane: Lane, load: Load): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const begun = performance.now();
  const sends: Promise<void>[] = [];
  for (let call = 0; call < load.callsPerSecond * load.seconds; call += 1) {
    const dueMs = (call * 1000) / load.callsPerSecond - (performance.now() - begun);
    if (dueMs > 1) await pause(dueMs);
    const body = load.build();
    load.onDue?.(call);
    sends.push(post(lane, agent, body).then(() => load.onAck?.(call)));
  }
  await Promise.all(sends);
  agent.destroy();
}
