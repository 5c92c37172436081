import { describe, expect, it, vi } from 'vitest';
import { agencyCodeSchema } from '#shared/model/ids.ts';
import {
  firstView,
  type SessionDecision,
  type SessionPromise,
  type SessionView,
} from '#shared/model/session.ts';
import { sessionAt } from '#shared/rules/sessionAt.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { createPromises } from '../../../../../server/domain/sessions/createPromises.ts';
import { createWallFollow, toWallView } from '../../../../../server/domain/sessions/createWallFollow.ts';
import type { SessionShelf } from '../../../../../server/domain/sessions/sessionShelf.ts';
import { buildSessionLog, leader } from '../../../../support/sessionBuilders.ts';

const decision: SessionDecision = {
  id: 'd3',
  text: 'Menambah alat ukur.',
  owner: agencyCodeSchema.parse('dlh'),
  dueOn: '2026-03-31',
  figure: null,
  item: null,
  at: 0,
  by: leader,
  withdrawn: null,
  done: null,
};
const action: SessionPromise = {
  kind: 'action',
  id: 'x',
  text: 'Menyusun rencana aksi.',
  owner: 'Bappeda',
  dueOn: '2026-01-31',
  doneOn: null,
  from: 'Nota Kesepakatan',
  isLate: true,
};

describe('createPromises', () => {
  const done = { on: '2026-02-01', words: 'Ya', at: 0, by: leader };
  const decisions = [
    { ...decision, id: 'd4', dueOn: '2026-02-01', done: { ...done, on: '2026-01-20' } },
    { ...decision, id: 'd5', done },
    decision,
    { ...decision, id: 'd6', dueOn: '2026-02-28' },
  ];
  const build = (actions: readonly SessionPromise[]) =>
    createPromises({
      shelf: {
        load: async () => undefined,
        listDecided: () => [{ session: { id: 's', title: 'Triwulan I', simulated: false }, decisions }],
      } as unknown as SessionShelf,
      actionPromises: async () => actions,
      today: () => '2026-03-01',
      agency: () => 'DLH',
    });

  it('puts what is open first, by due date, whatever it comes from, then what was done lately', async () => {
    const { promises: list, promisesLeft } = await build([action]).list();
    expect(list.map(({ id, isLate }) => [id, isLate])).toEqual([
      ['x', true],
      ['s|d6', true],
      ['s|d3', false],
      ['s|d5', false],
      ['s|d4', false],
    ]);
    expect(list[1]).toMatchObject({ owner: 'DLH', from: 'Triwulan I', doneOn: null });
    expect(promisesLeft).toBeUndefined();
  });

  it('tells a hundred of them, and how many more there are', async () => {
    const actions = Array.from({ length: 98 }, (_, index) => ({ ...action, id: `a${index}` }));
    const { promises, promisesLeft } = await build(actions).list();
    expect(promises).toHaveLength(100);
    expect(promises.at(-1)?.id).toBe('s|d3');
    expect(promisesLeft).toBe(2);
  });
});

describe('promises that every page is told', () => {
  it('are put in order once, until a session, an agreement or the day is another', async () => {
    let decided = [{ session: { id: 's', title: 'Triwulan I', simulated: false }, decisions: [decision] }];
    let actions = [action];
    let day = '2026-03-01';
    const promises = createPromises({
      shelf: { load: async () => undefined, listDecided: () => [...decided] } as unknown as SessionShelf,
      actionPromises: async () => actions,
      today: () => day,
      agency: () => 'DLH',
    });
    const first = await promises.list();
    expect(await promises.list()).toBe(first);
    expect(await promises.listDecisions()).toBe(await promises.listDecisions());
    decided = decided.map((one) => ({ ...one, session: { ...one.session, title: 'Triwulan II' } }));
    expect((await promises.list()).promises[1]).toMatchObject({
      id: 's|d3',
      from: 'Triwulan II',
      isLate: false,
    });
    day = '2026-04-01';
    expect((await promises.list()).promises[1]).toMatchObject({ id: 's|d3', isLate: true });
    actions = [{ ...action, text: 'Lain' }];
    expect((await promises.list()).promises[0]).toMatchObject({ id: 'x', text: 'Lain' });
    decided = [...decided, ...decided.map((one) => ({ ...one, session: { ...one.session, id: 't' } }))];
    expect((await promises.list()).promises).toHaveLength(3);
    expect(await promises.listDecisions()).toHaveLength(2);
  });
});

describe('walls that follow', () => {
  const view = (more: Partial<SessionView>): SessionView => ({ ...firstView, pillar: null, ...more });

  it('are ordered the scenes that they have, whatever the time', () => {
    expect(toWallView(view({ scene: 'pilar', pillar: 'living' }))).toEqual({
      scene: 'pilar',
      pillar: 'living',
    });
    expect(toWallView(view({ scene: 'upacara' }))).toBeNull();
    expect(toWallView(view({ at: 1 }))).toEqual({ scene: 'ikhtisar' });
  });

  it('get one order at a time, then the newest, and none for what changes nothing for them', async () => {
    const session = sessionAt({ id: 'x', log: buildSessionLog({ kind: 'wall', wall: 'utama', on: true }) });
    const orders: (string | null)[] = [];
    const overs: (string | undefined)[] = [];
    const pictures: string[] = [];
    let release = (): void => undefined;
    const follow = createWallFollow({
      session: () => session ?? undefined,
      view: () => undefined,
      promises: async () => ({ promises: [] }),
      tell: ({ view: told }) => void pictures.push(told.scene),
      send: (_wall, show, _by, over) => {
        orders.push(show?.view.scene ?? null);
        overs.push(over);
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      },
      by: toSystemActor('sessions'),
      now: () => 0,
      onError: () => undefined,
    });
    follow.show('x', view({ scene: 'peta' }));
    follow.show('x', view({ scene: 'pilar' }));
    follow.show('x', view({ scene: 'ikhtisar' }));
    await vi.waitFor(() => expect(orders).toEqual(['peta']));
    release();
    await vi.waitFor(() => expect(orders).toEqual(['peta', 'ikhtisar']));
    release();
    await Promise.resolve();
    follow.show('x', view({ scene: 'ikhtisar', highlight: { kind: 'pillar', id: 'living' } }));
    follow.release('utama', 'x');
    await vi.waitFor(() => expect(orders).toEqual(['peta', 'ikhtisar', null]));
    release();
    await vi.waitFor(() => expect(pictures.length).toBe(4));
    // Beginning alone takes a wall from whoever has it.
    if (session) follow.turn('utama', session, view({ scene: 'peta' }));
    await vi.waitFor(() => expect(orders.length).toBe(4));
    expect(overs).toEqual(['x', 'x', 'x', undefined]);
  });

  it('are sent again what could not be sent', async () => {
    const session = sessionAt({ id: 'x', log: buildSessionLog({ kind: 'wall', wall: 'utama', on: true }) });
    const errors: unknown[] = [];
    let tries = 0;
    const follow = createWallFollow({
      session: () => session ?? undefined,
      view: () => undefined,
      promises: async () => ({ promises: [] }),
      tell: () => undefined,
      async send() {
        tries += 1;
        if (tries === 1) throw new Error('full');
      },
      by: toSystemActor('sessions'),
      now: () => 0,
      onError: (error) => errors.push(error),
    });
    for (const expected of [1, 2, 2]) {
      follow.show('x', view({ scene: 'peta' }));
      await vi.waitFor(() => expect(tries).toBe(expected));
      await new Promise(setImmediate);
    }
    expect(errors).toEqual([new Error('full')]);
  });
});
