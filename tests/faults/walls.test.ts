import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pushReadings, readLatest } from '../support/api.ts';
import { launchBrowser } from '../support/browser.ts';
import { evaluateIn } from '../support/devtools.ts';
import { type Kiosk, startKiosk } from '../support/kiosk.ts';
import { waitFor } from '../support/machines.ts';
import { createOperator } from '../support/operators.ts';
import { passQuickly } from '../support/pageClock.ts';
import { createPaintJournal, findPaintLies, type Silence } from '../support/paintJournal.ts';
import { pause } from '../support/pause.ts';
import { createAsk, openSession, signIn, toCookie } from '../support/people.ts';
import { createToken, startServer, type TestServer } from '../support/server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts';
import { type InProcessServer, startTestServer } from '../support/testServer.ts';
import {
  openRealWall,
  openWallDesk,
  type RealWall,
  seesLink,
  tileOf,
  type WallDesk,
  watchSockets,
} from '../support/wallRoom.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Both of one agency: one that stays fresh, and one that becomes late while the tests look. */
const fresh = 'environment-pm25';
const ageing = 'environment-waste-landfill';
/** A day until the next one, a day for its way, and two of grace. */
const lateAfterMs = 4 * dayMs;

let server: TestServer;
let browser: Browser;
let proxy: TcpProxy;
let desk: WallDesk;
let token: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  proxy = await startTcpProxy(server.port);
  createOperator(server, 'dewi@kab.example');
  const cookie = toCookie(await signIn(server.url, 'dewi@kab.example'));
  desk = openWallDesk({ ask: createAsk(server.url, () => cookie) });
  token = createToken(server, 'dlh');
});
afterAll(async () => {
  await browser?.close();
  await proxy?.stop();
  await server?.stop();
});

const toUrl = ({ port }: TcpProxy): string => `http://127.0.0.1:${port}`;

/** Sends a figure of the regency, or of another area where the tile must stay as it is. */
async function push(indicator: string, value: number, agoMs = 0, area = '32.16'): Promise<void> {
  const observedAt = new Date(Date.now() - agoMs).toISOString();
  const { status, body } = await pushReadings(server.url, token, [{ indicator, area, value, observedAt }]);
  expect(status, JSON.stringify(body)).toBe(201);
}

async function readHead(): Promise<{ epoch: string; seq: number }> {
  const { epoch, seq } = await readLatest(server.url);
  return { epoch, seq };
}

