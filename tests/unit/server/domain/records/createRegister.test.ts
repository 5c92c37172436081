import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import { createRegister } from '../../../../../server/domain/records/createRegister.ts';
import type { RecordChange, StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import { IdempotencyConflictError, RecordConflictError } from '../../../../../server/domain/storeErrors.ts';
import { createLossyStore } from '../../../../support/lossyStore.ts';

const by = toSystemActor('ani');
const line = { kind: 'change', text: null };
type Doc = { readonly name: string };

/** Records as a store keeps them, with what was written. */
function open(max = 10) {
  const records = new Map<string, StoredRecord>();
  const notes: { action: string; after?: unknown }[] = [];
  let fails = false;
  const store = {
    getRecord: async (_kind: string, id: string) => records.get(id) ?? null,
    listRecords: async () => [...records.values()],
    changeRecords: async ([change]: readonly RecordChange[], note: { action: string }) => {
      if (fails) throw new Error('full');
      if (!change) throw new Error('nothing');
      const version = (records.get(change.id)?.version ?? 0) + 1;
      if (change.expect !== version - 1) throw new RecordConflictError();
      records.set(change.id, { ...change, owner: null, version, changedAt: 0 });
      notes.push(note);
    },
  };
  let now = 1_000;
  const build = () =>
    createRegister<Doc>({
      store,
      kind: 'agreement',
      base: new Map([['pack', { name: 'of the pack' }]]),
      now: () => now,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      max,
      onChange: () => undefined,
    });
  return {
    build,
    register: build(),
    records,
    notes,
    setNow: (at: number) => {
      now = at;
    },
    fail: (does: boolean) => {
      fails = does;
    },
  };
}

const call = (key: string, more: object = {}) => ({ key, request: { key, ...more }, by });
const rename = (name: string) => () => ({ doc: { name }, line });

describe('a register', () => {
  it('begins with what the pack knows; an edit makes a record over it that a new start finds', async () => {
    const { register, build, records } = open();
    expect(await register.find('pack')).toMatchObject({ version: 0, doc: { name: 'of the pack' } });
    await register.change('pack', { ...call('key-1'), version: 0 }, rename('edited'));
    expect(records.get('pack')?.version).toBe(1);
    expect(await build().find('pack')).toMatchObject({ version: 1, doc: { name: 'edited' } });
  });

  it('takes the same call once, and no other under its key', async () => {
    const { register, records } = open();
    const first = await register.make(call('key-1'), rename('a'));
    const again = await register.make(call('key-1'), rename('a'));
    expect(again).toEqual(first);
    expect(records.size).toBe(1);
    await expect(register.make(call('key-1', { other: true }), rename('b'))).rejects.toBeInstanceOf(
      IdempotencyConflictError,
    );
    await register.change('pack', call('key-2'), rename('b'));
    await register.change('pack', call('key-2'), rename('b'));
    expect((await register.find('pack'))?.version).toBe(1);
  });

  it('refuses what was meant for another version', async () => {
    const { register } = open();
    await register.change('pack', call('key-1'), rename('b'));
    await expect(
      register.change('pack', { ...call('key-2'), version: 0 }, rename('c')),
    ).rejects.toBeInstanceOf(RecordConflictError);
    expect((await register.find('pack'))?.doc.name).toBe('b');
  });

  it('keeps who changed what and when, never back in time, newest 500 lines', async () => {
    const { register, setNow, notes } = open();
    setNow(5_000);
    await register.change('pack', call('key-1'), rename('b'));
    setNow(4_000);
    for (let n = 2; n <= 503; n += 1) await register.change('pack', call(`key-${n}`), rename(`n${n}`));
    const log = (await register.find('pack'))?.log ?? [];
    expect(log).toHaveLength(500);
    expect(log.at(-1)).toMatchObject({ n: 503, at: 5_000, by: { id: 'ani', name: 'ani' } });
    expect(notes[0]).toMatchObject({ action: 'agreement.change', after: { request: { key: 'key-1' } } });
  });

  it('shows nothing that was not stored', async () => {
    const { register, fail } = open();
    fail(true);
    await expect(register.change('pack', call('key-1'), rename('b'))).rejects.toThrow('full');
    expect((await register.find('pack'))?.doc.name).toBe('of the pack');
    fail(false);
    await register.change('pack', call('key-1'), rename('b'));
    expect((await register.find('pack'))?.doc.name).toBe('b');
  });

  it('knows what was stored though its answer was lost: the same call again is done, the next one is not refused', async () => {
    const store = createLossyStore();
    let changes = 0;
    const register = createRegister<Doc>({
      store,
      kind: 'agreement',
      base: new Map([['pack', { name: 'of the pack' }]]),
      now: () => 1_000,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
      max: 10,
      onChange: () => {
        changes += 1;
      },
    });
    store.lose();
    await expect(register.change('pack', call('key-1'), rename('b'))).rejects.toThrow('unavailable');
    expect([(await register.find('pack'))?.doc.name, changes]).toEqual(['b', 1]);
    store.mend();
    expect((await register.change('pack', call('key-1'), rename('b'))).kind).toBe('done');
    store.lose(true);
    await expect(register.make(call('key-2'), rename('c'))).rejects.toThrow('unavailable');
    // What is at hand goes on.
    expect((await register.find('pack'))?.doc.name).toBe('b');
    store.mend();
    expect((await register.list()).map(({ doc }) => doc.name)).toEqual(['b', 'c']);
    await register.change('pack', call('key-3'), rename('d'));
    expect((await register.find('pack'))?.doc.name).toBe('d');
  });

  it('is bounded, and says so', async () => {
    const { register } = open(2);
    await register.make(call('key-1'), rename('a'));
    expect(await register.make(call('key-2'), rename('b'))).toEqual({
      kind: 'refused',
      faults: [{ pointer: '/key', code: 'register_full', params: { max: 2 } }],
    });
  });

  it('runs changes one after another: none works on what another is changing', async () => {
    const { register } = open();
    const add = (letter: string) =>
      register.change('pack', call(`key-${letter}`), ({ doc }) => ({
        doc: { name: `${doc.name}${letter}` },
        line,
      }));
    await Promise.all(['a', 'b', 'c'].map(add));
    expect((await register.find('pack'))?.doc.name).toBe('of the packabc');
  });

  it('does not know what is not there', async () => {
    const { register } = open();
    expect(await register.change('nothing', call('key-1'), rename('a'))).toEqual({ kind: 'not-found' });
  });
});
