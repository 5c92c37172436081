import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Walls } from '../../../server/domain/walls/createWalls.ts';
import type { Wall } from '../../../server/domain/walls/wall.ts';
import { hashState } from '../../../shared/delta/stateHash.ts';
import { firstView } from '../../../shared/model/session.ts';
import { wallOrdersSchema } from '../../../shared/model/wall.ts';
import { wallPicturedSchema, wallSchemas, wallWelcomeSchema } from '../../../shared/protocol/wall.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { entered, openReviewPage, planSession } from '../../support/sessions.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { buildProof, hello, openWallSocket, pairWall } from '../../support/walls.ts';

let server: InProcessServer;
let operator: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ env: { VIEWING: 'signed-in' } });
  operator = await openSession(server, { email: 'op@x.id', role: 'operator' });
});
afterAll(() => server.stop());

const emit = (wall: Listener, event: string, payload: unknown) =>
  wall.socket.timeout(2_000).emitWithAck(event, payload);
const heardOf = (wall: Listener, event: string) => wall.heard.filter(({ name }) => name === event);
const card = async (name: string) => {
  const list = (await (await operator.ask('GET', '/api/v1/walls')).json()) as {
    items: { name: string; state: string; report: { verdict: string } | null }[];
  };
  return list.items.find((one) => one.name === name);
};

/** A proof of what the server holds now. */
function toTrueProof() {
  const { epoch, seq } = server.liveState;
  const hash = hashState({
    records: [...server.liveState.listChanges()].map(({ record }) => record),
    events: server.liveState.listEvents().map(({ event }) => event),
    feeds: server.liveState.listFeeds().map(({ feed }) => feed),
    alarms: server.liveState.listAlarms(),
  });
  return buildProof({ epoch, seq, hash });
}

describe('who is let into /wall', () => {
  it('P21: takes the cookie of a paired wall, and nothing else', async () => {
    const cookie = await pairWall(server.url, operator, 'p-door');
    const token = await server.token('disdamkar', ['readings:read']);
    const outcomes = [
      await listenAt(`${server.url}/wall`, { cookie }),
      await listenAt(`${server.url}/wall`, {}),
      await listenAt(`${server.url}/wall`, { cookie: operator.cookie }),
      await listenAt(`${server.url}/wall`, { bearer: token }),
      await listenAt(`${server.url}/wall`, { cookie: `${operator.cookie}; ${cookie}` }),
    ];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'connected',
      'sign-in',
      'sign-in',
      'sign-in',
      'connected',
    ]);
    for (const one of outcomes) one.close();
  });

  it('P21: turns away another site, and a fifth connection of one wall', async () => {
    const cookie = await pairWall(server.url, operator, 'p-many');
    const other = await listenAt(`${server.url}/wall`, { cookie, origin: 'http://elsewhere.example' });
    expect(other.outcome).not.toBe('connected');
    const walls: Listener[] = [];
    for (let count = 0; count < 5; count += 1) walls.push(await listenAt(`${server.url}/wall`, { cookie }));
    expect(walls.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('connected'), 'busy']);
    for (const one of walls) one.close();
  });

  it('P21: closes a wall that is unpaired within 5 s, here and at /live', async () => {
    const cookie = await pairWall(server.url, operator, 'p-unpair');
    const [wall, live] = [
      await openWallSocket(server.url, cookie),
      await listenAt(`${server.url}/live`, { cookie }),
    ];
    expect([wall.outcome, live.outcome]).toEqual(['connected', 'connected']);
    await operator.ask('DELETE', '/api/v1/walls/p-unpair');
    expect(await Promise.all([wall.closes(5_000), live.closes(5_000)])).toEqual([true, true]);
    expect((await listenAt(`${server.url}/wall`, { cookie })).outcome).toBe('sign-in');
  });
});

