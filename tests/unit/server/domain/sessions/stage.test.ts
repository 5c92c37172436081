import { beforeEach, describe, expect, it } from 'vitest';
import { firstView, sessionLimits } from '#shared/model/session.ts';
import { sessionAt } from '#shared/rules/sessionAt.ts';
import { toNote } from '../../../../../server/domain/audit/toNote.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import type { RecordChange, RecordStore } from '../../../../../server/domain/records/recordStore.ts';
import { createStage } from '../../../../../server/domain/sessions/createStage.ts';
import { createStages, toStageChange } from '../../../../../server/domain/sessions/createStages.ts';
import { buildSessionLog } from '../../../../support/sessionBuilders.ts';

let at = 1_000;
const now = () => at;
const note = toNote(toSystemActor('x'), { at: 0, action: 'session.ended', subject: 'x' });
const ani = { id: 'user:ani', name: 'Ani', speaksFor: null, isGuest: false };
const rini = { id: 'guest:l3.x', name: 'Bu Rini', speaksFor: 'Kementerian', isGuest: true };
const pilar = { ...firstView, scene: 'pilar' as const };

describe('createStage', () => {
  it('counts people, not pages, and remembers when each was last here', () => {
    at = 1_000;
    const stage = createStage(null, firstView, now);
    expect(stage.enter({ ...ani, connection: 'a' })).toBe(true);
    stage.enter({ ...ani, connection: 'b' });
    stage.enter({ ...rini, connection: 'c' });
    expect(stage.here()).toBe(2);
    at = 5_000;
    stage.leave(ani.id, 'a');
    expect(stage.find(ani.id)?.isHere).toBe(true);
    stage.leave(ani.id, 'b');
    stage.leave(ani.id, 'b');
    expect(stage.here()).toBe(1);
    expect(stage.attendance()).toEqual([
      { ...ani, joinedAt: 1_000, lastAt: 5_000, isHere: false },
      { ...rini, joinedAt: 1_000, lastAt: 1_000, isHere: true },
    ]);
    at = 9_000;
    stage.enter({ ...ani, connection: 'd' });
    expect(stage.find(ani.id)).toMatchObject({ joinedAt: 1_000, lastAt: 9_000, isHere: true });
  });

  it('counts as ready who said so last and is here', () => {
    const stage = createStage(null, firstView, now);
    stage.enter({ ...ani, connection: 'a' });
    stage.enter({ ...rini, connection: 'c' });
    for (const one of [ani, rini]) stage.setReady(one.id, true);
    stage.setReady(ani.id, false);
    expect([stage.countReady(), stage.isReady(rini.id)]).toEqual([1, true]);
    stage.leave(rini.id, 'c');
    expect(stage.countReady()).toBe(0);
    stage.clearReady();
    expect(stage.isReady(rini.id)).toBe(false);
  });

  it('takes no guest down beyond its bound, but lets accounts in and those come back who were here', () => {
    const stage = createStage(null, firstView, now);
    for (let index = 0; index < sessionLimits.attendance; index += 1)
      stage.enter({ ...rini, id: `guest:${index}`, connection: `c${index}` });
    expect(stage.enter({ ...rini, connection: 'b' })).toBe(false);
    expect(stage.enter({ ...ani, connection: 'a' })).toBe(true);
    stage.leave('guest:1', 'c1');
    expect(stage.enter({ ...rini, id: 'guest:1', connection: 'c9999' })).toBe(true);
  });

  it('goes on from what was kept: the same view, a number above all that were shown, nobody here', () => {
    at = 1_000;
    const before = createStage(null, firstView, now);
    before.enter({ ...ani, connection: 'a' });
    before.show(pilar, ani);
    at = 7_000;
    const kept = before.toBody();
    const after = createStage(kept, firstView, now);
    expect(after.shown()).toMatchObject({ view: pilar, by: ani });
    expect(after.shown().n).toBeGreaterThan(before.shown().n + 90);
    expect(after.attendance()).toMatchObject([{ id: ani.id, isHere: false, lastAt: 7_000 }]);
    expect(after.here()).toBe(0);
  });
});

describe('createStages', () => {
  const session = sessionAt({ id: 'x', log: buildSessionLog() });
  if (!session) throw new Error('no session');

  let isOver = false;
  const runs = () => !isOver;
  beforeEach(() => {
    isOver = false;
  });

  function createStore() {
    const written: RecordChange[] = [];
    const state = { fails: false };
    const store: RecordStore = {
      getRecord: async (kind, id) =>
        written.findLast((one) => one.id === id)
          ? {
              kind,
              id,
              owner: null,
              version: 1,
              body: written.findLast((one) => one.id === id)?.body,
              changedAt: 0,
            }
          : null,
      listRecords: async () => [],
      async changeRecords(changes) {
        if (state.fails) throw new Error('full');
        written.push(...changes);
      },
    };
    return { store, written, state };
  }

  it('opens one stage for those who come at once, at the first item of the agenda', async () => {
    const stages = createStages({ store: createStore().store, now, runs, onError: () => undefined });
    const [one, other] = await Promise.all([stages.open(session), stages.open(session)]);
    expect(one).toBe(other);
    expect(one.shown()).toEqual({ n: 1, view: session.agenda[0]?.view, by: null });
  });

  it('writes what changed, once, and again where that failed', async () => {
    const { store, written, state } = createStore();
    const errors: unknown[] = [];
    const stages = createStages({ store, now, runs, onError: (error) => errors.push(error) });
    const stage = await stages.open(session);
    await stages.flush();
    expect(written).toEqual([]);
    stage.enter({ ...ani, connection: 'a' });
    state.fails = true;
    await stages.flush();
    state.fails = false;
    await stages.flush();
    await stages.flush();
    expect([errors.length, written.length]).toEqual([1, 1]);
    await stages.end('x', async () => {
      isOver = true;
    });
    expect(await stages.readAttendance(session)).toMatchObject([{ id: ani.id }]);
  });

  it('writes what was shown while it wrote, before it says that it is kept', async () => {
    const { store, written } = createStore();
    const stages = createStages({ store, now, runs, onError: () => undefined });
    const stage = await stages.open(session);
    stage.show(pilar, null);
    const first = stages.flush();
    await Promise.resolve();
    stage.show(firstView, null);
    const [second, third] = [stages.flush(), stages.flush()];
    expect(third).toBe(second);
    await second;
    expect(written.at(-1)?.body).toMatchObject({ shown: { n: 3, view: firstView } });
    await first;
    expect(written).toHaveLength(2);
  });

  it('writes nothing over what the end wrote, and goes on where the end failed', async () => {
    const { store, written } = createStore();
    const stages = createStages({ store, now, runs, onError: () => undefined });
    const stage = await stages.open(session);
    stage.enter({ ...ani, connection: 'a' });
    const failed = stages.end('x', async () => {
      await stages.flush();
      throw new Error('full');
    });
    await expect(failed).rejects.toThrow('full');
    expect(written).toEqual([]);
    await stages.flush();
    expect(written).toHaveLength(1);
    await stages.end('x', async () => {
      await store.changeRecords([toStageChange('x', stage.toBody({ isOver: true }))], note);
      stage.leave(ani.id, 'a');
      await stages.flush();
      isOver = true;
    });
    await stages.flush();
    expect(written).toHaveLength(2);
    expect(stages.peek('x')).toBeUndefined();
  });

  it('keeps no stage of a session that ended while it was read', async () => {
    const stages = createStages({ store: createStore().store, now, runs, onError: () => undefined });
    const opening = stages.open(session);
    isOver = true;
    await opening;
    expect(stages.peek('x')).toBeUndefined();
  });
});
