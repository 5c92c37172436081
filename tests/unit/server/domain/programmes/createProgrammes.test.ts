import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../../../server/domain/people/actor.ts';
import { createProgrammes } from '../../../../../server/domain/programmes/createProgrammes.ts';
import type { RecordStore } from '../../../../../server/domain/records/recordStore.ts';
import { RecordConflictError } from '../../../../../server/domain/storeErrors.ts';
import { agencyCodeSchema } from '../../../../../shared/model/ids.ts';
import { createLossyStore } from '../../../../support/lossyStore.ts';
import { buildBudget, buildProgramme } from '../../../../support/programmes.ts';

const person = (role: 'agency-operator' | 'verifier'): Actor => ({
  kind: 'user',
  id: role,
  label: role,
  role,
  agency: role === 'agency-operator' ? agencyCodeSchema.parse('disdamkar') : null,
  from: null,
});
const [clerk, verifier] = [person('agency-operator'), person('verifier')];

const build = (store: RecordStore) =>
  createProgrammes({
    store,
    now: () => Date.UTC(2026, 10, 5),
    randomId: () => 'x',
    hash: (text) => Buffer.from(text).toString('hex'),
    zone: 'Asia/Jakarta',
    pack: [],
    names: { isAgency: () => true, isArea: () => true, isIndicator: () => true, pillarOf: () => undefined },
    agencyLabel: (code) => code,
    evidenceOwner: async () => null,
    isSimulated: true,
    onChange: () => undefined,
  });

/** The register over a store whose writes end when `release` is called. */
async function openRegister() {
  const notes: string[] = [];
  let held: Promise<void> | null = null;
  let release = (): void => undefined;
  const programmes = build({
    getRecord: async () => null,
    listRecords: async () => [],
    async changeRecords(_changes, note) {
      await held;
      notes.push(note.action);
    },
  });
  await programmes.load();
  const added = await programmes.add({ key: 'key-00001', programme: buildProgramme() }, clerk);
  if (added.kind !== 'done') throw new Error(added.kind);
  const hold = (): void => {
    held = new Promise((resolve) => {
      release = resolve;
    });
  };
  return { programmes, id: added.id, notes, hold, release: () => release() };
}

describe('a programme that is given to another agency', () => {
  it('is no longer changed by a call of the former one that waits behind that', async () => {
    const { programmes, id, notes, hold, release } = await openRegister();
    hold();
    const given = programmes.change(
      id,
      { version: 1, programme: buildProgramme({ agency: 'bappeda' }) },
      verifier,
    );
    // Both name the version that stands once the first call has ended.
    const back = programmes.change(id, { version: 2, programme: buildProgramme() }, clerk);
    const money = programmes.putBudget(
      { programme: id, year: 2026 },
      { version: 0, budget: buildBudget(1_000_000) },
      clerk,
    );
    release();
    expect(await given).toEqual({ kind: 'done', id });
    expect(await back).toEqual({ kind: 'other-agency' });
    expect(await money).toEqual({ kind: 'other-agency' });
    expect(programmes.find(id)?.fields.agency).toBe('bappeda');
    expect(programmes.budgetsOf(id)).toEqual([]);
    expect(notes).toEqual(['programme.add', 'programme.change']);
  });

  it('is another matter than one that is still the own', async () => {
    const { programmes, id } = await openRegister();
    const money = { version: 0, budget: buildBudget(1_000_000) };
    expect(await programmes.putBudget({ programme: id, year: 2026 }, money, clerk)).toEqual({
      kind: 'done',
      id,
    });
    const renamed = { version: 1, programme: buildProgramme({ name: 'Pos baru' }) };
    expect(await programmes.change(id, renamed, clerk)).toEqual({ kind: 'done', id });
  });
});

describe('a change whose answer was lost', () => {
  it('stands in the register as it stands in the store, whatever was changed', async () => {
    const store = createLossyStore();
    const programmes = build(store);
    await programmes.load();
    const lose = async (work: () => Promise<unknown>): Promise<void> => {
      store.lose();
      await expect(work()).rejects.toThrow('unavailable');
      store.mend();
    };
    const wanted = { key: 'key-00001', programme: buildProgramme() };
    await lose(() => programmes.add(wanted, clerk));
    const added = await programmes.add(wanted, clerk);
    if (added.kind !== 'done') throw new Error(added.kind);
    const { id } = added;
    const renamed = buildProgramme({ name: 'Pos baru' });
    await lose(() => programmes.change(id, { version: 1, programme: renamed }, clerk));
    expect(programmes.find(id)).toMatchObject({ version: 2, fields: { name: 'Pos baru' } });
    const money = { version: 0, budget: buildBudget(1_000_000) };
    await lose(() => programmes.putBudget({ programme: id, year: 2026 }, money, clerk));
    expect(programmes.findBudget(id, 2026)?.version).toBe(1);
    await lose(() => programmes.remove(id, { version: 2, reason: 'x' }, verifier));
    expect([programmes.find(id), programmes.findBudget(id, 2026), programmes.list()]).toEqual([
      null,
      null,
      [],
    ]);
  });

  it('is found with the next one where the store could not be read', async () => {
    const store = createLossyStore();
    const programmes = build(store);
    await programmes.load();
    await programmes.add({ key: 'key-00001', programme: buildProgramme() }, clerk);
    const [{ id } = { id: '' }] = programmes.list();
    const rename = (version: number, name: string) =>
      programmes.change(id, { version, programme: buildProgramme({ name }) }, clerk);
    store.lose(true);
    await expect(rename(1, 'Pos baru')).rejects.toThrow('unavailable');
    store.mend();
    await expect(rename(1, 'Pos lain')).rejects.toBeInstanceOf(RecordConflictError);
    expect(programmes.find(id)).toMatchObject({ version: 2, fields: { name: 'Pos baru' } });
    expect(await rename(2, 'Pos lain')).toMatchObject({ kind: 'done' });
  });
});
