import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withAdmin } from '../../../server/cli/control/openAdmin.ts';
import { readSettings } from '../../../server/config/settings.ts';
import type { AlarmList } from '../../../shared/model/alarm.ts';
import type { DrillDetail, DrillEntry, DrillList } from '../../../shared/model/drill.ts';
import { buildScenario } from '../../support/drills.ts';
import { waitFor } from '../../support/machines.ts';
import { createAsk, openSession, type SignedIn, signIn, toCookie } from '../../support/people.ts';
import { isRunning } from '../../support/processes.ts';
import { countRows } from '../../support/rowCounts.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

/** What must not reach a drill, in the environment of the process that starts it. */
const outside = {
  DATABASE_URL: 'postgres://real.invalid/simpul',
  MQTT_URL: 'mqtt://real.invalid',
  SMTP_URL: 'smtp://real.invalid',
  SMTP_FROM: 'a@real.invalid',
  OIDC_ISSUER: 'https://real.invalid',
  WATCH_DIR: '/tmp/real',
  HEARTBEAT_URL: 'https://real.invalid/beat',
  WEBHOOK_SECRET_GATE: 'kvR8wZ2pQ5mT7xLcB4nJ6hYdF3gSaU9e',
};

const drillPath = '/api/v1/drills';
const wish = { scenario: 'short', title: 'Regu B', speed: 4, leadMinutes: 0 };

let packDir: string;
let server: InProcessServer;
let operator: SignedIn;
let realToken: string;
let before: Awaited<ReturnType<typeof lookAtReal>>;
let drill: { id: string; entry: DrillEntry; dir: string; pid: number; cookie: string; ask: SignedIn['ask'] };

/**
 * Everything of the real server that a drill must not change. Who started what stands in records and audit, the report in a blob; alarms of
 * its own it raises meanwhile.
 */
async function lookAtReal() {
  const counted = Object.entries(await countRows(server.store));
  const rows = counted.filter(([table]) => !/^(?:record|audit|blob|blob_part|alarm|outbox)$/.test(table));
  const alarms = (await server.store.loadAlarms()).filter(
    ({ alarm }) => alarm.simulated || alarm.rule.startsWith('drill'),
  );
  const present = JSON.stringify([
    [...server.liveState.listChanges()],
    server.liveState.listEvents(),
    alarms,
  ]);
  return { rows, hash: createHash('sha256').update(present).digest('hex') };
}

const readJson = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;
const findDrill = async (id: string) =>
  readJson<DrillDetail>(await operator.ask('GET', `${drillPath}/${id}`));

async function startDrill(given: Partial<typeof wish> = {}): Promise<string> {
  const answer = await operator.ask('POST', drillPath, { ...wish, ...given });
  expect(answer.status).toBe(201);
  return (await readJson<{ id: string }>(answer)).id;
}

async function becomes(id: string, state: string): Promise<DrillDetail> {
  return waitFor(async () => {
    const found = await findDrill(id);
    return found.drill.state === state && found;
  }, `drill ${state}`);
}

const stored = { ...process.env };
beforeAll(async () => {
  packDir = mkdtempSync(join(tmpdir(), 'simpul-drill-pack-'));
  cpSync('server/regions/bekasi', packDir, { recursive: true });
  writeFileSync(join(packDir, 'drills/short.json'), JSON.stringify(buildScenario()));
  server = await startTestServer({ env: { REGION_DIR: packDir } });
  operator = await openSession(server, { email: 'dewi@x.id', role: 'operator' });
  realToken = await server.token('dsdabmbk');
  before = await lookAtReal();
  Object.assign(process.env, outside);
  const id = await startDrill();
  await becomes(id, 'running');
  const entry = await readJson<DrillEntry>(await operator.ask('POST', `${drillPath}/${id}/join`, {}));
  const answer = await signIn(entry.url, entry.email, entry.password);
  const cookie = toCookie(answer);
  const dir = join(server.dataDir, 'drills', id);
  drill = {
    id,
    entry,
    dir,
    pid: readPid(server.dataDir, id),
    cookie,
    ask: createAsk(entry.url, () => cookie),
  };
});
afterAll(async () => {
  process.env = stored;
  await server.stop();
  rmSync(packDir, { recursive: true, force: true });
});

