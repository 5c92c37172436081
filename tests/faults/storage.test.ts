import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findSensorIndicator, pushReadings, readHistory, readLatest } from '../support/api.ts';
import { createToken, startServer } from '../support/server.ts';

const area = '32.16';
const beginsAt = Date.UTC(2026, 0, 1);
const batchSize = 500;
const folder = mkdtempSync(join(tmpdir(), 'simpul-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function buildBatch(indicator: string, batch: number) {
  return Array.from({ length: batchSize }, (_, index) => ({
    indicator,
    area,
    value: index % 300,
    observedAt: new Date(beginsAt + (batch * batchSize + index) * 1000).toISOString(),
  }));
}

describe('a full disk', () => {
  it('answers 503 with Retry-After, keeps the wall up and loses nothing it acknowledged', async () => {
    const dataDir = join(folder, 'data');
    const begun = await startServer({ dataDir });
    const indicator = await findSensorIndicator(begun.url);
    const token = createToken(begun, indicator.agency);
    await begun.stop();

    const server = await startServer({ dataDir, maxFileKib: 2_500 });
    let acknowledged = 0;
    let refused = 0;
    for (let batch = 0; batch < 200 && refused < 3; batch += 1) {
      const answer = await pushReadings(server.url, token, buildBatch(indicator.id, batch), `full-${batch}`);
      if (answer.status === 201 && refused === 0) acknowledged += 1;
      else if (answer.status === 503) refused += 1;
      else expect([201, 429]).toContain(answer.status);
    }
    expect(refused).toBe(3);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/wall`)).status).toBe(200);
    expect((await readLatest(server.url)).records.length).toBeGreaterThan(0);
    await server.stop();

    const again = await startServer({ dataDir });
    const lastAt = beginsAt + (acknowledged * batchSize - 1) * 1000;
    const from = Math.max(beginsAt, lastAt - 4_000_000);
    const kept = await readHistory(again.url, { indicator: indicator.id, area, from, to: lastAt });
    expect(kept.points.length).toBe((lastAt - from) / 1000 + 1);
    await again.stop();
  });
});
