import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WallDetail, WallList } from '../../../shared/model/wall.ts';
import { createAsk, openSession, type SignedIn } from '../../support/people.ts';
import { listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { claim, hello, openPairing, openWallSocket, pairWall } from '../../support/walls.ts';

let server: InProcessServer;
let operator: SignedIn;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { TRUST_PROXY: 'loopback' } });
  operator = await openSession(server, { email: 'op@x.id', role: 'operator' });
  presenter = await openSession(server, { email: 'pimpinan@x.id', role: 'presenter' });
});
afterAll(() => server.stop());

const path = '/api/v1/walls';
const cardOf = async (name: string) => {
  const list = (await (await operator.ask('GET', path)).json()) as WallList;
  return list.items.find((one) => one.name === name);
};
const faultsOf = async (answer: Response): Promise<string[]> => {
  const { errors = [] } = (await answer.json()) as { errors?: { pointer: string; code: string }[] };
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
};

describe('pairing', () => {
  it('leads a screen from its code to a cookie that scripts cannot read', async () => {
    const screen = await openPairing(server.url);
    expect(await (await claim(server.url, screen)).json()).toEqual({ state: 'waiting' });
    const body = { code: screen.code.toLowerCase(), name: 'dinding-utama', title: 'Dinding utama' };
    expect((await operator.ask('POST', path, body)).status).toBe(201);
    expect((await cardOf('dinding-utama'))?.claimedAt).toBeNull();
    const claimed = await claim(server.url, screen);
    expect(await claimed.json()).toEqual({ state: 'paired', name: 'dinding-utama' });
    const cookie = claimed.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^simpul_wall=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await cardOf('dinding-utama'))?.claimedAt).not.toBeNull();
    const credential = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    const stored = JSON.stringify(await server.store.listRecords('wall'));
    expect(stored).not.toContain(credential);
    expect(stored).not.toContain(screen.secret);
  });

  it('makes one wall of a code that two operators enter at once, and tells the second one so', async () => {
    const screen = await openPairing(server.url);
    const enter = (name: string) => operator.ask('POST', path, { code: screen.code, name, title: name });
    const answers = await Promise.all(['bersama-a', 'bersama-b'].map(enter));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    const refused = answers.find(({ status }) => status === 422);
    expect(refused && (await faultsOf(refused))).toEqual(['/code pairing_entered']);
    const made = [await cardOf('bersama-a'), await cardOf('bersama-b')].filter((card) => card !== undefined);
    expect(made).toHaveLength(1);
    expect(await (await claim(server.url, screen)).json()).toEqual({ state: 'paired', name: made[0]?.name });
    expect(await faultsOf(await enter('bersama-c'))).toEqual(['/code pairing_entered']);
  });

  it('lets a code be entered again after a name that was taken', async () => {
    await pairWall(server.url, operator, 'sudah-ada');
    const { code } = await openPairing(server.url);
    const enter = (name: string) => operator.ask('POST', path, { code, name, title: 'Layar' });
    expect(await faultsOf(await enter('sudah-ada'))).toEqual(['/name wall_taken']);
    expect((await enter('belum-ada')).status).toBe(201);
  });

  it('leaves no wall behind whose code ended while it was made', async () => {
    let ahead = 0;
    const own = await startTestServer({ now: () => Date.now() + ahead });
    const someone = await openSession(own, { email: 'op@x.id', role: 'operator' });
    const screen = await openPairing(own.url);
    const write = own.store.changeRecords;
    own.store.changeRecords = async (...given) => {
      await write(...given);
      ahead = 600_000;
    };
    const answer = await someone.ask('POST', path, { code: screen.code, name: 'terlambat', title: 'x' });
    own.store.changeRecords = write;
    expect(await faultsOf(answer)).toEqual(['/code pairing_code']);
    expect((await own.accounts.walls.list()).map(({ name }) => name)).toEqual([]);
    await own.stop();
  });

  it('makes the cookie Secure behind TLS', async () => {
    const behind = await startTestServer({ env: { PUBLIC_URL: 'https://wall.example' } });
    const someone = await openSession(behind, { email: 'op@x.id', role: 'operator' });
    const screen = await openPairing(behind.url);
    await someone.ask('POST', path, { code: screen.code, name: 'aman', title: 'Aman' });
    expect((await claim(behind.url, screen)).headers.get('set-cookie')).toMatch(/; Secure$/);
    await behind.stop();
  });

  it('tells what is wrong with a code, a name that is taken or an address of its own', async () => {
    await pairWall(server.url, operator, 'terpakai');
    const { code } = await openPairing(server.url);
    const ask = async (body: object) => faultsOf(await operator.ask('POST', path, body));
    const title = 'Layar';
    expect(await ask({ code: 'AAAAAA', name: 'baru', title })).toEqual(['/code pairing_code']);
    expect(await ask({ code: '0OIL1S', name: 'baru', title })).toEqual(['/code format']);
    expect(await ask({ code, name: 'terpakai', title })).toEqual(['/name wall_taken']);
    for (const name of ['pasang', 'self', 'Besar', 'a--b', '../x', '-a'])
      expect(await ask({ code, name, title })).toEqual(['/name format']);
    expect(await cardOf('baru')).toBeUndefined();
  });

  it('stops an operator who tries codes out after ten in a minute, and nobody else', async () => {
    const trier = await openSession(server, { email: 'coba@x.id', role: 'operator' });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) {
      const body = { code: 'AAAAAA', name: `coba-${count}`, title: 'x' };
      statuses.push((await trier.ask('POST', path, body)).status);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429, 429]);
    await pairWall(server.url, operator, 'tidak-terhalang');
  });

  it('tells open pages that a waiting screen was closed', async () => {
    let ahead = 0;
    const own = await startTestServer({ now: () => Date.now() + ahead });
    const someone = await openSession(own, { email: 'op@x.id', role: 'operator' });
    const desk = await listenAt(`${own.url}/desk`, { cookie: someone.cookie });
    const toldOfWalls = () =>
      desk.heard.filter(({ payload }) => (payload as { topic?: string }).topic === 'walls').length;
    const countWaiting = async () => ((await (await someone.ask('GET', path)).json()) as WallList).waiting;
    await openPairing(own.url);
    await expect.poll(toldOfWalls).toBe(1);
    expect(await countWaiting()).toBe(1);
    ahead = 20_000;
    await expect.poll(toldOfWalls, { timeout: 5_000 }).toBe(2);
    expect(await countWaiting()).toBe(0);
    desk.close();
    await own.stop();
  });

  it('never lets one sender keep other screens from a code, whatever addresses its network has', async () => {
    const own = await startTestServer({ env: { TRUST_PROXY: 'loopback' } });
    const ask = createAsk(own.url, () => undefined);
    const open = async (from: string): Promise<number> =>
      (await ask('POST', `${path}/pairings`, {}, { 'x-forwarded-for': from })).status;
    const statuses = new Set<number>();
    for (let count = 1; count <= 60; count += 1) statuses.add(await open(`2001:db8:1:1::${count}`));
    statuses.add(await open('2001:db8:2:1::1'));
    expect([...statuses]).toEqual([201]);
    await own.stop();
  });

  it('gives fifty screens a code, and the next one a time to wait', async () => {
    const own = await startTestServer({ env: { TRUST_PROXY: 'loopback' } });
    const ask = createAsk(own.url, () => undefined);
    const open = (from: string): Promise<Response> => {
      return ask('POST', `${path}/pairings`, {}, { 'x-forwarded-for': from });
    };
    const answers: number[] = [];
    for (let count = 0; count < 60; count += 1) answers.push((await open(`192.0.2.${count}`)).status);
    const refused = await open('198.51.100.1');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(answers.filter((status) => status === 201)).toHaveLength(50);
    await own.stop();
  });
});

