import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { findSensorIndicator } from '../support/api.ts';
import { pause } from '../support/seeded.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { type Comparison, interleave, toQuantile } from './measure.ts';

const area = '32.16';
const batchSize = 100;
const connections = 8;
const singlesPerSecond = 100;
/** Instants that no earlier batch used, going up. */
let nextAt = Date.UTC(2020, 0, 1);

function buildBody(indicator: string, size: number): string {
  const readings = Array.from({ length: size }, (_, index) => {
    nextAt += 1_000;
    return { indicator, area, value: index % 300, observedAt: new Date(nextAt).toISOString() };
  });
  return JSON.stringify({ readings });
}

/** Sends one body over a kept connection and resolves with the status once the answer has come. */
export function postBody(server: TestServer, agent: Agent, token: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        port: server.port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/v1/readings',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

interface Target {
  readonly server: TestServer;
  readonly token: string;
  readonly indicator: string;
}

async function measureBatches(target: Target, batches: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const bodies = Array.from({ length: batches }, () => buildBody(target.indicator, batchSize));
  const begun = performance.now();
  const send = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const status = await postBody(target.server, agent, target.token, body);
      if (status !== 201) throw new Error(`ingest answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, send));
  agent.destroy();
  return (batches * batchSize) / ((performance.now() - begun) / 1000);
}

async function measureSingles(target: Target, count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now();
  const spent = Array.from({ length: count }, async (_, index) => {
    await pause(index * (1000 / singlesPerSecond) - (performance.now() - begun));
    const sentAt = performance.now();
    const status = await postBody(target.server, agent, target.token, buildBody(target.indicator, 1));
    if (status !== 201) throw new Error(`ingest answered ${status}`);
    return performance.now() - sentAt;
  });
  const all = await Promise.all(spent);
  agent.destroy();
  return toQuantile(all, 0.99);
}

/** Bare prepared inserts into a table clustered by (series, time), same durability as ours. */
function openBare(folder: string) {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = FULL');
  db.exec(
    'create table r (series int, at int, value real, recorded int, primary key (series, at)) without rowid',
  );
  const insert = db.prepare('insert into r values (1, ?, ?, ?)');
  const writeBatch = db.transaction((size: number) => {
    for (let index = 0; index < size; index += 1) {
      nextAt += 1_000;
      insert.run(nextAt, index % 300, Date.now());
    }
  });
  return {
    async measureBatches(batches: number): Promise<number> {
      const begun = performance.now();
      for (let batch = 0; batch < batches; batch += 1) writeBatch(batchSize);
      return (batches * batchSize) / ((performance.now() - begun) / 1000);
    },
    async measureSingles(count: number): Promise<number> {
      const spent: number[] = [];
      for (let index = 0; index < count; index += 1) {
        await pause(1000 / singlesPerSecond);
        const begun = performance.now();
        writeBatch(1);
        spent.push(performance.now() - begun);
      }
      return toQuantile(spent, 0.99);
    },
    close: () => db.close(),
  };
}

/** Durable ingest over HTTP beside bare inserts. */
export async function benchIngest(isQuick: boolean): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-'));
  const server = await startServer();
  const bare = openBare(folder);
  const rounds = isQuick ? 2 : 5;
  const batches = isQuick ? 200 : 600;
  const singles = isQuick ? 200 : 1_000;
  try {
    const indicator = await findSensorIndicator(server.url);
    const target = { server, indicator: indicator.id, token: createToken(server, indicator.agency) };
    await measureBatches(target, 50);
    const rows = await interleave(
      rounds,
      () => measureBatches(target, batches),
      () => bare.measureBatches(batches),
    );
    const commits = await interleave(
      rounds,
      () => measureSingles(target, singles),
      () => bare.measureSingles(singles),
    );
    return [
      {
        name: 'durable ingest, batches of 100 over 8 connections',
        unit: 'rows/s',
        ...rows,
        bound: { kind: 'atLeast', ratio: 0.4 },
        note: 'bare prepared inserts, same durability',
      },
      {
        name: 'single readings at 100/s, p99',
        unit: 'ms',
        ...commits,
        bound: { kind: 'atMost', ratio: 5 },
        note: 'one bare durable commit, p99',
      },
    ];
  } finally {
    bare.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