describe('what a wall says', () => {
  it('P22: answers wall:hello with its orders, and refuses another protocol', async () => {
    const wall = await listenAt(`${server.url}/wall`, {
      cookie: await pairWall(server.url, operator, 'p-hello'),
    });
    expect(await emit(wall, 'wall:hello', { ...hello, protocol: 99 })).toMatchObject({
      ok: false,
      code: 'version',
    });
    const answer = await emit(wall, 'wall:hello', hello);
    expect(answer.ok).toBe(true);
    expect(wallWelcomeSchema.parse(answer.data).orders).toMatchObject({
      name: 'p-hello',
      show: null,
      message: null,
    });
    wall.close();
  });

  it('P22: is watched from its hello on, though nobody had read of the wall before', async () => {
    const walls = server.accounts.walls as { list: Walls['list'] };
    const { list } = walls;
    const reads: Promise<readonly Wall[]>[] = [];
    walls.list = () => {
      const read = list().then((all) => all.filter(({ name }) => name !== 'p-unread'));
      reads.push(read);
      return read;
    };
    const cookie = await pairWall(server.url, operator, 'p-unread');
    await Promise.all(reads);
    walls.list = list;
    expect(reads.length).toBeGreaterThan(0);
    const wall = await openWallSocket(server.url, cookie);
    await emit(wall, 'wall:proof', toTrueProof());
    expect((await card('p-unread'))?.state).toBe('live');
    wall.close();
  });

  it('P22: takes no wall:proof before the hello, and no wrong one after it', async () => {
    const wall = await listenAt(`${server.url}/wall`, {
      cookie: await pairWall(server.url, operator, 'p-first'),
    });
    expect(await emit(wall, 'wall:proof', buildProof())).toMatchObject({ ok: false, code: 'forbidden' });
    await emit(wall, 'wall:hello', hello);
    for (const wrong of [{}, { ...buildProof(), frames: -1 }, { ...buildProof(), more: 1 }, null]) {
      expect(await emit(wall, 'wall:proof', wrong)).toMatchObject({ ok: false, code: 'invalid' });
    }
    wall.close();
  });

  it('P23: is live by its proof, stuck when its frames are old, gone when the connection breaks', async () => {
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'p-proof'));
    expect((await card('p-proof'))?.state).toBe('catching-up');
    await emit(wall, 'wall:proof', toTrueProof());
    expect(await card('p-proof')).toMatchObject({ state: 'live', report: { verdict: 'same' } });
    await emit(wall, 'wall:proof', { ...toTrueProof(), painted: 9_000 });
    expect((await card('p-proof'))?.state).toBe('stuck');
    wall.close();
    await expect.poll(async () => (await card('p-proof'))?.state, { timeout: 2_000 }).toBe('gone');
  });

  it('P23: is dead 12 s after its last proof, though its connection stands', async () => {
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'p-dead'));
    await emit(wall, 'wall:proof', toTrueProof());
    const from = performance.now();
    await expect
      .poll(async () => (await card('p-dead'))?.state, { timeout: 15_000, interval: 200 })
      .toBe('dead');
    expect(performance.now() - from).toBeGreaterThan(11_500);
    expect(wall.closedAt()).toBeNull();
    wall.close();
  });

  it('P24: compares the hash at the seq that it was taken at', async () => {
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'p-hash'));
    const proof = toTrueProof();
    const verdictOf = async (more: object) =>
      (await emit(wall, 'wall:proof', { ...proof, ...more })).data?.verdict;
    expect(await verdictOf({})).toBe('same');
    expect(await verdictOf({ hash: proof.hash + 1 })).toBe('different');
    expect((await card('p-hash'))?.state).toBe('live');
    expect(await verdictOf({ epoch: 'another' })).toBe('different');
    expect((await card('p-hash'))?.state).toBe('astray');
    expect(await verdictOf({ seq: proof.seq + 1_000 })).toBe('unknown');
    expect(await verdictOf({})).toBe('same');
    expect((await card('p-hash'))?.state).toBe('live');
    wall.close();
  });
});