describe('the setup of a wall', () => {
  let other: InProcessServer;
  let by: SignedIn;
  beforeAll(async () => {
    other = await startTestServer();
    by = await openSession(other, { email: 'op@x.id', role: 'operator' });
    for (const name of ['kiri', 'kanan', 'tengah']) await pairWall(other.url, by, name);
  });
  afterAll(() => other.stop());

  const read = async (name: string): Promise<WallDetail> =>
    (await (await by.ask('GET', `${path}/${name}`)).json()) as WallDetail;
  const scenes = [
    { id: 'a', scene: 'peta', indicator: 'environment-pm25', dwellSeconds: 10 },
    { id: 'b', scene: 'pilar', pillar: 'living', panels: ['map'], layout: 'map-first', dwellSeconds: 20 },
  ];

  it('is changed by who saw its newest revision', async () => {
    const { revision, setup } = await read('kiri');
    const wanted = { ...setup, title: 'Kiri', scenes };
    expect((await by.ask('PUT', `${path}/kiri`, { revision, setup: wanted })).status).toBe(200);
    expect((await by.ask('PUT', `${path}/kiri`, { revision, setup })).status).toBe(409);
    expect(await read('kiri')).toMatchObject({ revision: revision + 1, setup: wanted });
  });

  it('does not lose its revision to a scene or a message that is sent', async () => {
    const { revision } = await read('kiri');
    await by.ask('POST', `${path}/kiri/show`, { view: { scene: 'peta' }, seconds: 60 });
    await by.ask('POST', `${path}/kiri/message`, { text: 'Halo', tone: 'info', seconds: 60 });
    expect((await read('kiri')).revision).toBe(revision);
  });

  it('names every fault at its place', async () => {
    const { revision, setup } = await read('kiri');
    const save = (more: object) => by.ask('PUT', `${path}/kiri`, { revision, setup: { ...setup, ...more } });
    const unknown = [
      { id: 'a', scene: 'peta', indicator: 'no-such', dwellSeconds: 10 },
      { id: 'b', scene: 'peta', area: '99.99', dwellSeconds: 10 },
    ];
    expect(await faultsOf(await save({ scenes: unknown }))).toEqual([
      '/setup/scenes/0/indicator unknown_indicator',
      '/setup/scenes/1/area unknown_area',
    ]);
    const bad = [{ id: 'a', scene: 'peta', panels: ['history'], dwellSeconds: 4 }];
    expect(await faultsOf(await save({ scenes: bad, title: '' }))).toContain('/setup/title required');
    expect((await save({ scenes: [] })).status).toBe(422);
    expect((await save({ scenes: [scenes[0], scenes[0]] })).status).toBe(422);
    const tile = { x: 2, y: 0, cols: 2, rows: 1, bezelX: 0, bezelY: 0 };
    expect(await faultsOf(await save({ tile }))).toEqual(['/setup/tile/x format']);
    expect((await read('kiri')).revision).toBe(revision);
  });

  it('is shared in a group: who joins takes its scenes, who changes them changes all', async () => {
    const join = async (name: string, more: object = {}) => {
      const { revision, setup } = await read(name);
      return by.ask('PUT', `${path}/${name}`, { revision, setup: { ...setup, group: 'ruang', ...more } });
    };
    expect((await join('kiri')).status).toBe(200);
    expect((await join('kanan')).status).toBe(200);
    expect((await read('kanan')).setup.scenes).toEqual((await read('kiri')).setup.scenes);
    expect((await read('kanan')).setup.title).toBe('kanan');
    expect((await join('kanan', { scenes: scenes.slice(0, 1) })).status).toBe(200);
    expect((await read('kiri')).setup.scenes).toEqual(scenes.slice(0, 1));
    expect((await read('tengah')).setup.scenes).toHaveLength(2);
    expect((await read('kiri')).groups).toEqual([{ name: 'ruang', walls: ['kanan', 'kiri'] }]);
  });
});

