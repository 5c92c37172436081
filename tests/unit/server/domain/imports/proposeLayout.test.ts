import { describe, expect, it } from 'vitest';
import type { ImportLayout } from '#shared/model/importFile.ts';
import { importLayoutSchema } from '#shared/model/importFile.ts';
import { recallLayout, toLayoutKey } from '../../../../../server/domain/imports/layoutKey.ts';
import { proposeLayout, proposeSheet } from '../../../../../server/domain/imports/proposeLayout.ts';
import { bekasi, buildSheet, layoutOf, toSheet } from '../../../../support/imports.ts';

/** Columns in short: `area`, `value economy-umkm-new 2025`. */
function roles({ columns }: ImportLayout): string[] {
  return columns.map(({ role }) =>
    role.kind === 'value'
      ? ['value', role.indicator, role.period, role.area].filter((part) => part !== null).join(' ')
      : role.kind,
  );
}

describe('the layout that is proposed', () => {
  it('of a long form below titles', () => {
    const layout = layoutOf(
      toSheet(
        'Dinas Lingkungan Hidup\nLaporan Bulanan\n\nNo;Indikator;Kecamatan;Periode;Nilai;Satuan;Keterangan\n1;UMKM baru;Setu;2025;12;unit;\n2;UMKM baru;Babelan;2025;7;unit;',
      ),
    );
    expect(roles(layout)).toEqual(['ignore', 'indicator', 'area', 'period', 'value', 'unit', 'note']);
    expect(layout).toMatchObject({ headerTop: 3, headerBottom: 3, firstRow: 4 });
    expect(importLayoutSchema.parse(layout)).toEqual(layout);
  });

  it('of a wide form with the year in the title and codes in a column without a word', () => {
    const layout = layoutOf(
      toSheet(
        'Data Penduduk Tahun 2025\nKode;Kecamatan;Penduduk (Dukcapil);UMKM baru (unit)\n32.16.18;Setu;120;12\n32.16.02;Babelan;220;7',
      ),
    );
    expect(roles(layout)).toEqual([
      'area',
      'area',
      'value society-population-dukcapil',
      'value economy-umkm-new',
    ]);
    expect(layout.fixed).toMatchObject({ period: '2025', indicator: null });
  });

  it('of months in columns below a line of numbers, the sum left out', () => {
    const sheet = toSheet(
      'UMKM baru per kecamatan tahun 2025\nKecamatan;Jan;Feb;Mar;Jumlah\n(1);(2);(3);(4);(5)\nSetu;1;2;3;6\nBabelan;0;1;1;2',
    );
    const layout = layoutOf(sheet);
    expect(roles(layout)).toEqual(['area', 'value 2025-01', 'value 2025-02', 'value 2025-03', 'ignore']);
    expect(layout).toMatchObject({ firstRow: 3, fixed: { indicator: 'economy-umkm-new', year: 2025 } });
  });

  it('of merged headers in two lines', () => {
    const sheet = buildSheet(
      [
        ['Realisasi belanja APBD tahun berjalan (%)'],
        ['Uraian', 2026, null, 'Keterangan'],
        [null, 'Januari', 'Februari'],
        ['Kabupaten Bekasi', 3.2, 8.1],
      ],
      {
        merges: [
          { top: 1, left: 0, bottom: 2, right: 0 },
          { top: 1, left: 1, bottom: 1, right: 2 },
          { top: 1, left: 3, bottom: 2, right: 3 },
        ],
      },
    );
    const layout = layoutOf(sheet);
    expect(layout).toMatchObject({ headerTop: 1, headerBottom: 2, firstRow: 3 });
    expect(roles(layout)).toEqual(['area', 'value 2026-01', 'value 2026-02', 'note']);
    expect(layout.fixed.indicator).toBe('governance-apbd-spending-realisation');
  });

  it('of one sheet with indicator and period in its title', () => {
    const layout = layoutOf(
      toSheet(
        'UMKM Baru per Kecamatan Semester I 2025\nNO;KECAMATAN;JUMLAH\n1;KEC. SETU;12\n2;KEC. BABELAN;15',
      ),
    );
    expect(roles(layout)).toEqual(['ignore', 'area', 'value']);
    expect(layout.fixed).toMatchObject({ indicator: 'economy-umkm-new', period: '2025-S1' });
  });

  it('of areas in columns, and of figures of the whole region', () => {
    const across = layoutOf(toSheet('UMKM baru\nTahun;Setu;Babelan;Cibitung\n2024;1;2;3\n2025;4;5;6'));
    expect(roles(across)).toEqual(['period', 'value 32.16.18', 'value 32.16.02', 'value 32.16.07']);
    const whole = layoutOf(toSheet('Indikator;Satuan;2024;2025\nIPM;poin;75,1;76,2\nRasio Gini;;0,39;0,38'));
    expect(roles(whole)).toEqual(['indicator', 'unit', 'value 2024', 'value 2025']);
    expect(whole.fixed.area).toBe('32.16');
  });

  it('says what it lacks instead of guessing', () => {
    const bare = proposeLayout(toSheet('Kecamatan;Jan;Feb\nSetu;1;2\nBabelan;3;4'), bekasi);
    expect(bare?.faults.map(({ code }) => code)).toEqual(['layout_no_indicator', 'period_without_year']);
    const near = proposeLayout(toSheet('Tahun 2025\nKecamatan;Jumlah Penduduk\nSetu;1\nBabelan;3'), bekasi);
    expect(near?.faults.map(({ code }) => code)).toEqual(['layout_no_indicator']);
    expect(near?.confidence).toBeLessThan(0.5);
    expect(proposeLayout(toSheet('halo;dunia\napa;kabar'), bekasi)).toBeNull();
  });

  it('is of the sheet that holds figures', () => {
    const cover = buildSheet([['Sampul'], ['Dinas Koperasi']], { name: 'Sampul' });
    const data = toSheet('UMKM baru 2025\nKecamatan;Nilai\nSetu;1\nBabelan;2', 'Isi');
    const chosen = proposeSheet({ format: 'xlsx', sheets: [cover, data], notices: [] }, bekasi);
    expect(chosen?.layout.sheet).toBe('Isi');
  });
});