describe('a drill that runs', () => {
  it('plays on a wall that says so, as figures that are simulated, and raises alarms that are', async () => {
    const me = await readJson<{ mode: string }>(await drill.ask('GET', '/api/v1/me'));
    expect(me.mode).toBe('drill');
    const { items } = await waitFor(async () => {
      const list = await readJson<AlarmList>(await drill.ask('GET', '/api/v1/alarms'));
      return list.items.some(({ rule }) => rule === 'drill-river') && list;
    }, 'the alarm of the scenario');
    expect(items.every(({ simulated }) => simulated)).toBe(true);
    expect(items.find(({ rule }) => rule === 'drill-river')?.name.id).toMatch(/^LATIHAN: /);
    const latest = await readJson<{ records: { origin: string; note?: string; indicator: string }[] }>(
      await drill.ask('GET', '/api/v1/latest?indicator=environment-river-level'),
    );
    expect(latest.records).toMatchObject([{ origin: 'simulated', note: 'LATIHAN: Pendek' }]);
  });

  it('has an environment of what is named and nothing else', () => {
    const environ = readFileSync(`/proc/${drill.pid}/environ`, 'utf8').split('\0').filter(Boolean);
    const keys = environ.map((line) => line.split('=', 1)[0]);
    for (const key of Object.keys(outside)) expect(keys).not.toContain(key);
    expect(environ.join('\n')).not.toContain('real.invalid');
    expect(environ).toContain('FEEDS=off');
    expect(environ).toContain(`DATA_DIR=${drill.dir}`);
  });

  it('is the only one, and starts no drill of its own', async () => {
    const second = await operator.ask('POST', drillPath, wish);
    expect(second.status).toBe(422);
    expect(JSON.stringify(await second.json())).toContain('drill_running');
    const nested = await drill.ask('POST', drillPath, wish);
    expect(nested.status).toBe(422);
    expect(JSON.stringify(await nested.json())).toContain('drill_nested');
    const list = await readJson<DrillList>(await drill.ask('GET', drillPath));
    expect(list.isPossible).toBe(false);
  });

  it('gives another password to whoever comes again, which ends the sessions of the first', async () => {
    const again = await readJson<DrillEntry>(await operator.ask('POST', `${drillPath}/${drill.id}/join`, {}));
    expect(again.password).not.toBe(drill.entry.password);
    expect((await signIn(again.url, again.email, drill.entry.password)).status).toBe(401);
    const cookie = toCookie(await signIn(again.url, again.email, again.password));
    expect((await drill.ask('GET', '/api/v1/alarms')).status).toBe(401);
    drill = { ...drill, cookie, ask: createAsk(drill.entry.url, () => cookie) };
  });
});

describe('a drill and the real one', () => {
  it('have lineages of their own: a page with the state of one takes a whole snapshot of the other', async () => {
    const subscribe = async (url: string, resume?: object) => {
      const { socket, close } = await listenAt(`${url}/live`, {});
      const answer = (await socket.emitWithAck('live:subscribe', {
        topics: ['all'],
        ...(resume ? { resume } : {}),
      })) as { data: { epoch: string; seq: number; kind: string; mode: string } };
      close();
      return answer.data;
    };
    const real = await subscribe(server.url);
    const own = await subscribe(drill.entry.url, { epoch: real.epoch, seq: real.seq });
    expect(own).toMatchObject({ kind: 'snapshot', mode: 'drill' });
    expect(own.epoch).not.toBe(real.epoch);
    const back = await subscribe(server.url, { epoch: own.epoch, seq: own.seq });
    expect(back).toMatchObject({ kind: 'snapshot', mode: 'live', epoch: real.epoch });
  });

  it('take no token of each other, and a drill nothing that says it is real', async () => {
    const settings = readSettings({ DATA_DIR: drill.dir, FEEDS: 'off' }, ['--drill']);
    const token = await withAdmin(settings, (admin) =>
      admin.createToken({ agency: 'dsdabmbk', scopes: ['readings:write'], name: 'x' }),
    );
    expect((await push(drill.entry.url, realToken, {})).status).toBe(401);
    expect((await push(server.url, token, {})).status).toBe(401);
    const real = await push(drill.entry.url, token, { origin: 'measured' });
    expect(real.status).toBe(422);
    expect(JSON.stringify(await real.json())).toContain('"code":"not_simulated"');
    expect((await push(drill.entry.url, token, {})).status).toBe(201);
    const { records } = await readJson<{ records: { area: string; origin: string }[] }>(
      await drill.ask('GET', '/api/v1/latest?indicator=environment-river-level&area=32.16.01'),
    );
    expect(records).toMatchObject([{ area: '32.16.01', origin: 'simulated' }]);
  });

  it('share a jar of cookies without reading or ending each other', async () => {
    const names = (cookie: string) => cookie.split('; ').map((pair) => pair.split('=', 1)[0]);
    expect(names(operator.cookie).filter((name) => names(drill.cookie).includes(name))).toEqual([]);
    const whoAt = async (url: string, cookie: string) =>
      (await readJson<{ user: object | null }>(await createAsk(url, () => cookie)('GET', '/api/v1/me'))).user;
    expect(await whoAt(drill.entry.url, operator.cookie)).toBeNull();
    expect(await whoAt(server.url, drill.cookie)).toBeNull();
    const jar = `${operator.cookie}; ${drill.cookie}`;
    expect(await whoAt(server.url, jar)).toMatchObject({ email: 'dewi@x.id' });
    expect(await whoAt(drill.entry.url, jar)).toMatchObject({ email: 'dewi@x.id' });
    const answer = await createAsk(drill.entry.url, () => jar)('POST', '/api/auth/sign-out', {});
    expect(answer.status).toBe(200);
    for (const line of answer.headers.getSetCookie()) expect(line).toMatch(/^simpul-latihan\./);
    expect(await whoAt(server.url, jar)).toMatchObject({ email: 'dewi@x.id' });
  });

  it('leave the real data as it was', async () => {
    expect(await lookAtReal()).toEqual(before);
  });
});

