import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type IdentityChange,
  type IdentityDocument,
  identityKeys,
  identityModels,
} from '../../../server/domain/people/identityStore.ts';
import { RecordConflictError } from '../../../server/domain/storeErrors.ts';
import { buildNote, type Engine, startAt, useStore } from './engine.ts';

const ana = { id: 'u1', email: 'ana@x.id', name: 'Ana', disabled: false, more: { a: [1, null, 'é'] } };
const budi = { id: 'u2', email: 'budi@x.id', name: 'Budi' };

function put(model: IdentityChange['model'], body: IdentityDocument): IdentityChange {
  return { model, id: body.id, body };
}

/** Suite of people, their sessions and secrets. */
export function describeIdentities(engine: Engine): void {
  describe(`identities on ${engine.name}`, () => {
    const own = useStore(engine);

    it('are found by their id and every key of their model, and by nothing else', async () => {
      const { store } = own;
      for (const model of identityModels) {
        const keys = Object.fromEntries(identityKeys[model].map((field) => [field, `${model}-${field}`]));
        await store.writeIdentities(
          [put(model, { id: 'a', ...keys, other: 'x' }), put(model, { id: 'b', other: 'x' })],
          null,
        );
        const find = async (field: string, value: string) =>
          (await store.findIdentities(model, { field, value })).map(({ id }) => id);
        expect(await find('id', 'b'), model).toEqual(['b']);
        for (const field of identityKeys[model]) {
          expect(await find(field, `${model}-${field}`), `${model} ${field}`).toEqual(['a']);
          expect(await find(field, 'nobody')).toEqual([]);
        }
        expect(await find('other', 'x')).toEqual([]);
        expect((await store.findIdentities(model)).map(({ id }) => id)).toEqual(['a', 'b']);
      }
    });

    it('come back as they were written, also after a reopening', async () => {
      await own.store.writeIdentities([put('user', ana)], null);
      await own.store.close();
      own.store = await own.place.open();
      expect(await own.store.findIdentities('user')).toEqual([ana]);
    });

    it('are one transaction with their entry and the records that change with them', async () => {
      const { store } = own;
      await store.writeIdentities(
        [put('user', ana), put('account', { id: 'k1', userId: 'u1', accountId: 'u1' })],
        buildNote({ action: 'person.create', subject: 'u1', after: { name: 'Ana' } }),
        [{ kind: 'invitation', id: 'i1', body: { used: true }, expect: 0 }],
      );
      expect(await store.listAudit({ limit: 10 })).toMatchObject([
        { n: 1, action: 'person.create', subject: 'u1', after: { name: 'Ana' }, seqs: null },
      ]);
      expect(await store.getRecord('invitation', 'i1')).toMatchObject({ version: 1, changedAt: startAt });
      const head = await store.auditHead();
      const clash = store.writeIdentities(
        [put('user', budi), { model: 'account', id: 'k1', body: null }],
        buildNote({ action: 'person.create' }),
        [
          { kind: 'notice', id: 'n1', body: {} },
          { kind: 'invitation', id: 'i1', body: null, expect: 7 },
        ],
      );
      await expect(clash).rejects.toBeInstanceOf(RecordConflictError);
      expect(await store.findIdentities('user')).toEqual([ana]);
      expect(await store.findIdentities('user', { field: 'email', value: budi.email })).toEqual([]);
      expect(await store.findIdentities('account', { field: 'userId', value: 'u1' })).toHaveLength(1);
      expect(await store.getRecord('notice', 'n1')).toBeNull();
      expect(await store.auditHead()).toEqual(head);
    });

    it('that nobody changed leave no entry', async () => {
      const { store } = own;
      const head = await store.auditHead();
      await store.writeIdentities([put('session', { id: 's1', token: 't', userId: 'u1' })], null);
      expect(await store.auditHead()).toEqual(head);
      expect(await store.findIdentities('session', { field: 'token', value: 't' })).toHaveLength(1);
    });

    it('never share an e-mail address, with others or in one write', async () => {
      const { store } = own;
      await store.writeIdentities([put('user', ana)], null);
      const refuse = async (...changes: IdentityChange[]) => {
        const writing = store.writeIdentities(changes, buildNote());
        await expect(writing).rejects.toBeInstanceOf(RecordConflictError);
        expect(await store.findIdentities('user')).toEqual([ana]);
        expect((await store.auditHead()).n).toBe(0);
      };
      await refuse(put('user', { ...budi, email: ana.email }));
      await refuse(put('user', budi), put('user', { ...budi, id: 'u3' }));
      await refuse(put('session', { id: 's1', token: 't' }), put('user', { ...budi, email: ana.email }));
      await store.writeIdentities([put('user', { ...ana, name: 'Ana Putri' })], null);
      await store.writeIdentities([{ model: 'user', id: ana.id, body: null }], null);
      await store.writeIdentities([put('user', { ...budi, email: ana.email })], null);
      expect((await store.findIdentities('user')).map(({ id }) => id)).toEqual(['u2']);
    });

    it('let only one of many at once have an e-mail address', async () => {
      const { store } = own;
      const writes = Array.from({ length: 10 }, (_, n) =>
        store.writeIdentities([put('user', { ...ana, id: `u${n}` })], buildNote()),
      );
      const results = await Promise.allSettled(writes);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.findIdentities('user')).toHaveLength(1);
      expect((await store.auditHead()).n).toBe(1);
    });

    it('are found by what they are now, not by what they were, and not once they are removed', async () => {
      const { store } = own;
      await store.writeIdentities([put('user', ana), put('session', { id: 'u1', token: 't' })], null);
      await store.writeIdentities([put('user', { ...ana, email: 'baru@x.id' })], null);
      const find = (value: string) => store.findIdentities('user', { field: 'email', value });
      expect([(await find(ana.email)).length, (await find('baru@x.id')).length]).toEqual([0, 1]);
      await store.writeIdentities([{ model: 'user', id: 'u1', body: null }], buildNote());
      await store.writeIdentities([{ model: 'user', id: 'nobody', body: null }], null);
      expect([(await find('baru@x.id')).length, await store.findIdentities('user')]).toEqual([0, []]);
      expect(await store.findIdentities('session')).toHaveLength(1);
    });

    it('hold after any writes what a map of them would', async () => {
      const change = fc.record({
        id: fc.constantFrom('a', 'b', 'c'),
        token: fc.constantFrom('t1', 't2', "'; --", 'ü☃'),
        remove: fc.boolean(),
      });
      const model = new Map<string, IdentityDocument>();
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 4 }), async (writes) => {
          for (const write of writes) {
            const changes = write.map(({ id, token, remove }): IdentityChange => {
              const body = { id, token, userId: `of-${token}` };
              if (remove) model.delete(id);
              else model.set(id, body);
              return { model: 'session', id, body: remove ? null : body };
            });
            await own.store.writeIdentities(changes, null);
          }
          const wanted = [...model.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(await own.store.findIdentities('session')).toEqual(wanted);
          for (const value of ['t1', 't2', "'; --", 'ü☃']) {
            expect(await own.store.findIdentities('session', { field: 'token', value })).toEqual(
              wanted.filter(({ token }) => token === value),
            );
          }
        }),
        { seed: 3216, numRuns: 30 },
      );
    });
  });
}