describe('a wall that the launcher keeps', () => {
  const name = 'kios';
  const profile = mkdtempSync(join(tmpdir(), 'simpul-wall-'));
  let kiosk: Kiosk;
  const start = async (): Promise<void> => {
    kiosk = startKiosk(`${toUrl(proxy)}/wall/${name}`, profile, ['--remote-debugging-port=0']);
    await kiosk.waitFor('alive');
  };
  const evaluate = (expression: string): Promise<unknown> => evaluateIn(profile, expression);
  const isLive = (since: number) =>
    desk.sees(name, ({ state, report }) => state === 'live' && (report?.at ?? 0) > since);

  beforeAll(async () => {
    await start();
    const code = await waitFor(
      () => evaluate('document.querySelector("[data-code]")?.dataset.code').catch(() => null),
      'the code',
    );
    const paired = await desk.operator.ask('POST', '/api/v1/walls', { code, name, title: name });
    expect(paired.status).toBe(201);
    await isLive(0);
    await desk.setScene(name);
    // Chromium writes a new cookie down within half a minute, or when it ends.
    kiosk.signal('SIGTERM');
    await kiosk.exit();
    const from = Date.now();
    await start();
    await isLive(from);
  });
  afterAll(async () => {
    await kiosk.stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
  });

  it('is live again by itself after kill -9 of its browser, with what came meanwhile', async () => {
    const before = await createPaintJournal(evaluate).take();
    expect(findPaintLies(before)).toEqual([]);
    const { pid = 0 } = await kiosk.waitFor('started');
    const killedAt = Date.now();
    process.kill(pid, 'SIGKILL');
    await push(fresh, 31.5, 0, '32.16.18');
    const head = await readHead();
    const { tookMs } = await kiosk.waitFor('revived');
    const back = await isLive(killedAt);
    console.log(`launcher: alive after ${tookMs} ms, live at the desk after ${Date.now() - killedAt} ms`);
    expect(back.report).toMatchObject({ verdict: 'same', screens: 1, reloads: 0 });
    expect(back.report?.seq).toBeGreaterThanOrEqual(head.seq);
    const painted = await createPaintJournal(evaluate).take();
    expect(painted.some(({ link }) => link === 'live')).toBe(true);
    expect(findPaintLies(painted, [{ from: killedAt, to: killedAt, head }])).toEqual([]);
  });

  it('is dead at the desk within 15 s where nobody revives it, as an alarm that goes when it is back', async () => {
    const { pid = 0 } = kiosk.lines.findLast(({ event }) => event === 'started') ?? {};
    const killedAt = Date.now();
    kiosk.signal('SIGKILL');
    process.kill(pid, 'SIGKILL');
    await desk.sees(name, ({ state }) => state === 'dead');
    const deadMs = Date.now() - killedAt;
    expect(deadMs).toBeLessThan(15_000);
    const alarm = await waitFor(() => desk.silentAlarm(name), 'the alarm');
    console.log(`launcher: dead after ${deadMs} ms, alarm after ${Date.now() - killedAt} ms`);
    expect(alarm).toMatchObject({ active: true, state: 'unacknowledged', priority: 'high' });
    const from = Date.now();
    await start();
    await isLive(from);
    await waitFor(async () => (await desk.silentAlarm(name))?.active !== true, 'the return of the alarm');
  });
});

/** A turn of the judge, every 500 ms, and a paint after it; as much again for a machine with two cores. Milliseconds. */
const turnMs = 1_000;