describe('the end of a drill', () => {
  it('brings reaction times and expectations into the real console, and removes everything else', async () => {
    const again = await readJson<DrillEntry>(await operator.ask('POST', `${drillPath}/${drill.id}/join`, {}));
    const cookie = toCookie(await signIn(again.url, again.email, again.password));
    const ask = createAsk(again.url, () => cookie);
    const { items } = await readJson<AlarmList>(await ask('GET', '/api/v1/alarms'));
    const river = items.find(({ rule }) => rule === 'drill-river');
    expect(river?.state).toBe('unacknowledged');
    const acted = await ask('POST', '/api/v1/alarms/actions', { action: 'acknowledge', ids: [river?.id] });
    expect(await acted.json()).toEqual({ changed: 1 });
    expect((await operator.ask('POST', `${drillPath}/${drill.id}/end`, {})).status).toBe(202);
    const { drill: over, report } = await becomes(drill.id, 'ended');
    expect(over).toMatchObject({
      end: 'person',
      joined: [{ name: 'dewi' }],
      summary: { met: 1, expected: 1 },
    });
    expect(report?.speed).toBe(4);
    const alarm = report?.alarms.find(({ rule }) => rule === 'drill-river');
    expect(alarm).toMatchObject({ area: '32.16.22', acknowledgedBy: 'dewi' });
    const seconds = ((river ? Date.now() - river.raisedAt : 0) / 1_000).toFixed(0);
    expect(alarm?.acknowledgeSeconds).toBeLessThanOrEqual(Number(seconds) + 1);
    expect(alarm?.acknowledgeSeconds).toBeGreaterThan(0);
    expect(report?.results[0]?.acknowledge.outcome).toBe('met');
    expect(report?.timeline.map(({ deed }) => deed)).toContain('event');
    const csv = await operator.ask('GET', `${drillPath}/${drill.id}/report.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(await csv.text()).toMatch(/LATIHAN[\s\S]*Regu B[\s\S]*Cibarusah[\s\S]*"met"/);
    await waitFor(() => !existsSync(drill.dir), 'removal of the folder');
    expect(await fetch(drill.entry.url).catch(() => 'gone')).toBe('gone');
    expect(await lookAtReal()).toEqual(before);
  });

  it('comes with the stop of the main server, which keeps the report and leaves nothing running', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'simpul-drill-stop-'));
    const env = { REGION_DIR: packDir };
    const own = await startTestServer({ env, dataDir });
    const person = await openSession(own, { email: 'budi@x.id', role: 'admin' });
    const { id } = await readJson<{ id: string }>(await person.ask('POST', drillPath, wish));
    const look = async (ask: SignedIn['ask']) =>
      readJson<DrillDetail>(await ask('GET', `${drillPath}/${id}`));
    await waitFor(async () => (await look(person.ask)).drill.state === 'running', 'the drill');
    const pid = readPid(dataDir, id);
    expect(isRunning(pid)).toBe(true);
    await own.stop();
    expect(isRunning(pid)).toBe(false);
    const next = await startTestServer({ env, dataDir });
    const { drill: over, report } = await look(createAsk(next.url, () => person.cookie));
    await next.stop();
    expect(over).toMatchObject({ state: 'ended', end: 'stop' });
    expect(report?.playedAt).toBe(over.playsAt);
    expect(readdirSync(dataDir)).not.toContain('drills');
    rmSync(dataDir, { recursive: true });
  });

  it('that cannot have its port says so and leaves nothing', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const own = await startTestServer({ env: { REGION_DIR: packDir, DRILL_PORT: String(port) } });
    const person = await openSession(own, { email: 'budi@x.id', role: 'operator' });
    const { id } = await readJson<{ id: string }>(await person.ask('POST', drillPath, wish));
    const found = await waitFor(async () => {
      const detail = await readJson<DrillDetail>(await person.ask('GET', `${drillPath}/${id}`));
      return detail.drill.state === 'failed' && detail;
    }, 'the failure');
    expect(found.drill.fault).toBe('port');
    await waitFor(() => !existsSync(join(own.dataDir, 'drills', id)), 'removal of the folder');
    await own.stop();
    taken.close();
  });
});

function push(url: string, bearer: string, more: object): Promise<Response> {
  const observedAt = new Date().toISOString();
  const reading = { indicator: 'environment-river-level', area: '32.16.01', value: 70, observedAt };
  return fetch(`${url}/api/v1/readings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ readings: [{ ...reading, ...more }] }),
  });
}

function readPid(dataDir: string, id: string): number {
  const text = readFileSync(join(dataDir, 'drills', id, 'control.json'), 'utf8');
  return (JSON.parse(text) as { pid: number }).pid;
}
