import { beforeEach, describe, expect, it } from 'vitest';
import { type SessionDeed, sessionLimits } from '#shared/model/session.ts';
import { createTurnsOf } from '../../../../../server/domain/people/createTurns.ts';
import type { RecordStore, StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { createGuests } from '../../../../../server/domain/sessions/createGuests.ts';
import { createSessionShelf, type SessionBody } from '../../../../../server/domain/sessions/sessionShelf.ts';
import { buildSessionLog, plannedAt } from '../../../../support/sessionBuilders.ts';

const hour = 3_600_000;
const links = ['l2', 'l3', 'l4', 'l5'];
let now: number;
let kept: StoredRecord[];
beforeEach(() => {
  [now, kept] = [plannedAt + 600_000, []];
});

/** Links of one session, each with its id as its secret; `l2` holds for an hour less than the others. */
function open(...after: readonly SessionDeed[]) {
  const made = links.map((id): SessionDeed => {
    const expiresAt = plannedAt + (id === 'l2' ? 1 : 2) * hour;
    return { kind: 'link', id, label: 'Tim', speaksFor: null, expiresAt };
  });
  const log = buildSessionLog(...made, ...after);
  const secrets = Object.fromEntries(links.map((id) => [id, `#${id}`]));
  const body: SessionBody = { log, call: 'c', request: 'r', keys: [], secrets };
  const session = { kind: 'session', id: 'x', owner: null, version: 1, body, changedAt: 0 } as const;
  const store: RecordStore = {
    getRecord: async () => null,
    listRecords: async (kind) => (kind === 'session' ? [session] : kept),
    async changeRecords(changes) {
      for (const { kind, id, body: one } of changes)
        kept.push({ kind, id, owner: null, version: 1, body: one, changedAt: 0 });
    },
  };
  let count = 0;
  const guests = createGuests({
    store,
    shelf: createSessionShelf(store),
    now: () => now,
    randomSecret() {
      count += 1;
      return `s${count}`;
    },
    hash: (text) => `#${text}`,
    inTurn: createTurnsOf(),
  });
  const come = (secret: string) =>
    guests.join({ session: 'x', secret, name: 'Bu Rini', credential: null, from: null });
  return { guests, come };
}

const revoked: SessionDeed = { kind: 'link-revoked', id: 'l2' };
const guestOf = (link: string, index: number): StoredRecord => ({
  kind: 'session-guest',
  id: `#${link}-${index}`,
  owner: 'x',
  version: 1,
  body: { session: 'x', link, guest: `${link}.${index}`, name: 'Bu Rini' },
  changedAt: 0,
});
const come = (link: string, count: number): void => {
  for (let index = 0; index < count; index += 1) kept.push(guestOf(link, index));
};

describe('a session that many come into', () => {
  it('is locked by a link to nobody who has another one', async () => {
    come('l2', sessionLimits.guestsOfLink);
    const session = open();
    expect(await session.come('l2')).toBeNull();
    expect(await session.come('l3')).not.toBeNull();
  });

  it('has a bound in all, within which guests of links that are over take up no room', async () => {
    for (const link of ['l2', 'l3']) come(link, sessionLimits.guestsOfLink);
    come('l4', sessionLimits.attendance - 2 * sessionLimits.guestsOfLink);
    expect(await open().come('l5')).toBeNull();
    expect(await open(revoked).come('l5')).not.toBeNull();
    kept.pop();
    now = plannedAt + 1.5 * hour;
    expect(await open().come('l5')).not.toBeNull();
  });

  it('lets go of those who came by one link alone', async () => {
    for (const link of ['l2', 'l3']) come(link, 2);
    const { guests } = open();
    expect((await guests.removals('x', 'l2')).map(({ id }) => id)).toEqual(['#l2-0', '#l2-1']);
    expect(await guests.removals('x')).toHaveLength(4);
  });
});
