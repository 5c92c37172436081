import { describe, expect, it } from 'vitest';
import { proposeRole, saysCumulative } from '../../../../../server/domain/registerImports/columnRoles.ts';
import {
  proposeSheetTable,
  recallTable,
  toTableKey,
} from '../../../../../server/domain/registerImports/proposeTable.ts';
import { toSheet } from '../../../../support/imports.ts';

const role = (form: 'programme' | 'budget', ...parts: string[]) =>
  proposeRole(parts, { form, titles: [] }).role;

describe('the header of a column', () => {
  it.each([
    ['Kode Rekening', 'code'],
    ['Kode Sub Kegiatan', 'code'],
    ['Uraian', 'name'],
    ['Nama Program/Kegiatan', 'name'],
    ['SKPD', 'agency'],
    ['Sumber Dana', 'fund'],
    ['Tahun Anggaran', 'year'],
    ['Pagu Anggaran', 'ceiling-original'],
    ['Pagu Murni (Rp)', 'ceiling-original'],
    ['Pagu Pergeseran', 'ceiling-shift'],
    ['Anggaran Perubahan', 'ceiling-amended'],
    ['Realisasi Keuangan', 'realised-to'],
    ['Realisasi Fisik (%)', 'progress-to'],
    ['% Realisasi', null],
    ['Keterangan', null],
    ['No', null],
  ])('of money "%s" is %s', (header, wanted) => {
    expect(role('budget', header)).toBe(wanted);
  });

  it.each([
    [['Realisasi', 'Jan'], 'realised-01'],
    [['Rencana Kas', 'Desember'], 'plan-12'],
    [['Fisik', 'Mei 2026'], 'progress-05'],
    [['Agustus'], 'realised-08'],
  ])('over months "%s" is %s', (parts, wanted) => {
    expect(role('budget', ...parts)).toBe(wanted);
  });

  it('without a word of its own takes that of the title, and is doubtful without one', () => {
    const titled = proposeRole(['Maret'], { form: 'budget', titles: ['Anggaran Kas 2026'] });
    expect(titled.role).toBe('plan-03');
    expect(proposeRole(['Maret'], { form: 'budget', titles: [] }).confidence).toBeLessThan(0.8);
  });

  it.each([
    ['Nama Program', 'name'],
    ['Pilar Smart City', 'pillar'],
    ['Sub Dimensi', 'subDimension'],
    ['Quick Win', 'quickWin'],
    ['Perangkat Daerah', 'agency'],
    ['Tahun Mulai', 'yearFrom'],
    ['Tahun Selesai', 'yearTo'],
    ['Lokasi', 'areas'],
    ['Kode Program', 'code'],
  ])('of programmes "%s" is %s', (header, wanted) => {
    expect(role('programme', header)).toBe(wanted);
  });

  it('says whether months are sums', () => {
    expect(
      ['Realisasi s.d. Mei', 'Kumulatif', 'Realisasi Mei'].map((text) => saysCumulative([text])),
    ).toEqual([true, true, false]);
  });
});

describe('a form that was settled', () => {
  const text = (year: number) => `LAPORAN ${year}\nUraian;Sumber Dana;Pagu ${year}\nA;APBD;5`;

  it('is known again next year, with the new year and without the old days', () => {
    const first = proposeSheetTable(toSheet(text(2026)), 'budget', null);
    const next = proposeSheetTable(toSheet(text(2027)), 'budget', null);
    if (!first || !next) throw new Error('no layout');
    expect(toTableKey(next)).toBe(toTableKey(first));
    const settled = {
      ...first,
      columns: first.columns.map((column) => (column.column === 1 ? { ...column, role: null } : column)),
      fixed: { ...first.fixed, fund: 'apbd' as const, on: { ...first.fixed.on, shift: '2026-05-01' } },
    };
    const recalled = recallTable(next, settled);
    expect(recalled.columns.map((column) => column.role)).toEqual(['name', null, 'ceiling-original']);
    expect(recalled.fixed).toMatchObject({
      year: 2027,
      fund: 'apbd',
      on: { original: '2027-01-01', shift: null },
    });
  });
});
