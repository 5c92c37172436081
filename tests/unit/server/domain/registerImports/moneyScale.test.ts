import { describe, expect, it } from 'vitest';
import { findMoneyScale, findScales } from '../../../../../server/domain/registerImports/moneyScale.ts';
import { proposeSheetTable } from '../../../../../server/domain/registerImports/proposeTable.ts';
import { toSheet } from '../../../../support/imports.ts';

describe('the unit of an amount', () => {
  it.each([
    ['Pagu (Rp juta)', 1e6],
    ['Realisasi s.d. Oktober (ribu rupiah)', 1e3],
    ['DALAM JUTAAN RUPIAH', 1e6],
    ['REALISASI 2026 (Rp Miliar)', 1e9],
    ['Pagu 2026 juta Rp', 1e6],
    ['Pagu (Rp. 000)', 1e3],
    ['Pagu Murni (Rp)', 1],
    ['Pagu Anggaran', null],
    ['Dana Rp 1 miliar per desa', 1],
    ['Hibah 1,5 juta', null],
  ])('of "%s" is %s', (text, scale) => {
    expect(findMoneyScale(text)).toBe(scale);
  });

  const scalesOf = (text: string) => {
    const sheet = toSheet(text);
    const layout = proposeSheetTable(sheet, 'budget', null);
    if (!layout) throw new Error('no layout');
    const scales = findScales(sheet, layout);
    return scales && [...scales.values()];
  };

  it('is that of the title, where no header says another', () => {
    expect(
      scalesOf('PAGU 2026 (dalam juta rupiah)\nUraian;Sumber Dana;Pagu;Pagu Perubahan\nA;APBD;5;6'),
    ).toEqual([1e6, 1e6]);
    expect(scalesOf('PAGU 2026\nUraian;Sumber Dana;Pagu (Rp);Pagu Perubahan\nA;APBD;5;6')).toEqual([1, 1]);
  });

  it.each([
    'PAGU 2026 (juta rupiah)\nUraian;Sumber Dana;Pagu (ribu rupiah)\nA;APBD;5',
    'PAGU 2026 (juta rupiah)\nUraian;Sumber Dana;Pagu (Rp)\nA;APBD;5',
    'PAGU 2026\nUraian;Sumber Dana;Pagu (Rp juta);Pagu Perubahan\nA;APBD;5;6',
  ])('is not guessed where headings do not agree: %s', (text) => {
    expect(scalesOf(text)).toBeNull();
  });
});
