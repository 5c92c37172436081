import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createRandom } from '../../../shared/math/random.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { alarmTargets } from '../../support/alarmTargets.ts';
import { type BadBody, makeBad, type Target } from '../../support/badJson.ts';
import { badWallTargets } from '../../support/badWalls.ts';
import { inLanes } from '../../support/inLanes.ts';
import { officialTargets } from '../../support/officialTargets.ts';
import { packTargets } from '../../support/packTargets.ts';
import { pause } from '../../support/pause.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { programmeTargets } from '../../support/programmeTargets.ts';
import { roomTargets } from '../../support/roomTargets.ts';
import { countRows } from '../../support/rowCounts.ts';
import { entered, planSession } from '../../support/sessions.ts';
import { listSessionTargets } from '../../support/sessionTargets.ts';
import { listShiftTargets } from '../../support/shiftTargets.ts';
import { signInTargets } from '../../support/signInTargets.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const start = Date.parse('2026-11-05T03:00:00Z');
const indicator = 'living-fire-response';
const unlimited = { readingsPerSecond: 1_000_000, maxCalls: 1_000 };

let server: InProcessServer;
let token: string;
let clerk: SignedIn;
let admin: SignedIn;
let file: { id: string; layout: object };
let shift: string;
let session: string;
let before: Awaited<ReturnType<typeof look>>;
let done = 0;
const logged: string[] = [];

const look = async () => ({
  rows: await countRows(server.store),
  head: await server.store.head(),
  seq: server.liveState.seq,
});

beforeAll(async () => {
  console.log(`FUZZ_SEED=${seed}`);
  // The clock stands and the server does not look at its own health: what it would do by itself, such as raise an alarm of a figure
  // that becomes late, must not be taken for the work of a body.
  let now = start;
  server = await startTestServer({
    now: () => now,
    healthPace: { lookEveryMs: 3_600_000, beatEveryMs: 200 },
    ingestLimits: unlimited,
    onLogLine: (line) => void logged.push(line),
  });
  token = await server.token('disdamkar');
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  const csv = new TextEncoder().encode('Kecamatan;Waktu tanggap (menit) Oktober 2026\nCikarang Utara;12,5\n');
  file = (await (await clerk.ask('POST', '/api/v1/input/files?name=a.csv', csv)).json()) as typeof file;
  const begun = await admin.ask('POST', '/api/v1/shifts', { name: 'Pagi' });
  shift = ((await begun.json()) as { id: string }).id;
  session = await planSession(admin);
  await entered(admin, session, { kind: 'open' });
  // What is late at the start has become an alarm before bodies are counted.
  now += 120_000;
  await server.lookAtAlarms();
  expect(server.liveState.listAlarms().length).toBeGreaterThan(0);
  before = await look();
});
afterAll(() => server.stop());

const figures = [{ area: '32.16.18', value: 12.5 }];
const observedAt = '2026-10-31T16:59:59.000Z';
const reading = { indicator, area: '32.16.18', value: 12.5, observedAt };
/** What machines and clerks send; the file is one that waits. */
function listInputs(): Target[] {
  return [
    {
      method: 'POST',
      path: '/api/v1/readings',
      count: 4_500,
      base: { readings: [reading, { ...reading, area: '32.16.02' }] },
      as: 'token',
    },
    {
      method: 'POST',
      path: '/api/v1/input/submissions',
      count: 3_000,
      base: { key: 'fuzz-0001', indicator, period: '2026-10', readings: figures },
      as: 'clerk',
    },
    {
      method: 'POST',
      path: `/api/v1/input/files/${file.id}/preview`,
      count: 600,
      base: { layout: file.layout as never },
      as: 'clerk',
      looks: true,
    },
    {
      method: 'POST',
      path: `/api/v1/input/files/${file.id}/commit`,
      count: 900,
      base: { layout: file.layout as never, digest: 'not-the-one' },
      as: 'clerk',
    },
    {
      method: 'POST',
      path: `/api/v1/input/files/${file.id}/undo`,
      count: 300,
      base: { reason: 'salah' },
      as: 'clerk',
    },
  ];
}

const machineTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/ngsi-ld/notifications',
    count: 600,
    base: {
      id: 'urn:ngsi-ld:Notification:1',
      type: 'Notification',
      data: [{ id: 'urn:ngsi-ld:Nowhere:1', type: 'Nowhere', pm25: { type: 'Property', value: 1 } }],
    },
    as: 'token',
  },
  {
    method: 'POST',
    path: '/api/v1/sensorthings/v1.1/Observations',
    count: 600,
    base: { result: 1, phenomenonTime: observedAt, Datastream: { '@iot.id': 'nowhere' } },
    as: 'token',
  },
];

const adminTargets: readonly Target[] = [
  {
    method: 'POST',
    path: '/api/v1/admin/invitations',
    count: 700,
    base: { email: 'a@x.id', role: 'agency-operator', agency: 'dlh' },
    as: 'admin',
  },
  { method: 'PATCH', path: '/api/v1/admin/people/nobody', count: 300, base: { role: 'viewer' }, as: 'admin' },
  {
    method: 'POST',
    path: '/api/v1/admin/tokens',
    count: 700,
    base: { name: 'x', agency: 'dlh', scopes: ['readings:write'] },
    as: 'admin',
  },
  {
    method: 'POST',
    path: `/api/v1/admin/indicators/${indicator}/versions`,
    count: 600,
    base: { validFrom: observedAt, changes: { weight: 1 }, reason: 'x' },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/admin/calendar',
    count: 200,
    base: { lines: 'bukan hari', source: 'x' },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/drills',
    count: 500,
    base: { scenario: 'no-such-scenario', title: 'Latihan', speed: 1, leadMinutes: 0 },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/drills/scenarios',
    count: 300,
    base: { title: 'Rekaman', from: '2026-11-05T03:00:00Z', to: '2026-11-05T01:00:00Z' },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/verification/decisions',
    count: 600,
    base: {
      items: [{ indicator, area: '32.16.18', observedAt, version: 1, held: false, decision: 'verify' }],
    },
    as: 'admin',
  },
  {
    method: 'POST',
    path: '/api/v1/verification/locks',
    count: 400,
    base: { indicator, until: observedAt, reason: 'x' },
    as: 'admin',
  },
];

function toHeaders(as: Target['as'], { type, encoding }: BadBody): Record<string, string> {
  const who = as === 'token' ? { authorization: `Bearer ${token}` } : {};
  const cookie = as === 'clerk' ? clerk.cookie : as === 'admin' ? admin.cookie : undefined;
  return {
    ...who,
    ...(cookie ? { cookie, origin: server.url } : {}),
    'content-type': type,
    ...(encoding ? { 'content-encoding': encoding } : {}),
  };
}

/** What an answer says that is wrong with the server; null where it refused as it should. */
async function findFault(answer: Response, { looks }: Pick<Target, 'looks'>): Promise<string | null> {
  const text = await answer.text();
  if (looks && answer.status === 200) return null;
  if (answer.status < 400 || answer.status >= 500) return `${answer.status} ${text.slice(0, 100)}`;
  return problemSchema.safeParse(JSON.parse(text)).success ? null : `no problem: ${text.slice(0, 100)}`;
}

describe('bad bodies (B1, B2, S14)', () => {
  it('are each refused with a problem', async () => {
    const wrong: string[] = [];
    for (const [index, target] of [
      ...listInputs(),
      ...machineTargets,
      ...signInTargets,
      ...adminTargets,
      ...alarmTargets,
      ...roomTargets,
      ...packTargets,
      ...programmeTargets,
      ...officialTargets,
      ...listShiftTargets(shift),
      ...listSessionTargets(session),
      ...(badWallTargets as readonly Target[]),
    ].entries()) {
      const random = createRandom(seed + index);
      await inLanes(Array.from({ length: target.count }), 24, async () => {
        const bad = makeBad(random, target.base);
        const answer = await fetch(server.url + target.path, {
          method: target.method,
          headers: toHeaders(target.as, bad),
          body: new Uint8Array(bad.bytes),
        });
        done += 1;
        // What is turned away at the door tells nothing of what stands behind it.
        const isAtDoor = [401, 403, 429].includes(answer.status);
        const fault = isAtDoor ? 'not read at all' : await findFault(answer, target);
        if (fault) wrong.push(`${target.path} ${bad.how}: ${fault}`);
      });
    }
    expect(wrong).toEqual([]);
  }, 180_000);

  it('and files of the wrong kind are refused too', async () => {
    const random = createRandom(seed + 100);
    const wrong: string[] = [];
    await inLanes([...Array(90).keys()], 24, async (index) => {
      const bytes = Uint8Array.from({ length: 1 + Math.floor(random() * 2_000) }, () =>
        Math.floor(random() * 256),
      );
      bytes[0] = 0;
      const [path, name] = index % 2 ? (['files', 'a.xlsx'] as const) : (['evidence', 'a.pdf'] as const);
      const answer = await clerk.ask('POST', `/api/v1/input/${path}?name=${name}`, bytes);
      done += 1;
      const fault = await findFault(answer, {});
      if (fault) wrong.push(`${path} ${fault}`);
    });
    expect(wrong).toEqual([]);
  }, 60_000);
});

