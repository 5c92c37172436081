import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstView } from '../../../shared/model/session.ts';
import { waitFor } from '../../support/machines.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { enter, entered, openReviewPage, planSession } from '../../support/sessions.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { openWallSocket, pairWall } from '../../support/walls.ts';

let server: InProcessServer;
let presenter: SignedIn;
let operator: SignedIn;
beforeAll(async () => {
  server = await startTestServer();
  presenter = await openSession(server, { email: 'penyaji@x.id', role: 'presenter' });
  operator = await openSession(server, { email: 'operator@x.id', role: 'operator' });
});
afterAll(() => server.stop());

async function openOne(): Promise<string> {
  const id = await planSession(presenter);
  await entered(presenter, id, { kind: 'open' });
  return id;
}

describe('a wall that follows', () => {
  it('shows what the session shows where it can, and goes back to its own scenes with the end', async () => {
    const wall = await openWallSocket(server.url, await pairWall(server.url, operator, 'utama'));
    const shown = () =>
      wall.heard
        .filter(({ name }) => name === 'wall:show')
        .map(({ payload }) => (payload as { show: { view: object } | null }).show?.view ?? null);
    const id = await openOne();
    const nowhere = await enter(presenter, id, { kind: 'wall', wall: 'tak-ada', on: true });
    expect(await nowhere.json()).toMatchObject({ errors: [{ pointer: '/wall', code: 'session_wall' }] });
    await entered(presenter, id, { kind: 'wall', wall: 'utama', on: true });
    await waitFor(() => shown().length === 1, 'the first view');
    await entered(presenter, id, { kind: 'item', item: 'a2' });
    await waitFor(() => shown().length === 2, 'the view of the item');
    const page = await openReviewPage(server.url, presenter.cookie, id);
    for (const view of [
      { ...firstView, scene: 'janji' },
      { ...firstView, at: 1 },
    ])
      await page.socket.timeout(2_000).emitWithAck('review:show', { view });
    await entered(presenter, id, { kind: 'end', summary: null });
    await waitFor(() => shown().length === 3, 'the release');
    expect(shown()).toEqual([
      { scene: 'ikhtisar', pillar: 'governance' },
      { scene: 'pilar', pillar: 'environment' },
      null,
    ]);
    wall.close();
  });

  it('keeps what an operator sent it since, when the session ends or lets go of it', async () => {
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
});
