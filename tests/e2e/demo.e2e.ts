import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, describe, expect, it } from 'vitest';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import { findFreePort } from '../support/freePort.ts';

const folder = mkdtempSync(join(tmpdir(), 'simpul-demo-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a stock client has seen of the demo. */
interface Seen {
  mode: string | null;
  readonly records: Map<string, LiveRecord>;
  readonly restated: LiveRecord[];
  readonly events: Map<string, RegionEvent>;
}

function watchDemo(url: string) {
  const seen: Seen = { mode: null, records: new Map(), restated: [], events: new Map() };
  const socket = io(`${url}/live`, { transports: ['websocket'], reconnectionDelayMax: 500 });
  const keep = (records: readonly LiveRecord[], events: readonly RegionEvent[]) => {
    for (const record of records) {
      seen.records.set(`${record.indicator} ${record.area}`, record);
      if (record.verification === 'restated') seen.restated.push(record);
    }
    for (const event of events) seen.events.set(event.id, event);
  };
  socket.on('connect', () =>
    socket.emit(
      'live:subscribe',
      { topics: ['all', 'events'] },
      (answer: { data: Record<string, never> }) => {
        seen.mode = answer.data['mode'] ?? null;
        keep(answer.data['records'] ?? [], answer.data['events'] ?? []);
      },
    ),
  );
  socket.on('live:delta', (frame: { records: LiveRecord[] }) => keep(frame.records, []));
  socket.on('live:event', (frame: { events: RegionEvent[] }) => keep([], frame.events));
  return { seen, close: () => socket.close() };
}

/** Plays the real command for 70 of its seconds, faster than life, and waits until it ends by itself. */
async function playDemo() {
  const port = await findFreePort();
  const args = ['--import', 'tsx', 'server/cli/demo.ts', '--seconds', '70', '--pace', '8', '--seed', '7'];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  const { seen, close } = watchDemo(`http://127.0.0.1:${port}`);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  close();
  return { seen, code, printed };
}

describe('npm run demo', () => {
  it('plays its day through the public interface, every simulated figure says so, and leaves nothing behind', async () => {
    const { seen, code, printed } = await playDemo();
    expect(code, printed).toBe(0);
    expect(printed).toContain('starts over');
    expect(printed).toMatch(/\d+ readings sent, 0 calls refused/);
    expect(readdirSync(folder).filter((name) => name.startsWith('simpul-demo-'))).toEqual([]);

    expect(seen.mode).toBe('demo');
    const records = [...seen.records.values()];
    const simulated = records.filter(({ origin }) => origin === 'simulated');
    expect(simulated.length).toBeGreaterThan(100);
    for (const record of simulated) expect(record.note).toContain('SIMULASI');
    // What is not simulated is the sourced baseline, untouched.
    for (const record of records.filter(({ origin }) => origin !== 'simulated'))
      expect(record.period, record.indicator).toBeDefined();
    const pillars = new Set(simulated.map(({ indicator }) => indicator.split('-')[0]));
    expect(pillars.size).toBe(6);

    const [corrected] = seen.restated;
    expect(corrected).toMatchObject({ indicator: 'living-bed-occupancy', origin: 'simulated' });
    expect(corrected?.was?.value).toBeCloseTo((corrected?.value ?? 0) + 3, 5);

    const rice = seen.records.get('economy-rice-price 32.16');
    expect(Date.now() - (rice?.observedAt ?? 0)).toBeGreaterThan(4 * 86_400_000);
    const rivers = records
      .filter(({ indicator }) => indicator === 'environment-river-level')
      .map(({ observedAt }) => observedAt)
      .sort((a, b) => a - b);
    expect(rivers).toHaveLength(8);
    const newest = rivers.at(-1) ?? 0;
    expect(newest - (rivers[0] ?? 0)).toBeGreaterThan(90 * 60_000);
    // One died at second 40 of 70, the others spoke every other second: whatever the pace, its age stands out.
    const [, died = 0, oldestAlive = 0] = rivers;
    expect(newest - died).toBeGreaterThan(2 * (newest - oldestAlive));

    const events = [...seen.events.values()];
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['warning', 'quake', 'flood-report']));
    for (const event of events) expect(`${event.origin} ${event.title}`).toMatch(/^simulated .*SIMULASI/);
  });
});
