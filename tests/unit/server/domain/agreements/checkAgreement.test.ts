import { describe, expect, it } from 'vitest';
import { type AgreementEntry, agreementLimits, type NewAgreement } from '#shared/model/agreement.ts';
import { applyEntry } from '../../../../../server/domain/agreements/applyEntry.ts';
import { checkEntry, checkFacts } from '../../../../../server/domain/agreements/checkAgreement.ts';
import { buildAgreement, buildFacts, buildItem } from '../../../../support/officialBuilders.ts';

const known = {
  isAgency: (code: string) => code === 'bappeda',
  isIndicator: (id: string) => id === 'governance-spbe',
  today: () => '2026-11-05',
};
const chain: Readonly<Record<string, string | null>> = { a: null, b: 'a', c: 'b' };
const predecessorOf = (id: string): string | null | undefined => chain[id];
const codesOf = (id: string | null, more: Parameters<typeof buildFacts>[0]) =>
  checkFacts(id, buildFacts(more), predecessorOf, known).map(({ pointer, code }) => `${pointer} ${code}`);

describe('facts of an agreement', () => {
  it('are taken as they are on the paper', () => {
    expect(codesOf(null, {})).toEqual([]);
    expect(codesOf(null, { signedOn: null, validFrom: null, validUntil: null })).toEqual([]);
    expect(codesOf('c', { predecessor: 'b' })).toEqual([]);
  });

  it('are not of tomorrow, and do not end before they begin', () => {
    expect(codesOf(null, { signedOn: '2026-11-06' })).toEqual(['/signedOn day_ahead']);
    expect(codesOf(null, { validUntil: '2026-01-09' })).toEqual(['/validUntil day_before_start']);
  });

  it('do not go on from themselves, nor from what is not there', () => {
    expect(codesOf('a', { predecessor: 'c' })).toEqual(['/predecessor agreement_circle']);
    expect(codesOf('a', { predecessor: 'a' })).toEqual(['/predecessor agreement_circle']);
    expect(codesOf(null, { predecessor: 'nowhere' })).toEqual(['/predecessor agreement_unknown']);
  });
});

const {
  id: _,
  doneOn: __,
  doneNote: ___,
  dropped: ____,
  files: _____,
  simulated: ______,
  ...item
} = buildItem();
const add = { kind: 'item', key: 'entry-0001', ...item } as const;
const entry = (more: object) => ({ key: 'entry-0001', item: 'i1', ...more }) as AgreementEntry;
const drop = entry({ kind: 'item-drop', reason: 'Tidak jadi' });
const done = entry({ kind: 'item-done', doneOn: '2026-11-05', note: null });
const reopen = entry({ kind: 'item-open', reason: 'Ternyata belum' });

function codeOf(doc: ReturnType<typeof buildAgreement>, one: AgreementEntry): string | undefined {
  return checkEntry(doc, one, known)[0]?.code;
}

describe('an entry of the action plan', () => {
  it('has one owner that is there', () => {
    const doc = buildAgreement();
    expect(codeOf(doc, add)).toBeUndefined();
    expect(codeOf(doc, { ...add, agency: null })).toBe('action_owner');
    expect(codeOf(doc, { ...add, party: 'Kementerian' })).toBe('action_owner');
    expect(codeOf(doc, { ...add, agency: 'nowhere' as never })).toBe('unknown_agency');
    expect(codeOf(doc, { ...add, indicator: 'nowhere' as never })).toBe('unknown_indicator');
  });

  it('is done or dropped once, and reopened only then', () => {
    const open = buildAgreement({ items: [buildItem()] });
    expect(codeOf(open, done)).toBeUndefined();
    expect(codeOf(open, reopen)).toBe('action_open');
    for (const over of [buildItem({ doneOn: '2026-01-01' }), buildItem({ dropped: 'x' })]) {
      const doc = buildAgreement({ items: [over] });
      expect(codeOf(doc, done)).toBe('action_over');
      expect(codeOf(doc, drop)).toBe('action_over');
      expect(codeOf(doc, reopen)).toBeUndefined();
    }
    expect(codeOf(buildAgreement(), done)).toBe('action_unknown');
    expect(codeOf(open, entry({ kind: 'item-done', doneOn: '2026-11-06', note: null }))).toBe('day_ahead');
  });

  it('is bounded', () => {
    const items = Array.from({ length: agreementLimits.items }, () => buildItem());
    expect(codeOf(buildAgreement({ items }), add)).toBe('action_full');
  });

  it('changes its own item and no other', () => {
    const doc = buildAgreement({ items: [buildItem(), buildItem({ id: 'i2', text: 'Yang lain' })] });
    const context = { n: 7, origin: 'reported' } as const;
    const dropped = applyEntry(doc, drop, context);
    expect(dropped.doc.items).toEqual([buildItem({ dropped: 'Tidak jadi' }), doc.items[1]]);
    expect(dropped.line).toEqual({
      kind: 'item-drop',
      text: 'Menetapkan peraturan bupati: Tidak jadi',
    });
    expect(applyEntry(dropped.doc, reopen, context).doc.items).toEqual(doc.items);
    const added = applyEntry(doc, add, { n: 7, origin: 'simulated' }).doc.items.at(-1);
    expect(added).toEqual(buildItem({ id: 'i7', simulated: true }));
  });
});

describe('an agreement of a public source', () => {
  it('keeps how sure that is until a fact is typed over', () => {
    const doc = buildAgreement({ source: { key: 'mou', label: 'Berita' }, surety: 'medium' });
    const suretyAfter = (more: Partial<NewAgreement>) =>
      applyEntry(doc, entry({ kind: 'change', ...buildFacts(more) }), { n: 3, origin: 'reported' }).doc
        .surety;
    expect(suretyAfter({ note: 'Naskah dilampirkan' })).toBe('medium');
    expect(suretyAfter({ signedOn: '2026-01-11' })).toBeNull();
    expect(suretyAfter({ parties: doc.parties.toReversed() })).toBeNull();
  });
});

describe('an agreement that is not renewed', () => {
  const leave = entry({ kind: 'not-renewed', reason: 'Diganti peraturan bupati' });
  const context = { n: 3, origin: 'reported' } as const;

  it('is near its end or over when that is said', () => {
    expect(codeOf(buildAgreement({ validUntil: '2027-06-30' }), leave)).toBe('agreement_holds');
    expect(codeOf(buildAgreement({ validUntil: null }), leave)).toBe('agreement_holds');
    for (const validUntil of ['2026-12-31', '2026-01-31'])
      expect(codeOf(buildAgreement({ validUntil }), leave)).toBeUndefined();
  });

  it('keeps the reason, until it ends on another day', () => {
    const left = applyEntry(buildAgreement({ validUntil: '2026-12-31' }), leave, context);
    expect(left.doc.notRenewed).toBe('Diganti peraturan bupati');
    expect(left.line).toEqual({ kind: 'not-renewed', text: 'Diganti peraturan bupati' });
    const change = (more: object) =>
      entry({ kind: 'change', ...buildFacts({ validUntil: '2026-12-31', ...more }) });
    expect(applyEntry(left.doc, change({ note: 'x' }), context).doc.notRenewed).not.toBeNull();
    expect(applyEntry(left.doc, change({ validUntil: '2027-12-31' }), context).doc.notRenewed).toBeNull();
  });
});