describe('walls whose line is dead for 30 s', () => {
  /** Own clocks: right, and wrong from before the page was opened. */
  const clocks = { tepat: 0, maju: 2 * dayMs, mundur: -2 * dayMs } as const;
  const names = Object.keys(clocks) as (keyof typeof clocks)[];
  const walls: RealWall[] = [];
  const silence = { from: 0, to: 0, head: { epoch: '', seq: 0 } };
  const deadMs: number[] = [];
  const backMs: number[] = [];
  /** How far from the true instant each wall painted the ageing figure late. */
  const lateMs: number[] = [];
  const each = async <T>(work: (wall: RealWall) => Promise<T>): Promise<T[]> => Promise.all(walls.map(work));
  const freshnessOf = ({ page }: RealWall): Promise<string | null> =>
    tileOf(page, ageing).getAttribute('data-freshness');

  beforeAll(async () => {
    const place = { browser, url: toUrl(proxy), serverUrl: server.url, desk };
    for (const name of names) walls.push(await openRealWall(place, name, clocks[name]));
    for (const name of names) await desk.sees(name, ({ state }) => state === 'live');
    const lateAt = Date.now() + 20_000;
    await push(ageing, 51, lateAfterMs - 20_000);
    await push(fresh, 21.5, 6 * minuteMs);
    await each(({ page }) =>
      tileOf(page, fresh)
        .getByText(/^6 menit lalu/)
        .waitFor(),
    );
    expect(await each(freshnessOf)).toEqual(['due', 'due', 'due']);
    proxy.block(true);
    silence.from = Date.now();
    const watching = [
      ...names.map(async (name) => {
        await desk.sees(name, ({ state }) => state === 'dead');
        deadMs.push(Date.now() - silence.from);
      }),
      ...walls.map(async ({ page }) => {
        await page.locator(`[data-indicator=${ageing}][data-freshness=late]`).first().waitFor();
        lateMs.push(Date.now() - lateAt);
      }),
    ];
    await pause(15_000);
    await push(fresh, 22.5, 3 * minuteMs);
    Object.assign(silence.head, await readHead());
    await Promise.all(watching);
    await pause(silence.from + 30_000 - Date.now());
    silence.to = Date.now();
    proxy.block(false);
    await each(async ({ page }) => {
      await seesLink(page, 'live');
      await tileOf(page, fresh).getByText('22,5').waitFor();
      backMs.push(Date.now() - silence.to);
    });
  });
  afterAll(() => each((wall) => wall.close()));

  it('are dead at the desk within 15 s', () => {
    console.log(`30 s: dead at the desk after ${deadMs.join(', ')} ms`);
    expect(Math.max(...deadMs)).toBeLessThan(15_000);
  });

  it('say so by themselves in time, and never paint live what is old', async () => {
    for (const { journal, name } of walls) {
      const log = await journal.take();
      expect(findPaintLies(log, [silence]), name).toEqual([]);
      const linksOf = (fromMs: number, toMs: number): (string | null)[] => [
        ...new Set(
          log
            .filter(({ serverAt }) => serverAt > silence.from + fromMs && serverAt < silence.from + toMs)
            .map(({ link }) => link),
        ),
      ];
      expect(linksOf(5_000 + turnMs, 13_000), name).toEqual(['catching-up']);
      expect(linksOf(15_000 + turnMs, 30_000), name).toEqual(['cut']);
    }
  });

  it('are live within 5 s with what came meanwhile, the same pages as before', async () => {
    console.log(`30 s: live after ${backMs.join(', ')} ms`);
    expect(Math.max(...backMs)).toBeLessThan(5_000);
    for (const { name, faults, journal } of walls) {
      const { report } = await desk.sees(name, ({ state }) => state === 'live');
      expect(report).toMatchObject({ verdict: 'same', screens: 1, reloads: 0, errors: 0 });
      await journal.take();
      expect(faults).toEqual([]);
    }
  });

  it('know ages by the server, two days wrong as their own clocks may be', async () => {
    for (const { name, page, journal } of walls) {
      const [own = 0, at] = [await page.evaluate(() => Date.now()), Date.now()];
      expect(Math.abs(own - at - clocks[name as keyof typeof clocks])).toBeLessThan(minuteMs);
      const last = (await journal.take()).at(-1);
      expect(Math.abs((last?.serverAt ?? 0) - Date.now()), name).toBeLessThan(3_000);
    }
    const ages = await each(({ page }) => tileOf(page, fresh).getByText(/ lalu/).innerText());
    for (const age of ages) expect(age).toMatch(/^[34] menit lalu/);
    const counts = await Promise.all(names.map(async (name) => (await desk.card(name)).report?.counts));
    expect(new Set(counts.map((count) => JSON.stringify(count))).size).toBe(1);
  });

  it('paint a figure late when it is, not a moment by their own clocks', async () => {
    console.log(`30 s: late ${lateMs.join(', ')} ms after the instant`);
    expect(await each(freshnessOf)).toEqual(['late', 'late', 'late']);
    expect(Math.min(...lateMs)).toBeGreaterThan(-1_000);
    expect(Math.max(...lateMs)).toBeLessThan(3_000);
  });

  it.each([
    ['ahead', 2 * dayMs],
    ['back', -2 * dayMs],
  ])('stay right when somebody sets their clock two days %s while they run', async (_way, shiftMs) => {
    const [wall] = walls;
    if (!wall) throw new Error('no wall');
    const setAt = Date.now();
    await wall.page.evaluate((shift) => pageClock.set(shift), shiftMs);
    await desk.sees(wall.name, ({ state, report }) => state === 'live' && (report?.at ?? 0) > setAt);
    await expect.poll(() => freshnessOf(wall)).toBe('late');
    expect(await tileOf(wall.page, fresh).getByText(/ lalu/).innerText()).toMatch(/^[3-5] menit lalu/);
    expect(findPaintLies(await wall.journal.take(), [silence])).toEqual([]);
  });
});

