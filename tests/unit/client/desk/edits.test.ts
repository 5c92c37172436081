import { describe, expect, it } from 'vitest';
import { toChanges, toDraft } from '../../../../client/features/admin/definitionDraft.ts';
import {
  listAsked,
  listUnsure,
  toColumnLetter,
  toRole,
  withAreaChoice,
  withRole,
} from '../../../../client/features/import/layoutEdits.ts';
import type { ImportLayout } from '../../../../shared/model/importFile.ts';
import type { Indicator } from '../../../../shared/model/indicator.ts';

const layout: ImportLayout = {
  sheet: 'Sheet1',
  headerTop: 0,
  headerBottom: 0,
  firstRow: 1,
  columns: [
    {
      column: 0,
      header: 'Kec',
      role: { kind: 'area', level: null },
      confidence: 0.95,
      reason: 'cells_areas',
    },
    { column: 1, header: '?', role: { kind: 'ignore' }, confidence: 0.4, reason: 'unknown' },
    { column: 2, header: '', role: { kind: 'ignore' }, confidence: 0.2, reason: 'empty' },
  ],
  fixed: { indicator: null, period: null, area: null, year: null },
  areaChoices: [],
  indicatorChoices: [],
};

describe('how a file is read', () => {
  it('names columns as spreadsheet programs do', () => {
    expect([0, 25, 26, 51, 52, 199].map(toColumnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'GR']);
  });

  it('asks for a look at what was guessed, until someone has chosen', () => {
    expect(listUnsure(layout).map(({ column }) => column)).toEqual([1]);
    const chosen = withRole(layout, 1, toRole('value', { kind: 'ignore' }));
    expect(listUnsure(chosen)).toEqual([]);
    expect(chosen.columns[1]?.role).toMatchObject({ kind: 'value', indicator: null });
  });

  it('settles a spelling once, and takes it back', () => {
    const fault = { code: 'unknown_area', params: { given: 'Cikrang' } } as const;
    expect(listAsked([fault, fault], 'area')).toEqual(['Cikrang']);
    const settled = withAreaChoice(withAreaChoice(layout, 'Cikrang', '32.16.01'), 'Cikrang', '32.16.02');
    expect(settled.areaChoices).toEqual([{ given: 'Cikrang', area: '32.16.02' }]);
    expect(withAreaChoice(settled, 'Cikrang', '').areaChoices).toEqual([]);
  });
});

describe('a changed definition', () => {
  const indicator = {
    name: { id: 'Sampah', en: 'Waste' },
    agency: 'dlh',
    weight: 1,
    range: null,
    target: null,
    verificationNeeded: true,
    verificationSteps: 1,
    showProvisional: true,
  } as unknown as Indicator;
  const before = toDraft(indicator, String);

  it('sends only what differs', () => {
    expect(toChanges(before, before, 'id')).toEqual({ changes: {}, faults: [] });
    expect(toChanges({ ...before, steps: '2', weight: '2,5' }, before, 'id').changes).toEqual({
      weight: 2.5,
      verificationSteps: 2,
    });
  });

  it('names what cannot be read', () => {
    expect(toChanges({ ...before, min: 'nol', max: '10' }, before, 'id').faults).toEqual(['min']);
  });

  it('takes a target with its year and source, and takes it away again', () => {
    const wanted = { ...before, target: '90', targetYear: '2027', targetSource: 'RPJMD 2025–2029' };
    expect(toChanges(wanted, before, 'id').changes.target).toEqual({
      value: 90,
      year: 2027,
      source: { key: 'admin', label: 'RPJMD 2025–2029' },
    });
    expect(toChanges(before, wanted, 'id').changes.target).toBeNull();
  });
});