it('comes back with its cookie and all of its orders when the server starts anew', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simpul-walls-'));
  const before = await startTestServer({ dataDir });
  const by = await openSession(before, { email: 'op@x.id', role: 'operator' });
  const cookie = await pairWall(before.url, by, 'tetap');
  await by.ask('POST', `${path}/tetap/show`, { view: { scene: 'peta' }, seconds: null });
  await by.ask('POST', `${path}/tetap/message`, { text: 'Halo', tone: 'info', seconds: 600 });
  const told = async (url: string) => {
    const wall = await listenAt(`${url}/wall`, { cookie });
    const answer = await wall.socket.timeout(2_000).emitWithAck('wall:hello', hello);
    wall.close();
    return answer.data.orders;
  };
  const orders = await told(before.url);
  expect(orders).toMatchObject({ show: { view: { scene: 'peta' } }, message: { text: 'Halo' } });
  await before.stop();
  const after = await startTestServer({ dataDir });
  expect(await told(after.url)).toEqual(orders);
  await after.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('what is done to a wall', () => {
  it('is read by a presenter and done by an operator', async () => {
    await pairWall(server.url, operator, 'lihat');
    expect((await presenter.ask('GET', `${path}/lihat`)).status).toBe(200);
    for (const [method, place, body] of [
      ['POST', '/show', { view: null, seconds: null }],
      ['POST', '/message', { text: 'x', tone: 'info', seconds: 60 }],
      ['POST', '/reload', {}],
      ['POST', '/rename', { name: 'lain' }],
      ['DELETE', '', undefined],
    ] as const)
      expect((await presenter.ask(method, `${path}/lihat${place}`, body)).status).toBe(403);
  });

  it('stands in the audit with who did it', async () => {
    await pairWall(server.url, operator, 'tercatat');
    await operator.ask('POST', `${path}/tercatat/message`, { text: 'Halo', tone: 'info', seconds: 60 });
    await operator.ask('DELETE', `${path}/tercatat`);
    const admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
    const page = await (await admin.ask('GET', '/api/v1/admin/audit?subject=tercatat')).text();
    for (const action of ['wall.pair', 'wall.claim', 'wall.message', 'wall.unpair'])
      expect(page).toContain(action);
  });

  it('follows a wall to its new name, with the same cookie', async () => {
    const cookie = await pairWall(server.url, operator, 'nama-lama');
    const wall = await openWallSocket(server.url, cookie);
    expect((await operator.ask('POST', `${path}/nama-lama/rename`, { name: 'nama-baru' })).status).toBe(200);
    await expect.poll(() => wall.heard.at(-1)?.payload).toMatchObject({ name: 'nama-baru' });
    expect(await cardOf('nama-lama')).toBeUndefined();
    expect((await listenAt(`${server.url}/wall`, { cookie })).outcome).toBe('connected');
    expect(wall.closedAt()).toBeNull();
    wall.close();
  });

  it('gives a screen of one wall nothing of another, whatever address it opens', async () => {
    const [mine] = [
      await pairWall(server.url, operator, 'milik-a'),
      await pairWall(server.url, operator, 'milik-b'),
    ];
    const ask = createAsk(server.url, () => mine);
    for (const place of ['', '/milik-a', '/milik-b', '/milik-b/picture'])
      expect((await ask('GET', path + place)).status).toBe(401);
    expect((await ask('POST', `${path}/milik-b/show`, { view: null, seconds: null })).status).toBe(401);
    const wall = await openWallSocket(server.url, mine);
    await operator.ask('POST', `${path}/milik-b/message`, { text: 'untuk b', tone: 'info', seconds: 60 });
    await operator.ask('POST', `${path}/milik-a/message`, { text: 'untuk a', tone: 'info', seconds: 60 });
    await expect.poll(() => wall.heard.length).toBe(1);
    expect(JSON.stringify(wall.heard)).not.toContain('untuk b');
    wall.close();
  });

  it('a credential that is made up or cut short opens nothing', async () => {
    const cookie = await pairWall(server.url, operator, 'asli');
    for (const made of ['simpul_wall=', `simpul_wall=${'A'.repeat(43)}`, cookie.slice(0, -1), `x${cookie}`])
      expect((await listenAt(`${server.url}/wall`, { cookie: made })).outcome).toBe('sign-in');
  });
});

describe('the picture of a wall', () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
  it('is the newest it sent, for those who may look', async () => {
    const cookie = await pairWall(server.url, operator, 'potret');
    const send = (bytes: Uint8Array) =>
      createAsk(server.url, () => cookie)('POST', `${path}/self/picture`, bytes, {
        origin: server.url,
        'content-type': 'image/jpeg',
      });
    expect((await operator.ask('GET', `${path}/potret/picture`)).status).toBe(404);
    expect((await send(jpeg)).status).toBe(204);
    const answer = await presenter.ask('GET', `${path}/potret/picture`);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(jpeg);
    expect((await cardOf('potret'))?.pictureAt).not.toBeNull();
  });

  it('is no more than a picture of 200 kB', async () => {
    const cookie = await pairWall(server.url, operator, 'bukan-potret');
    const send = (bytes: Uint8Array) =>
      createAsk(server.url, () => cookie)('POST', `${path}/self/picture`, bytes, {
        origin: server.url,
        'content-type': 'image/jpeg',
      });
    expect((await send(new TextEncoder().encode('<svg onload=alert(1)>'))).status).toBe(415);
    const large = new Uint8Array(200_001);
    large.set(jpeg);
    expect((await send(large)).status).toBe(413);
    expect((await cardOf('bukan-potret'))?.pictureAt).toBeNull();
  });
});