describe('what a wall is told', () => {
  it('P25: hears wall:setup, wall:show and wall:message as they change, and finds them in its next hello', async () => {
    const cookie = await pairWall(server.url, operator, 'p-orders');
    const wall = await openWallSocket(server.url, cookie);
    const path = '/api/v1/walls/p-orders';
    const { setup } = (await (await operator.ask('GET', path)).json()) as { setup: { scenes: object[] } };
    await operator.ask('PUT', path, { revision: 1, setup: { ...setup, title: 'Lain' } });
    await operator.ask('POST', `${path}/show`, { view: { scene: 'peta' }, seconds: 60 });
    await operator.ask('POST', `${path}/message`, { text: 'Halo', tone: 'bad', seconds: 60 });
    await expect.poll(() => wall.heard.length).toBe(3);
    expect(wall.heard.map(({ name }) => name)).toEqual(['wall:setup', 'wall:show', 'wall:message']);
    for (const { name, payload } of wall.heard)
      expect(wallSchemas[name as keyof typeof wallSchemas].safeParse(payload).success).toBe(true);
    const { orders } = (await emit(wall, 'wall:hello', hello)).data;
    expect(orders).toMatchObject({
      setup: { title: 'Lain' },
      show: { view: { scene: 'peta' }, by: 'op' },
      message: { text: 'Halo', tone: 'bad', by: 'op' },
    });
    await operator.ask('POST', `${path}/show`, { view: null, seconds: null });
    await operator.ask('POST', `${path}/message`, { text: null, tone: 'bad', seconds: 60 });
    await expect
      .poll(() => wall.heard.slice(3))
      .toEqual([
        { name: 'wall:show', payload: { show: null } },
        { name: 'wall:message', payload: { message: null } },
      ]);
    wall.close();
  });

  it('P25: sends a scene to every wall of a group, with one start, and the same rotation', async () => {
    const walls: Listener[] = [];
    for (const name of ['p-left', 'p-right']) {
      walls.push(await openWallSocket(server.url, await pairWall(server.url, operator, name)));
      const path = `/api/v1/walls/${name}`;
      const { setup } = (await (await operator.ask('GET', path)).json()) as { setup: object };
      await operator.ask('PUT', path, { revision: 1, setup: { ...setup, group: 'p-pair' } });
    }
    await operator.ask('POST', '/api/v1/walls/p-left/show', { view: { scene: 'peta' }, seconds: null });
    await expect.poll(() => walls.map((wall) => heardOf(wall, 'wall:show').length)).toEqual([1, 1]);
    const [left, right] = walls.map((wall) => heardOf(wall, 'wall:show')[0]?.payload);
    expect(left).toEqual(right);
    const orders = [];
    for (const wall of walls)
      orders.push(wallOrdersSchema.parse((await emit(wall, 'wall:hello', hello)).data.orders));
    expect(orders[0]?.anchorAt).toBe(orders[1]?.anchorAt);
    expect(orders[0]?.setup.scenes).toEqual(orders[1]?.setup.scenes);
    for (const wall of walls) wall.close();
  });

  it('P26: hears wall:reload, and the desk how many pages were asked', async () => {
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'p-reload'));
    const answer = await operator.ask('POST', '/api/v1/walls/p-reload/reload', {});
    expect(await answer.json()).toEqual({ asked: 1 });
    await expect.poll(() => heardOf(wall, 'wall:reload').length).toBe(1);
    wall.close();
  });
});

describe('what goes with a session', () => {
  it('P33: wall:picture comes before its scene and with a hello, wall:pointed while it follows, none of an operator', async () => {
    const cookie = await pairWall(server.url, operator, 'p-led');
    const wall = await openWallSocket(server.url, cookie);
    const presenter = await openSession(server, { email: 'led@x.id', role: 'presenter' });
    const id = await planSession(presenter);
    await entered(presenter, id, { kind: 'open' });
    const page = await openReviewPage(server.url, presenter.cookie, id);
    const follow = { kind: 'wall', wall: 'p-led', on: true } as const;
    await entered(presenter, id, follow);
    await expect.poll(() => heardOf(wall, 'wall:show').length).toBe(1);
    expect(wall.heard.map(({ name }) => name)).toEqual(['wall:picture', 'wall:show']);
    expect(wallPicturedSchema.parse(wall.heard[0]?.payload).picture.id).toBe(id);
    page.socket.emit('review:point', { at: { x: 0.5, y: 0.25 } });
    await expect.poll(() => heardOf(wall, 'wall:pointed')).toMatchObject([{ payload: { at: { y: 0.25 } } }]);
    const again = await emit(wall, 'wall:hello', hello);
    expect(wallWelcomeSchema.parse(again.data)).toMatchObject({
      orders: { show: { session: id } },
      picture: { id },
    });
    await operator.ask('POST', '/api/v1/walls/p-led/show', { view: { scene: 'peta' }, seconds: null });
    await expect.poll(() => heardOf(wall, 'wall:show').length).toBe(2);
    await page.socket.timeout(2_000).emitWithAck('review:show', { view: { ...firstView, at: 1 } });
    page.socket.emit('review:point', { at: { x: 0.1, y: 0.1 } });
    await emit(wall, 'wall:hello', hello);
    expect(heardOf(wall, 'wall:show').length).toBe(2);
    expect(heardOf(wall, 'wall:pointed').length).toBe(1);
    expect(wallWelcomeSchema.parse((await emit(wall, 'wall:hello', hello)).data).picture).toBeNull();
    page.close();
    wall.close();
  });
});
