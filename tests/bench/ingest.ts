import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pause } from '../support/pause.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { buildRows, findSenders, type LoadRow, type Sender } from './ingestLoad.ts';
import type { SenderOrder, SenderReport } from './ingestSender.ts';
import { type Comparison, interleave, toQuantile } from './measure.ts';

const batchSize = 100;
const connections = 8;
const singlesPerSecond = 100;

interface Target {
  readonly server: TestServer;
  readonly senders: SenderOrder['senders'];
  readonly child: ChildProcess;
}

function toRate(perSender: number, elapsedMs: number): number {
  return (perSender * connections * batchSize) / (elapsedMs / 1000);
}

async function ask({ child, server }: Target, order: Omit<SenderOrder, 'port'>): Promise<SenderReport> {
  child.send({ ...order, port: server.port });
  const [report] = (await once(child, 'message')) as [SenderReport];
  return report;
}

/** Batches `from` on of every sender, over one kept connection each; rows a second. */
async function sendBatches(target: Target, from: number, count: number): Promise<number> {
  const { senders } = target;
  return toRate(count, (await ask(target, { senders, from, count, size: batchSize })).elapsedMs);
}

async function measureSingles(target: Target, from: number, count: number): Promise<number> {
  const senders = target.senders.slice(0, 1);
  const everyMs = 1_000 / singlesPerSecond;
  return toQuantile((await ask(target, { senders, from, count, size: 1, everyMs })).spentMs, 0.99);
}

/** Bare prepared inserts of the same batches into a table clustered by (series, time), same durability as ours. */
function openBare(folder: string, senders: readonly Sender[]) {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = FULL');
  db.exec(
    'create table r (series int, at int, value real, recorded int, primary key (series, at)) without rowid',
  );
  const insert = db.prepare('insert into r values (?, ?, ?, ?)');
  const write = db.transaction((rows: readonly LoadRow[]) => {
    const now = Date.now();
    for (const { number, observedAt, value } of rows) insert.run(number, observedAt, value, now);
  });
  return {
    async writeBatches(from: number, count: number): Promise<number> {
      const batches = Array.from({ length: count }, (_, index) =>
        senders.map((sender) => buildRows(sender, from + index, batchSize)),
      ).flat();
      const begun = performance.now();
      for (const rows of batches) write(rows);
      return toRate(count, performance.now() - begun);
    },
    /** On the same schedule as ours: a commit that came due while the one before still ran has waited for it. */
    async measureSingles(from: number, count: number): Promise<number> {
      const [sender] = senders;
      const spent: number[] = [];
      const startedAt = performance.now();
      let endedAt = startedAt;
      for (let index = 0; sender && index < count; index += 1) {
        const rows = buildRows(sender, from + index, 1);
        const dueAt = startedAt + index * (1000 / singlesPerSecond);
        const waited = endedAt > dueAt;
        if (!waited) await pause(dueAt - performance.now());
        const begun = waited ? dueAt : performance.now();
        write(rows);
        endedAt = performance.now();
        spent.push(endedAt - begun);
      }
      return toQuantile(spent, 0.99);
    },
    close: () => db.close(),
  };
}

/** Singles are measured at rest: what a flood of batches leaves to be rolled up is another matter, and done within seconds. */
async function waitForRollUps({ url }: TestServer): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    const text = await (await fetch(`${url}/metrics`)).text();
    if (/^simpul_store_rollup_lag 0$/m.test(text)) return;
    await pause(500);
  }
}

async function compare(target: Target, bare: ReturnType<typeof openBare>, isQuick: boolean) {
  const rounds = isQuick ? 3 : 5;
  const perRound = isQuick ? 50 : 150;
  const held = isQuick ? 250 : 1_250;
  // Both tables hold the same rows before the clock starts, and both sides are warm.
  await sendBatches(target, 0, held);
  await bare.writeBatches(0, held);
  const rows = await interleave(
    rounds,
    (round) => sendBatches(target, held + round * perRound, perRound),
    (round) => bare.writeBatches(held + round * perRound, perRound),
  );
  await waitForRollUps(target.server);
  const singles = isQuick ? 300 : 1_000;
  const singlesFrom = (held + (rounds + 1) * perRound) * batchSize;
  await measureSingles(target, singlesFrom - singles, singles);
  await bare.measureSingles(singlesFrom - singles, singles);
  const commits = await interleave(
    rounds,
    (round) => measureSingles(target, singlesFrom + round * singles, singles),
    (round) => bare.measureSingles(singlesFrom + round * singles, singles),
  );
  return { rows, commits, heldRows: held * connections * batchSize };
}

/** Durable ingest over HTTP beside bare inserts of the same batches. */
export async function benchIngest(isQuick: boolean): Promise<Comparison[]> {
  const folder = mkdtempSync(join(tmpdir(), 'simpul-bench-'));
  const server = await startServer();
  const child = fork(new URL('./ingestSender.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    const found = await findSenders(server.url, connections);
    const senders = found.map((one) => ({ ...one, token: createToken(server, one.agency) }));
    const bare = openBare(folder, senders);
    const { rows, commits, heldRows } = await compare({ server, senders, child }, bare, isQuick);
    bare.close();
    const series = senders.reduce((sum, one) => sum + one.series.length, 0);
    return [
      {
        name: `durable ingest, batches of 100 over 8 connections, ${series} series, ${heldRows / 1e6} million rows held`,
        unit: 'rows/s',
        ...rows,
        bound: { kind: 'atLeast', ratio: 0.4 },
        note: 'bare prepared inserts of the same batches, same durability',
      },
      {
        name: 'single readings at 100/s, p99',
        unit: 'ms',
        ...commits,
        bound: { kind: 'atMost', ratio: 5 },
        note: 'one bare durable commit at the same pace, p99',
      },
    ];
  } finally {
    child.kill();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
