import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { areaCodeSchema } from '#shared/model/ids.ts';
import type { ReviewShown } from '#shared/protocol/review.ts';
import { createTurnsOf } from '../../../../../server/domain/people/createTurns.ts';
import type { RecordStore, StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { createGuests } from '../../../../../server/domain/sessions/createGuests.ts';
import {
  createSessions,
  type EndedSession,
  type Freeze,
} from '../../../../../server/domain/sessions/createSessions.ts';
import { createStages } from '../../../../../server/domain/sessions/createStages.ts';
import { createSessionShelf } from '../../../../../server/domain/sessions/sessionShelf.ts';
import { buildActor } from '../../../../support/desk.ts';
import { buildPlan, plannedAt } from '../../../../support/sessionBuilders.ts';

const ani = buildActor('ani', 'presenter');

let records: Map<string, StoredRecord>;
let now: number;
let isFull: boolean;
let count: number;
let shown: ReviewShown[];
let errors: unknown[];

beforeEach(() => {
  records = new Map();
  [now, count, isFull] = [plannedAt, 0, false];
  [shown, errors] = [[], []];
});

function openStore(): RecordStore {
  return {
    getRecord: async (kind, id) => records.get(`${kind}|${id}`) ?? null,
    listRecords: async (kind) => [...records.values()].filter((one) => one.kind === kind),
    async changeRecords(changes) {
      if (isFull) throw new Error('full');
      for (const { kind, id, body } of changes) {
        const key = `${kind}|${id}`;
        const version = (records.get(key)?.version ?? 0) + 1;
        if (body === null) records.delete(key);
        else records.set(key, { kind, id, owner: null, version, body, changedAt: now });
      }
    },
  };
}

function build(freeze: Freeze = async () => 'pack-0') {
  const store = openStore();
  const shelf = createSessionShelf(store);
  const inTurn = createTurnsOf();
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const randomSecret = () => {
    count += 1;
    return `secret-${count}`;
  };
  const common = { store, shelf, inTurn, hash, randomSecret, now: () => now };
  return createSessions({
    ...common,
    guests: createGuests(common),
    stages: createStages({
      store,
      now: () => now,
      runs: (id) => shelf.peek(id) !== undefined,
      onError: (error) => errors.push(error),
    }),
    randomId: randomSecret,
    names: async () => ({
      isIndicator: () => true,
      isArea: () => true,
      isAgency: () => true,
      isWall: () => true,
      isPerson: () => true,
    }),
    figure: async (wanted) => ({ ...wanted, value: null, observedAt: null, origin: null }),
    regency: areaCodeSchema.parse('32.16'),
    freeze,
    isSimulated: true,
    onShown: (_session, one) => shown.push(one),
    onError: (error) => errors.push(error),
  });
}

async function open(sessions: ReturnType<typeof build>, key = 'plan-0001'): Promise<string> {
  const made = await sessions.plan({ key, ...buildPlan() }, ani);
  if (made.kind !== 'done') throw new Error(made.kind);
  await sessions.enter(made.session.id, { kind: 'open', key: 'open-0001' }, ani);
  return made.session.id;
}

describe('createSessions', () => {
  it('says of a server that is not live that all is simulated, and reads back what it wrote', async () => {
    const id = await open(build());
    expect(await build().find(id)).toMatchObject({ state: 'open', simulated: true, version: 2 });
    expect(await build().find('nothing')).toBeNull();
  });

  it('never lets a line stand before the one it follows, whatever the clock does', async () => {
    const sessions = build();
    const id = await open(sessions);
    now -= 3_600_000;
    await sessions.enter(id, { kind: 'note', key: 'note-0001', text: 'x' }, ani);
    expect((await sessions.find(id))?.notes).toMatchObject([{ at: plannedAt }]);
  });

  it('shows an item only when its line is stored', async () => {
    const sessions = build();
    const id = await open(sessions);
    isFull = true;
    const item = { kind: 'item', key: 'item-0001', item: 'a2' } as const;
    await expect(sessions.enter(id, item, ani)).rejects.toThrow('full');
    expect([shown, (await sessions.find(id))?.item]).toEqual([[], null]);
    isFull = false;
    await sessions.enter(id, item, ani);
    expect(shown).toMatchObject([{ n: 2, view: { scene: 'pilar' } }]);
  });

  it('lets everyone go who came by a link, with the line that revokes it', async () => {
    const sessions = build();
    const id = await open(sessions);
    const link = { kind: 'link', label: 'Tim', speaksFor: null, expiresAt: plannedAt + 3_600_000 } as const;
    for (const key of ['link-0001', 'link-0002']) await sessions.enter(id, { ...link, key }, ani);
    for (const one of ['l3', 'l4']) {
      const body = { session: id, link: one, guest: `${one}.x`, name: 'Bu Rini' };
      const kept = { kind: 'session-guest', id: one, owner: id, version: 1, body, changedAt: now } as const;
      records.set(`session-guest|${one}`, kept);
    }
    const left = () => [...records.keys()].filter((key) => key.startsWith('session-guest'));
    const revoke = { kind: 'revoke-link', key: 'revoke-01', link: 'l3' } as const;
    expect((await build().enter(id, revoke, ani)).kind).toBe('done');
    expect(left()).toEqual(['session-guest|l4']);
    await build().enter(id, { kind: 'end', key: 'end-00001', summary: null }, ani);
    expect(left()).toEqual([]);
  });

  it('freezes the session as it is once it has ended, and keeps what that gave', async () => {
    const frozen: EndedSession[] = [];
    const sessions = build(async (ended) => {
      frozen.push(ended);
      return 'pack-1';
    });
    const id = await open(sessions);
    await sessions.enter(id, { kind: 'end', key: 'end-00001', summary: 'Selesai.' }, ani);
    expect(frozen).toMatchObject([
      { session: { state: 'ended', summary: 'Selesai.', pack: null }, ledBy: ani.label, by: ani },
    ]);
    expect(await sessions.find(id)).toMatchObject({ state: 'ended', pack: 'pack-1' });
    // What was ended is answered again, not frozen again.
    await sessions.enter(id, { kind: 'end', key: 'end-00001', summary: 'Selesai.' }, ani);
    expect(frozen).toHaveLength(1);
  });

  it('ended when its minutes say, however long they take', async () => {
    const frozen: EndedSession[] = [];
    const sessions = build(async (ended) => {
      frozen.push(ended);
      now += 4_000;
      return 'pack-1';
    });
    const id = await open(sessions);
    now += 60_000;
    const endedAt = now;
    await sessions.enter(id, { kind: 'end', key: 'end-00001', summary: null }, ani);
    expect(frozen).toMatchObject([{ session: { endedAt } }]);
    expect((await sessions.find(id))?.endedAt).toBe(endedAt);
  });

  it('holds up no other session while it freezes one, and lets nothing into that one', async () => {
    let finish = (_pack: string): void => undefined;
    const sessions = build(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const [id, other] = [await open(sessions), await open(sessions, 'plan-0002')];
    const ending = sessions.enter(id, { kind: 'end', key: 'end-00001', summary: null }, ani);
    const late = sessions.enter(id, { kind: 'note', key: 'note-0001', text: 'x' }, ani);
    const beside = await sessions.enter(other, { kind: 'note', key: 'note-0001', text: 'x' }, ani);
    expect([beside.kind, (await sessions.find(id))?.state]).toEqual(['done', 'open']);
    expect(await open(sessions, 'plan-0003')).not.toBe(id);
    finish('pack-1');
    expect([(await ending).kind, (await late).kind]).toEqual(['done', 'refused']);
  });

  it('goes on where nothing can be frozen, until whoever leads it ends it without a pack: then nothing is frozen any more', async () => {
    let freezes = 0;
    const sessions = build(() => {
      freezes += 1;
      return Promise.reject(new Error('no pack'));
    });
    const id = await open(sessions);
    const ended = await sessions.enter(id, { kind: 'end', key: 'end-00001', summary: null }, ani);
    expect(ended).toMatchObject({ kind: 'refused', faults: [{ code: 'session_no_pack' }] });
    expect(await sessions.find(id)).toMatchObject({ state: 'open' });
    const all = { kind: 'end', key: 'end-00002', summary: null, withoutPack: true } as const;
    expect(await sessions.enter(id, all, ani)).toMatchObject({ kind: 'done' });
    expect(await sessions.find(id)).toMatchObject({ state: 'ended', pack: null });
    expect([freezes, errors]).toEqual([1, [new Error('no pack')]]);
  });
});