describe('a layout is known again', () => {
  const january = toSheet('UMKM baru Januari 2026\nKecamatan;Nilai;Lain\nSetu;1,5;x\nBabelan;2,5;y', 'Jan');
  const february = toSheet(
    'UMKM baru Februari 2026\nKecamatan;Nilai;Lain\nSetu;1;x\nBabelan;2;y\nCibitung;3;z',
    'Feb',
  );

  it('next month, with more rows, another month and another name of the sheet', () => {
    expect(toLayoutKey(february, layoutOf(february))).toBe(toLayoutKey(january, layoutOf(january)));
  });

  it('with further months in columns', () => {
    const one = toSheet('UMKM baru 2026\nKecamatan;Jan\nSetu;1\nBabelan;2');
    const two = toSheet('UMKM baru 2026\nKecamatan;Jan;Feb\nSetu;1;2\nBabelan;2;2');
    expect(toLayoutKey(two, layoutOf(two))).toBe(toLayoutKey(one, layoutOf(one)));
    const recalled = recallLayout(two, layoutOf(one), bekasi);
    expect(recalled && roles(recalled)).toEqual(['area', 'value 2026-01', 'value 2026-02']);
  });

  it('but another title or another column is another form', () => {
    const title = toSheet('Kunjungan wisatawan Januari 2026\nKecamatan;Nilai;Lain\nSetu;1;x');
    const column = toSheet('UMKM baru Januari 2026\nKecamatan;Nilai;Beda\nSetu;1;x');
    const keys = [january, title, column].map((sheet) => toLayoutKey(sheet, layoutOf(sheet)));
    expect(new Set(keys).size).toBe(3);
  });

  it('and read as a person settled it, the period taken from the new file', () => {
    const settled = structuredClone(layoutOf(january));
    settled.columns[2]!.role = { kind: 'note' };
    const value = settled.columns[1]!.role;
    if (value.kind === 'value') value.decimal = 'comma';
    const recalled = recallLayout(february, settled, bekasi);
    expect(recalled?.fixed.period).toBe('2026-02');
    expect(recalled?.columns.map(({ role }) => role.kind)).toEqual(['area', 'value', 'note']);
    expect(recalled?.columns[1]?.role).toMatchObject({ decimal: 'comma' });
  });
});