describe('a wall whose line is dead for ten minutes', () => {
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  let own: InProcessServer;
  let line: TcpProxy;
  beforeAll(async () => {
    own = await startTestServer({ now, monotonic: () => performance.now() + aheadMs });
    line = await startTcpProxy(Number(new URL(own.url).port));
  });
  afterAll(async () => {
    await line.stop();
    await own.stop();
  });

  it('is live within 30 s with what came meanwhile, and never paints live what is old', async () => {
    const ownDesk = openWallDesk(await openSession(own, { email: 'dewi@x.id', role: 'operator' }));
    const key = await own.token('dlh');
    const send = async (value: number): Promise<void> => {
      const reading = { indicator: fresh, area: '32.16', value, observedAt: new Date(now()).toISOString() };
      expect((await pushReadings(own.url, key, [reading])).status).toBe(201);
    };
    const place = { browser, url: toUrl(line), serverUrl: own.url, desk: ownDesk };
    const wall = await openRealWall(place, 'lama');
    await send(41.5);
    await tileOf(wall.page, fresh).getByText('41,5').waitFor();
    line.block(true);
    const from = now();
    await passQuickly(wall.page, 5 * minuteMs, 30);
    await wall.journal.take();
    await send(42.5);
    const { epoch, seq } = own.liveState;
    // Whatever still hoped for an answer learns that there is none; the line stays dead.
    line.cut();
    aheadMs = await passQuickly(wall.page, 5 * minuteMs, 30);
    await wall.page
      .getByText(/\b(?:9|10) menit \d+ detik lalu/)
      .first()
      .waitFor();
    expect(await tileOf(wall.page, fresh).innerText()).toContain('41,5');
    await ownDesk.sees(wall.name, ({ state }) => state === 'dead');
    await wall.journal.take();
    const to = now();
    expect(to - from).toBeGreaterThan(10 * minuteMs);
    line.block(false);
    await seesLink(wall.page, 'live');
    await tileOf(wall.page, fresh).getByText('42,5').waitFor();
    const backMs = now() - to;
    console.log(`10 min: live after ${backMs} ms`);
    expect(backMs).toBeLessThan(30_000);
    const { report } = await ownDesk.sees(wall.name, ({ state }) => state === 'live');
    expect(report).toMatchObject({ verdict: 'same', screens: 1, reloads: 0, errors: 0 });
    const log = await wall.journal.take();
    expect(findPaintLies(log, [{ from, to, head: { epoch, seq } }])).toEqual([]);
    // All of the time was painted, not only its ends.
    expect(log.filter(({ link }) => link === 'cut').length).toBeGreaterThan(200);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});

describe('a wall whose server is killed and started 20 times', () => {
  it('comes back by itself each time, with one connection of each kind, and holds what the server holds', async () => {
    const place = { browser, url: server.url, serverUrl: server.url, desk };
    const wall = await openRealWall(place, 'setia');
    const sockets = watchSockets(wall.page);
    const silences: Silence[] = [];
    const backMs: number[] = [];
    for (let turn = 1; turn <= 20; turn += 1) {
      const head = await readHead();
      await server.kill();
      const from = Date.now();
      await pause((turn % 4) * 250);
      silences.push({ from, to: Date.now(), head });
      await server.start();
      const startedAt = Date.now();
      await push(fresh, turn + 0.5);
      await tileOf(wall.page, fresh).getByText(`${turn},5`, { exact: true }).waitFor({ timeout: 60_000 });
      await seesLink(wall.page, 'live');
      backMs.push(Date.now() - startedAt);
      await wall.journal.take();
    }
    console.log(`20 restarts: live after ${backMs.join(', ')} ms`);
    expect(Math.max(...backMs)).toBeLessThan(30_000);
    const last = Date.now();
    const { report } = await desk.sees(
      'setia',
      ({ state, report: proof }) => state === 'live' && (proof?.at ?? 0) > last,
    );
    expect(report).toMatchObject({ verdict: 'same', screens: 1, reloads: 0, errors: 0 });
    expect(report?.seq).toBe((await readHead()).seq);
    expect(sockets()).toEqual(['/live', '/wall']);
    expect(findPaintLies(await wall.journal.take(), silences)).toEqual([]);
    expect(wall.faults).toEqual([]);
    await wall.close();
  });
});
