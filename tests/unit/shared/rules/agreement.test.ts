import { describe, expect, it } from 'vitest';
import {
  compareAgreements,
  compareItems,
  countItems,
  isRenewalWanted,
  toDaysBetween,
  toItemState,
  toValidity,
} from '#shared/rules/agreement.ts';
import { buildItem } from '../../../support/officialBuilders.ts';

describe('an item of an action plan', () => {
  it('is late the day after it was due, not on that day', () => {
    expect(toItemState(buildItem(), '2026-06-30')).toBe('open');
    expect(toItemState(buildItem(), '2026-07-01')).toBe('late');
  });

  it('is not late once it is done or dropped, however long ago it was due', () => {
    expect(toItemState(buildItem({ doneOn: '2026-12-01' }), '2027-01-01')).toBe('done');
    expect(toItemState(buildItem({ dropped: 'Tidak jadi' }), '2027-01-01')).toBe('dropped');
  });

  it('is counted by its state', () => {
    const items = [
      buildItem(),
      buildItem({ dueOn: '2027-01-01' }),
      buildItem({ doneOn: '2026-05-01' }),
      buildItem({ dropped: 'Tidak jadi' }),
    ];
    expect(countItems(items, '2026-08-01')).toEqual({ late: 1, open: 1, done: 1, dropped: 1 });
  });

  it('stands by lateness first, then by the day on which it is due', () => {
    const items = [
      buildItem({ id: 'i1', dropped: 'x' }),
      buildItem({ id: 'i2', doneOn: '2026-01-01' }),
      buildItem({ id: 'i3', dueOn: '2027-02-01' }),
      buildItem({ id: 'i4', dueOn: '2027-01-01' }),
      buildItem({ id: 'i10', dueOn: '2026-03-01' }),
      buildItem({ id: 'i9', dueOn: '2026-03-01' }),
    ];
    const sorted = items.toSorted((a, b) => compareItems(a, b, '2026-08-01'));
    expect(sorted.map(({ id }) => id)).toEqual(['i9', 'i10', 'i4', 'i3', 'i2', 'i1']);
  });
});

describe('validity of an agreement', () => {
  const running = {
    signedOn: '2024-01-10',
    signedPlace: null,
    validFrom: '2024-01-10',
    validUntil: '2026-12-31',
    notRenewed: null,
  };

  it.each([
    ['2026-10-01', 'running', 91],
    ['2026-10-02', 'ending', 90],
    ['2026-11-30', 'ending', 31],
    ['2026-12-01', 'urgent', 30],
    ['2026-12-31', 'urgent', 0],
    ['2027-01-01', 'over', -1],
  ] as const)('on %s is %s, %i days before its end', (today, kind, days) => {
    expect(toValidity(running, false, today)).toEqual({ kind, days });
  });

  it.each([
    ['2026-10-01', false, false],
    ['2026-10-02', false, true],
    ['2026-12-31', false, true],
    ['2027-06-01', false, true],
    ['2027-06-01', true, false],
  ])('on %s, with a successor %s, wants a renewal: %s', (today, hasSuccessor, wanted) => {
    expect(isRenewalWanted(toValidity(running, hasSuccessor, today))).toBe(wanted);
    const endless = { ...running, validUntil: null };
    expect(isRenewalWanted(toValidity(endless, hasSuccessor, today))).toBe(false);
  });

  it('asks for nothing once it is meant to end, which nobody needs to know before its time', () => {
    const left = { ...running, notRenewed: 'Digantikan peraturan bupati.' };
    expect(toValidity(left, false, '2026-10-01').kind).toBe('running');
    expect(toValidity(left, false, '2026-10-02')).toEqual({ kind: 'left', days: 90 });
    expect(isRenewalWanted(toValidity(left, false, '2027-06-01'))).toBe(false);
    expect(toValidity(left, true, '2026-12-01').kind).toBe('renewed');
  });

  it('asks for nothing where there is a successor', () => {
    expect(toValidity(running, true, '2026-12-01')).toEqual({ kind: 'renewed', days: 30 });
    expect(toValidity(running, true, '2025-01-01').kind).toBe('running');
  });

  it('is not judged while it is not signed, or where its end is not known', () => {
    const nothing = {
      ...{ signedOn: null, signedPlace: null, validFrom: null },
      ...{ validUntil: null, notRenewed: null },
    };
    expect(toValidity(nothing, false, '2026-12-01')).toEqual({ kind: 'unsigned' });
    expect(toValidity({ ...nothing, signedOn: '2022-04-21' }, false, '2026-12-01')).toEqual({
      kind: 'unknown',
    });
  });

  it('is a draft while nothing says that it was signed, whatever beginning stands in it', () => {
    const draft = { ...running, signedOn: null, validFrom: '2024-01-10' };
    expect(toValidity(draft, false, '2024-01-09')).toEqual({ kind: 'unsigned' });
    expect(toValidity(draft, false, '2024-01-10').kind).toBe('running');
    expect(toValidity({ ...draft, signedPlace: 'Cikarang' }, false, '2024-01-09').kind).toBe('coming');
  });

  it('has not begun before its first day', () => {
    expect(toValidity(running, false, '2024-01-08')).toEqual({ kind: 'coming', days: 2 });
  });
});

describe('order and days', () => {
  it('puts the newest signed agreement first, those not signed yet on top', () => {
    const all = [
      { id: 'a', signedOn: '2022-04-21' },
      { id: 'b', signedOn: null },
      { id: 'c', signedOn: '2024-01-10' },
    ];
    expect(all.toSorted(compareAgreements).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });

  it('counts days over the end of a month and of a leap year', () => {
    expect(toDaysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(toDaysBetween('2026-01-01', '2025-12-31')).toBe(-1);
  });
});
