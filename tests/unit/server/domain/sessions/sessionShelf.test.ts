import { describe, expect, it } from 'vitest';
import type { SessionDeed } from '#shared/model/session.ts';
import { toNote } from '../../../../../server/domain/audit/toNote.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { createTurnsOf } from '../../../../../server/domain/people/createTurns.ts';
import { createGuests } from '../../../../../server/domain/sessions/createGuests.ts';
import { createSessionShelf } from '../../../../../server/domain/sessions/sessionShelf.ts';
import { createLossyStore } from '../../../../support/lossyStore.ts';
import { buildSessionLog, plannedAt } from '../../../../support/sessionBuilders.ts';

const by = toSystemActor('ani');
const note = toNote(by, { at: plannedAt, action: 'session.x', subject: 'x' });
const link: SessionDeed = {
  kind: 'link',
  id: 'l2',
  label: 'Tim',
  speaksFor: null,
  expiresAt: plannedAt + 3_600_000,
};
const log = buildSessionLog(link, { kind: 'link-revoked', id: 'l2' });

/** A session with one link, whose secret is `s`, over a store that can lose its answers. */
async function open() {
  const store = createLossyStore();
  const shelf = createSessionShelf(store);
  const guests = createGuests({
    store,
    shelf,
    now: () => plannedAt,
    randomSecret: () => 'cookie',
    hash: (text) => `#${text}`,
    inTurn: createTurnsOf(),
  });
  const told: string[] = [];
  shelf.onLine((session, { n, deed }, before) =>
    told.push(`${before?.version ?? 0} ${n} ${deed.kind} ${session.version}`),
  );
  const base = { call: 'c', request: 'r', keys: [], secrets: { l2: '#s' } };
  const write = async (n: number): Promise<void> => {
    const line = log[n - 1];
    if (!line) throw new Error('no line');
    const was = n === 1 ? null : await shelf.get('x');
    await shelf.write({ id: 'x', was, line, body: { ...base, log: log.slice(0, n) } }, note);
  };
  await shelf.load();
  await write(1);
  const lose = async (n: number, isDeaf = false): Promise<void> => {
    store.lose(isDeaf);
    await expect(write(n)).rejects.toThrow('unavailable');
    store.mend();
  };
  return { shelf, guests, told, write, lose };
}

describe('a line whose answer was lost', () => {
  it('is there and is told, so that the next one is not refused', async () => {
    const { shelf, told, write, lose } = await open();
    await lose(2);
    expect(shelf.peek('x')?.session.version).toBe(2);
    await write(3);
    expect(told).toEqual(['0 1 planned 1', '1 2 link 2', '2 3 link-revoked 3']);
  });

  it('lets nobody in by a link that it revoked, and takes everyone out who came by it', async () => {
    const { guests, write, lose } = await open();
    await write(2);
    await guests.join({ session: 'x', secret: 's', name: 'Bu Rini', credential: null, from: null });
    expect(await guests.find('cookie', 'x')).not.toBeNull();
    const left: string[] = [];
    guests.onChange((id) => left.push(id));
    await lose(3);
    expect([left.length, await guests.find('cookie', 'x'), await guests.opens('x', 's')]).toEqual([
      1,
      null,
      false,
    ]);
  });

  it('is found with the next look where the store could not be read', async () => {
    const { shelf, told, lose } = await open();
    await lose(2, true);
    expect(told).toHaveLength(1);
    expect((await shelf.get('x'))?.session.version).toBe(2);
    expect(told).toHaveLength(2);
  });
});
