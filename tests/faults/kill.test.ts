import { describe, expect, it } from 'vitest';
import { createRandom } from '#shared/math/random.ts';
import { findSensorIndicator, pushReadings, readHistory } from '../support/api.ts';
import { pause } from '../support/pause.ts';
import { createDatabase } from '../support/postgres.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';

const area = '32.16';
const kills = 20;
const writers = 4;
const batchSize = 5;
const seed = 3216;
const beginsAt = Date.UTC(2026, 0, 1);
/** Apart enough that every writer has instants of its own. */
const writerSpanMs = 86_400_000 * 10;

interface Writer {
  readonly acknowledged: Map<number, number>;
  stop(): Promise<void>;
}

/** Sends batch after batch, each under one key until it is acknowledged, whatever happens to the server. */
function startWriter(server: TestServer, token: string, indicator: string, number: number): Writer {
  const acknowledged = new Map<number, number>();
  let stopping = false;
  const sendUntilAcknowledged = async (batch: number) => {
    const rows = Array.from({ length: batchSize }, (_, index) => {
      const count = batch * batchSize + index;
      return { at: beginsAt + number * writerSpanMs + count * 1000, value: (count % 500) + number };
    });
    const readings = rows.map((row) => ({
      indicator,
      area,
      value: row.value,
      observedAt: new Date(row.at).toISOString(),
    }));
    for (;;) {
      const answer = await pushReadings(server.url, token, readings, `writer-${number}-${batch}`).catch(
        () => null,
      );
      if (answer?.status === 201) break;
      if (answer && answer.status !== 503 && answer.status !== 429) {
        throw new Error(`refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
      await pause(20);
    }
    for (const row of rows) acknowledged.set(row.at, row.value);
  };
  const run = async () => {
    for (let batch = 0; !stopping; batch += 1) {
      await sendUntilAcknowledged(batch);
      await pause(5);
    }
  };
  const done = run();
  return {
    acknowledged,
    async stop() {
      stopping = true;
      await done;
    },
  };
}

/** History of one writer's instants, read in windows small enough to come back exact. */
async function readWritten(
  url: string,
  indicator: string,
  writer: Writer,
): Promise<(readonly [number, number | null])[]> {
  const instants = [...writer.acknowledged.keys()];
  const from = Math.min(...instants);
  const to = Math.max(...instants);
  const points: (readonly [number, number | null])[] = [];
  const windowMs = 5_000_000;
  for (let begin = from; begin <= to; begin += windowMs) {
    const page = await readHistory(url, {
      indicator,
      area,
      from: begin,
      to: Math.min(begin + windowMs - 1, to),
    });
    expect(page.downsampled).toBe(false);
    points.push(...page.points.map((point) => [point[0], point[1]] as const));
  }
  return points;
}

async function surviveKills(env: Readonly<Record<string, string>>): Promise<void> {
  const random = createRandom(seed);
  const server = await startServer({ env });
  try {
    const indicator = await findSensorIndicator(server.url);
    const token = createToken(server, indicator.agency, env);
    const running = Array.from({ length: writers }, (_, number) =>
      startWriter(server, token, indicator.id, number),
    );
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(100 + random() * 300);
      await server.kill();
      await server.start();
    }
    await Promise.all(running.map((writer) => writer.stop()));
    for (const writer of running) {
      expect(writer.acknowledged.size).toBeGreaterThan(kills);
      const stored = await readWritten(server.url, indicator.id, writer);
      expect(stored).toEqual([...writer.acknowledged]);
    }
  } finally {
    await server.stop();
  }
}

describe('kill -9 during ingest', () => {
  it(`keeps every acknowledged reading exactly once through ${kills} kills, embedded engine`, async () => {
    await surviveKills({});
  });

  it(`keeps every acknowledged reading exactly once through ${kills} kills, PostgreSQL`, async () => {
    const database = await createDatabase(process.env['TEST_DATABASE_URL'] ?? '');
    try {
      await surviveKills({ DATABASE_URL: database.url });
    } finally {
      await database.drop();
    }
  });
});
