import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView, sessionAnswerSchema } from '../../../shared/model/session.ts';
import { problemSchema } from '../../../shared/protocol/problem.ts';
import { wallPicturedSchema, wallWelcomeSchema } from '../../../shared/protocol/wall.ts';
import { waitFor } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { enter, entered, openReviewPage, planSession, sessionPath } from '../../support/sessions.ts';
import { type Listener, listenAt } from '../../support/sockets.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { hello, openWallSocket, pairWall } from '../../support/walls.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'simpul-session-walls-'));
let server: InProcessServer;
let presenter: SignedIn;
beforeAll(async () => {
  server = await startTestServer({ dataDir });
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function faultsOf(answer: Response): Promise<string[]> {
  const { errors = [] } = problemSchema.parse(await answer.json());
  return errors.map(({ pointer, code }) => `${pointer} ${code}`);
}

async function find(id: string) {
  return sessionAnswerSchema.parse(await (await presenter.ask('GET', `${sessionPath}/${id}`)).json());
}

async function openOne(): Promise<string> {
  const id = await planSession(presenter);
  await entered(presenter, id, { kind: 'open' });
  return id;
}

function shownOn(wall: Listener) {
  const shown = wall.heard.filter(({ name }) => name === 'wall:show');
  return shown.map(({ payload }) => (payload as { show: { view: object } | null }).show?.view ?? null);
}

function picturesOn(wall: Listener) {
  const told = wall.heard.filter(({ name }) => name === 'wall:picture');
  return told.map(({ payload }) => wallPicturedSchema.parse(payload).picture);
}

/** Leaves walls as a server does that dies between a line and its order. */
async function leaveHalfDone(operator: SignedIn) {
  const [over, id] = [await openOne(), await openOne()];
  for (const name of ['usai', 'baru-ikut', 'diambil']) await pairWall(server.url, operator, name);
  const showOf = async (name: string) => (await server.accounts.walls.find(name))?.body.show ?? null;
  for (const wall of ['baru-ikut', 'diambil']) {
    await entered(presenter, id, { kind: 'wall', wall, on: true });
    await waitFor(async () => (await showOf(wall))?.session === id, 'the session');
  }
  await entered(presenter, over, { kind: 'end', summary: null });
  const write = async (name: string, show: object | null): Promise<void> => {
    const record = await server.store.getRecord('wall', name);
    const body = { ...(record?.body as object), show };
    const note = { at: 0, actor: 'system:x', label: 'x', from: null, action: 'x.x', subject: name };
    await server.store.changeRecords([{ kind: 'wall', id: name, body }], note);
  };
  const scene = { view: { scene: 'peta' }, from: Date.now(), until: null, by: 'x' };
  await write('usai', { ...scene, session: over });
  await write('baru-ikut', null);
  await write('diambil', scene);
  return {
    async isSetRight(): Promise<void> {
      const wallsOf = () => server.accounts.sessionDoor.shelf.peek(id)?.session.walls.join();
      await waitFor(async () => (await showOf('usai')) === null, 'the release');
      await waitFor(async () => (await showOf('baru-ikut'))?.session === id, 'the session');
      await waitFor(() => wallsOf() === 'baru-ikut', 'the wall to leave');
      expect((await showOf('diambil'))?.view.scene).toBe('peta');
    },
  };
}

describe('a wall that follows', () => {
  it('shows what the session shows where it can, and goes back to its own scenes with the end', async () => {
    const operator = await openSession(server, { email: 'operator@x.id', role: 'operator' });
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'utama'));
    const id = await openOne();
    expect(await faultsOf(await enter(presenter, id, { kind: 'wall', wall: 'tak-ada', on: true }))).toEqual([
      '/wall session_wall',
    ]);
    await entered(presenter, id, { kind: 'wall', wall: 'utama', on: true });
    await waitFor(() => shownOn(wall).length === 1, 'the first view');
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    await waitFor(() => shownOn(wall).length === 2, 'the view of the item');
    const page = await openReviewPage(server.url, presenter.cookie, id);
    const green = { ...firstView, scene: 'pilar', pillar: 'environment' };
    for (const view of [
      { ...green, scene: 'janji' },
      { ...green, at: 1 },
    ])
      await page.socket.timeout(2_000).emitWithAck('review:show', { view });
    // What is no order goes beside it.
    await waitFor(() => picturesOn(wall).some(({ view }) => view.at === 1), 'an instant of the past');
    expect(picturesOn(wall).some(({ view }) => view.scene === 'janji')).toBe(true);
    await entered(presenter, id, { kind: 'end', summary: null });
    await waitFor(() => shownOn(wall).length === 3, 'the release');
    expect(shownOn(wall)).toEqual([
      { scene: 'ikhtisar', pillar: 'governance' },
      { scene: 'pilar', pillar: 'environment' },
      null,
    ]);
    wall.close();
  });

  it('keeps what an operator sent it since, when the session ends or lets go of it', async () => {
    const operator = await openSession(server, { email: 'operator4@x.id', role: 'operator' });
    const names = ['kiri', 'kanan', 'tengah'] as const;
    for (const name of names) await pairWall(server.url, operator, name);
    const sceneOf = async (name: string) => (await server.accounts.walls.find(name))?.body.show?.view.scene;
    const [id, second] = [await openOne(), await openOne()];
    for (const wall of names) await entered(presenter, id, { kind: 'wall', wall, on: true });
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    for (const name of names) await waitFor(async () => (await sceneOf(name)) === 'pilar', name);
    const sent = { view: { scene: 'peta' }, seconds: null };
    expect((await operator.ask('POST', '/api/v1/walls/kiri/show', sent)).status).toBeLessThan(300);
    await entered(presenter, second, { kind: 'wall', wall: 'kanan', on: true });
    await waitFor(async () => (await sceneOf('kanan')) === 'ikhtisar', 'the other session');
    await entered(presenter, id, { kind: 'end', summary: null });
    await waitFor(async () => (await sceneOf('tengah')) === undefined, 'the release');
    expect([await sceneOf('kiri'), await sceneOf('kanan')]).toEqual(['peta', 'ikhtisar']);
    await entered(presenter, second, { kind: 'wall', wall: 'kanan', on: false });
    await waitFor(async () => (await sceneOf('kanan')) === undefined, 'the release of the other');
  });

  it('leaves the session when an operator shows something else, and comes back only when it is sent again', async () => {
    const operator = await openSession(server, { email: 'operator2@x.id', role: 'operator' });
    await pairWall(server.url, operator, 'samping');
    const showOf = async () => (await server.accounts.walls.find('samping'))?.body.show ?? null;
    const id = await openOne();
    const send = { kind: 'wall', wall: 'samping', on: true } as const;
    await entered(presenter, id, send);
    await waitFor(async () => (await showOf())?.session === id, 'the session');
    await operator.ask('POST', '/api/v1/walls/samping/show', { view: { scene: 'peta' }, seconds: null });
    await waitFor(async () => (await find(id)).session.walls.length === 0, 'the wall to leave');
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    const after = await showOf();
    expect(after?.view.scene).toBe('peta');
    expect(after?.session).toBeUndefined();
    await entered(presenter, id, send);
    await waitFor(async () => (await showOf())?.view.pillar === 'environment', 'the item');
    await entered(presenter, id, { ...send, on: false });
    await waitFor(async () => (await showOf()) === null, 'the release');
  });

  it('goes on under its new name where it is renamed, and is let go with the end', async () => {
    const operator = await openSession(server, { email: 'operator5@x.id', role: 'operator' });
    await pairWall(server.url, operator, 'lama');
    const showOf = async () => (await server.accounts.walls.find('baru'))?.body.show ?? null;
    const id = await openOne();
    await entered(presenter, id, { kind: 'wall', wall: 'lama', on: true });
    await waitFor(
      async () => (await server.accounts.walls.find('lama'))?.body.show?.session === id,
      'the session',
    );
    const renamed = await operator.ask('POST', '/api/v1/walls/lama/rename', { name: 'baru' });
    expect(renamed.status).toBeLessThan(300);
    await waitFor(async () => (await find(id)).session.walls.join() === 'baru', 'the new name');
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    await waitFor(async () => (await showOf())?.view.pillar === 'environment', 'the item');
    await entered(presenter, id, { kind: 'end', summary: null });
    await waitFor(async () => (await showOf()) === null, 'the release');
  });

  it('is told again what is shown when the server has started anew, and set right where that had left it half done', async () => {
    const operator = await openSession(server, { email: 'operator3@x.id', role: 'operator' });
    const cookie = await pairWall(server.url, operator, 'ruang');
    const id = await openOne();
    await entered(presenter, id, { kind: 'wall', wall: 'ruang', on: true });
    const page = await openReviewPage(server.url, presenter.cookie, id);
    await page.socket.timeout(2_000).emitWithAck('review:show', { view: { ...firstView, at: 7 } });
    page.close();
    const half = await leaveHalfDone(operator);
    await server.stop();
    server = await startTestServer({ dataDir });
    const wall = await listenAt(`${server.url}/wall`, { cookie });
    await waitFor(async () => {
      const answer = await wall.socket.timeout(2_000).emitWithAck('wall:hello', hello);
      return wallWelcomeSchema.parse(answer.data).picture?.view.at === 7;
    }, 'the instant that is shown');
    wall.close();
    await half.isSetRight();
  });
});
