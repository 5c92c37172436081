import { describe, expect, it } from 'vitest';
import type { AgreementDoc } from '#shared/model/agreement.ts';
import { indicatorIdSchema } from '#shared/model/ids.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { createAgreements } from '../../../../../server/domain/agreements/createAgreements.ts';
import type { Register } from '../../../../../server/domain/records/createRegister.ts';
import { buildAgreement, buildItem } from '../../../../support/officialBuilders.ts';

const docs: Readonly<Record<string, AgreementDoc>> = {
  old: buildAgreement({
    title: 'MoU 2022',
    signedOn: '2022-04-21',
    items: [buildItem({ id: 'i1', text: 'Lama', party: 'Kementerian', agency: null })],
  }),
  new: buildAgreement({
    title: 'MoU 2026',
    predecessor: 'old',
    signedOn: '2026-01-10',
    items: [
      buildItem({ id: 'i1', text: 'Selesai', doneOn: '2026-06-01' }),
      buildItem({ id: 'i2', text: 'Nanti', dueOn: '2027-01-01' }),
      buildItem({ id: 'i3', text: 'Terlambat' }),
      buildItem({ id: 'i4', text: 'Batal', dropped: 'tidak jadi' }),
    ],
  }),
  draft: buildAgreement({
    title: 'Konsep MoU 2027',
    predecessor: 'new',
    signedOn: null,
    validFrom: '2027-01-01',
    items: [buildItem({ id: 'i1', text: 'Masih konsep' })],
  }),
};
const kept = new Map(Object.entries(docs).map(([id, doc]) => [id, { id, version: 1, doc, log: [] }]));
const register = {
  list: async () => [...kept.values()],
  find: async (id) => kept.get(id) ?? null,
} as Pick<Register<AgreementDoc>, 'list' | 'find'> as Register<AgreementDoc>;
const toDay = (at: number): string => toLocalDate(at, 'Asia/Jakarta');
const agreements = createAgreements({
  register,
  now: () => 0,
  today: () => '2026-11-05',
  toDay,
  isAgency: () => true,
  isIndicator: () => true,
  agencyLabel: (code) => code.toUpperCase(),
  figure: () => {
    throw new Error('no item has an indicator');
  },
  isSimulated: false,
  keepFile: async () => null,
});

describe('what was promised, for a session', () => {
  it('stands newest agreement first, late ones on top, without what was dropped or stands in a draft', async () => {
    const promises = await agreements.listPromises(Date.parse('2026-11-05T03:00:00Z'));
    expect(promises.map(({ text, isLate, owner, from }) => [text, isLate, owner, from])).toEqual([
      ['Terlambat', true, 'BAPPEDA', 'MoU 2026'],
      ['Nanti', false, 'BAPPEDA', 'MoU 2026'],
      ['Selesai', false, 'BAPPEDA', 'MoU 2026'],
      ['Lama', true, 'Kementerian', 'MoU 2022'],
    ]);
    expect(promises[2]).toMatchObject({ kind: 'action', id: 'new|i1', doneOn: '2026-06-01' });
  });

  it('is late by the day of the region, not by that of Greenwich', async () => {
    const isLate = async (iso: string) =>
      (await agreements.listPromises(Date.parse(iso))).find(({ text }) => text === 'Terlambat')?.isLate;
    expect(await isLate('2026-06-30T16:59:59Z')).toBe(false);
    expect(await isLate('2026-06-30T17:00:00Z')).toBe(true);
  });

  it('is put in order once, until an agreement is another', async () => {
    const at = Date.parse('2026-11-05T03:00:00Z');
    const first = await agreements.listPromises(at);
    expect(await agreements.listPromises(at + 1)).toBe(first);
    const old = kept.get('old');
    if (!old) throw new Error('there is none');
    kept.set('old', { ...old, version: 2, doc: { ...old.doc, title: 'MoU 2022, diubah' } });
    expect((await agreements.listPromises(at)).at(-1)?.from).toBe('MoU 2022, diubah');
    kept.set('old', old);
  });

  it('comes with a title that needs no figures', async () => {
    const indicator = indicatorIdSchema.parse('living-fires');
    const items = [buildItem({ id: 'i1', indicator })];
    kept.set('figures', {
      id: 'figures',
      version: 1,
      doc: buildAgreement({ title: 'Beton', items }),
      log: [],
    });
    expect(await agreements.titleOf('figures')).toBe('Beton');
    expect(await agreements.titleOf('none')).toBeNull();
    kept.delete('figures');
  });
});

describe('what goes on from an agreement', () => {
  it('is what was signed; a draft stands apart and carries nothing on', async () => {
    const { items } = await agreements.list();
    const successors = Object.fromEntries(items.map((one) => [one.id, one.successors.map(({ id }) => id)]));
    expect(successors).toEqual({ old: ['new'], new: [], draft: [] });
    expect(await agreements.find('new')).toMatchObject({ successors: [], drafts: [{ id: 'draft' }] });
    expect(await agreements.find('old')).toMatchObject({ successors: [{ id: 'new' }], drafts: [] });
  });
});
