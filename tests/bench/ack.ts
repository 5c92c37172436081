import { Agent, request } from 'node:http';
import { findSensorIndicator } from '../support/api.ts';
import { pause } from '../support/seeded.ts';
import { createToken, startServer } from '../support/server.ts';
import { startHost } from './hostChannel.ts';
import { type Comparison, interleave, toQuantile } from './measure.ts';
import { openCrowd } from './sockets.ts';

const perSecond = 500;
const area = '32.16';
/** Values rise, so that a frame tells which readings it covers: conflation sends the latest alone. */
let nextThousandths = 100_001;

/** The next one that prints with three decimals. */
function stepOn(thousandths: number): number {
  return (thousandths + 1) % 10 === 0 ? thousandths + 2 : thousandths + 1;
}

interface Lane {
  readonly port: number;
  readonly isBare: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly indicator: string;
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

/** p99 over sockets and frames of the age of the oldest acknowledged reading that the frame is the first to cover. */
async function measureLane(lane: Lane, sockets: number, seconds: number): Promise<number> {
  const acknowledgedAt = new Map<number, number>();
  const oldestOf = new Map<number, number>();
  const delays: number[] = [];
  let newest = nextThousandths;
  const crowd = await openCrowd(lane.port, sockets, lane.isBare, (text) => {
    const now = performance.now();
    const value = Number((/\b\d{3}\.\d{3}(?=[,}\]])/.exec(text)?.[0] ?? '0').replace('.', ''));
    if (value > newest) {
      oldestOf.set(value, stepOn(newest));
      newest = value;
    }
    const ackAt = acknowledgedAt.get(oldestOf.get(value) ?? 0);
    if (ackAt !== undefined) delays.push(Math.max(0, now - ackAt));
  });
  await pause(500);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const begun = performance.now();
  const sends: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const dueMs = (index * 1000) / perSecond - (performance.now() - begun);
    if (dueMs > 1) await pause(dueMs);
    nextThousandths = stepOn(nextThousandths);
    const value = nextThousandths;
    const reading = {
      indicator: lane.indicator,
      area,
      value: value / 1000,
      observedAt: new Date().toISOString(),
    };
    sends.push(
      post(lane, agent, JSON.stringify({ readings: [reading] })).then(() => {
        acknowledgedAt.set(value, performance.now());
      }),
    );
  }
  await Promise.all(sends);
  await pause(500);
  crowd.close();
  agent.destroy();
  await pause(300);
  return toQuantile(delays, 0.99);
}

/** From HTTP acknowledgement to the sockets, beside a relay that stores nothing. */
export async function benchAck(isQuick: boolean): Promise<Comparison[]> {
  const server = await startServer();
  const bare = await startHost('./bareRelay.ts');
  const sockets = isQuick ? 200 : 1_000;
  try {
    const indicator = await findSensorIndicator(server.url);
    const token = createToken(server, indicator.agency);
    const ours = {
      port: server.port,
      isBare: false,
      headers: { authorization: `Bearer ${token}` },
      indicator: indicator.id,
    };
    const reference = { port: bare.port, isBare: true, headers: {}, indicator: indicator.id };
    const medians = await interleave(
      isQuick ? 2 : 5,
      () => measureLane(ours, sockets, isQuick ? 3 : 10),
      () => measureLane(reference, sockets, isQuick ? 3 : 10),
    );
    return [
      {
        name: `ack to socket, ${perSecond} singles/s to ${sockets} sockets, p99`,
        unit: 'ms',
        ...medians,
        bound: { kind: 'atMost', ratio: 2 },
        note: 'bare relay with the same conflation',
      },
    ];
  } finally {
    await bare.stop();
    await server.stop();
  }
}