const texts = [
  'live:subscribe',
  'desk:changed',
  'desk:ended',
  'wall:hello',
  'wall:proof',
  'review:join',
  'review:show',
  'review:point',
  'review:ready',
  'error',
  'disconnect',
  'connect',
  'newListener',
  '__proto__',
  'constructor',
  '',
];

/** One frame as no client sends it. */
function makeFrame(random: () => number): string | Buffer {
  const any = (max: number): number => Math.floor(random() * max);
  const space = ['/live,', '/desk,', '/', '', '/nowhere,', '/live?a=1,', '/wall,', '/review,'][any(8)] ?? '';
  const payloads: unknown[] = [
    null,
    7,
    'x',
    [],
    {},
    { topics: [] },
    { topics: ['all'], more: 1 },
    { topics: 'all' },
    { topics: [{}] },
    { topics: ['all'], resume: { epoch: 1 } },
    JSON.parse('{"__proto__":{"a":1},"topics":["all"]}'),
  ];
  const payload = payloads[any(payloads.length)];
  switch (any(7)) {
    case 0:
      return `4${any(10)}${space}${any(3) ? any(1_000_000) : ''}${JSON.stringify([texts[any(texts.length)], payload])}`;
    case 1:
      return `4${any(10)}${space}${JSON.stringify(payload)}`;
    case 2:
      return `45${any(100_000)}-${space}${JSON.stringify(['live:subscribe', { _placeholder: true, num: any(9) }])}`;
    case 3:
      return String.fromCharCode(...Array.from({ length: any(60) }, () => any(0xd7ff)));
    case 4:
      return Buffer.from(Array.from({ length: any(200) }, () => any(256)));
    case 5:
      return `${any(10)}${any(10)}${'['.repeat(any(2_000))}`;
    default:
      return `42${space}${JSON.stringify([texts[any(texts.length)]]).slice(0, any(30))}`;
  }
}

async function openRaw(): Promise<WebSocket | null> {
  const headers = { cookie: clerk.cookie, origin: server.url };
  const raw = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers,
  });
  raw.on('error', () => undefined);
  const isOpen = await Promise.race([
    once(raw, 'message').then(() => true),
    once(raw, 'close').then(() => false),
  ]);
  if (!isOpen) return null;
  raw.send('40/live,');
  raw.send('40/desk,');
  raw.send('40/review,');
  await pause(3);
  return raw;
}

describe('bad frames (B6)', () => {
  it('end nothing but their own connection', async () => {
    const bystander = await listenAt(`${server.url}/live`, {});
    const random = createRandom(seed + 200);
    let opened = 0;
    for (let sent = 0; sent < 4_800; ) {
      const raw = await openRaw();
      if (!raw) continue;
      opened += 1;
      for (let count = 0; count < 40 && raw.readyState === WebSocket.OPEN; count += 1) {
        raw.send(makeFrame(random));
        sent += 1;
        done += 1;
        if (count % 8 === 7) await pause(1);
      }
      raw.terminate();
    }
    console.log(`B6: ${opened} connections`);
    const answer = await bystander.socket.timeout(2_000).emitWithAck('live:subscribe', { topics: ['all'] });
    expect(answer).toMatchObject({ ok: true });
    expect(bystander.closedAt()).toBeNull();
    bystander.close();
  }, 120_000);
});

describe('after all of it', () => {
  it('nothing is stored, nothing is polluted, nothing failed inside, and the server serves', async () => {
    console.log(`bad inputs: ${done}, FUZZ_SEED=${seed}`);
    expect(done).toBeGreaterThanOrEqual(20_000);
    expect(await look()).toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    expect(logged.filter((line) => (JSON.parse(line) as { level: number }).level >= 50)).toEqual([]);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect((await clerk.ask('GET', '/api/v1/me')).status).toBe(200);
  });
});
