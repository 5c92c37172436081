import { createAdapterFactory } from 'better-auth/adapters';
import type { AuditNote } from '../domain/audit/auditStore.ts';
import type { Turns } from '../domain/people/createTurns.ts';
import {
  type IdentityDocument,
  type IdentityModel,
  type IdentityStore,
  identityKeys,
  identityModels,
} from '../domain/people/identityStore.ts';
import { isMatch, type Term } from './matchTerms.ts';

/** What of a change is told to the audit; null for what nobody did. */
export type ToIdentityNote = (change: {
  readonly model: IdentityModel;
  readonly verb: 'create' | 'update' | 'delete';
  readonly before: IdentityDocument | null;
  readonly after: IdentityDocument | null;
  /** Person whose document it is. */
  readonly owner: IdentityDocument | null;
}) => AuditNote | null;

/** Needs of `createIdentityAdapter`. */
export interface AdapterParts {
  readonly store: IdentityStore;
  readonly toNote: ToIdentityNote;
  /** Told of everyone whose account or session changed. */
  readonly onChange: (userId: string) => void;
  /** Shared with whoever else changes the same documents. */
  readonly inTurn: Turns;
}

function toModel(name: string): IdentityModel {
  const model = identityModels.find((one) => one === name);
  if (!model) throw new Error(`the identity library asks for an unknown model ${name}`);
  return model;
}

/** The one equality that narrows the search most cheaply, where there is one. */
function findKey(model: IdentityModel, where: readonly Term[]): { field: string; value: string } | undefined {
  const fields = ['id', ...identityKeys[model]];
  const joinsByOr = where.some(({ connector }) => connector === 'OR');
  const term = where.find(
    ({ field, operator = 'eq', value }) =>
      operator === 'eq' && fields.includes(field) && typeof value === 'string',
  );
  return term && !joinsByOr ? { field: term.field, value: String(term.value) } : undefined;
}

function toUserId(model: IdentityModel, document: IdentityDocument | null): string | null {
  if (!document) return null;
  return model === 'user' ? document.id : typeof document['userId'] === 'string' ? document['userId'] : null;
}

/** Lets better-auth keep its documents in our store, so that each of its changes is one audited transaction on either engine. */
export function createIdentityAdapter(parts: AdapterParts) {
  const { find, write, change, remove } = createDocuments(parts);
  return createAdapterFactory({
    config: {
      adapterId: 'simpul',
      supportsDates: false,
      supportsJSON: false,
      supportsNumericIds: false,
      supportsArrays: false,
      transaction: false,
    },
    adapter: () => ({
      async create({ model, data }) {
        await write(model, 'create', [{ before: null, after: data as unknown as IdentityDocument }]);
        return data;
      },
      findOne: async ({ model, where }) => ((await find(model, where))[0] ?? null) as never,
      async findMany({ model, where, limit, offset, sortBy }) {
        const found = await find(model, where);
        if (sortBy) {
          const sign = sortBy.direction === 'desc' ? -1 : 1;
          found.sort((a, b) => sign * compare(a[sortBy.field], b[sortBy.field]));
        }
        const from = offset ?? 0;
        return found.slice(from, from + (limit ?? found.length)) as never;
      },
      count: async ({ model, where }) => (await find(model, where)).length,
      update: async ({ model, where, update }) =>
        ((await change(model, where, update as object))[0] ?? null) as never,
      updateMany: async ({ model, where, update }) => (await change(model, where, update)).length,
      async delete({ model, where }) {
        await remove(model, where, 1);
      },
      deleteMany: ({ model, where }) => remove(model, where),
    }),
  });
}

interface DocumentPair {
  readonly before: IdentityDocument | null;
  readonly after: IdentityDocument | null;
}

/**
 * The library's needs over our store. It lets a code or a link count once by a condition on what it changes; so what is found must still
 * be so when it is written.
 */
function createDocuments({ store, toNote, onChange, inTurn }: AdapterParts) {
  const find = async (name: string, where: readonly Term[] = []): Promise<IdentityDocument[]> => {
    const model = toModel(name);
    const candidates = await store.findIdentities(model, findKey(model, where));
    return candidates.filter((document) => isMatch(document, where));
  };
  const findOwner = async (userId: string | null): Promise<IdentityDocument | null> =>
    userId === null
      ? null
      : ((await store.findIdentities('user', { field: 'id', value: userId }))[0] ?? null);
  const write = async (
    name: string,
    verb: 'create' | 'update' | 'delete',
    pairs: readonly DocumentPair[],
  ): Promise<void> => {
    const model = toModel(name);
    for (const { before, after } of pairs) {
      const id = (after ?? before)?.id;
      if (id === undefined) continue;
      const userId = toUserId(model, after ?? before);
      const owner = model === 'user' ? (after ?? before) : await findOwner(userId);
      const note = toNote({ model, verb, before, after, owner });
      await store.writeIdentities([{ model, id, body: after }], note);
      if (userId !== null && verb !== 'create') onChange(userId);
    }
  };
  const change = (name: string, where: readonly Term[], update: object): Promise<IdentityDocument[]> =>
    inTurn(async () => {
      const pairs = (await find(name, where)).map((before) => ({ before, after: { ...before, ...update } }));
      await write(name, 'update', pairs);
      return pairs.map(({ after }) => after);
    });
  const remove = (name: string, where: readonly Term[], most = Number.POSITIVE_INFINITY): Promise<number> =>
    inTurn(async () => {
      const pairs = (await find(name, where)).slice(0, most).map((before) => ({ before, after: null }));
      await write(name, 'delete', pairs);
      return pairs.length;
    });
  return { find, write, change, remove };
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
