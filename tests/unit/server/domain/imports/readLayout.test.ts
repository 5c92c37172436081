import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agencyCodeSchema, areaCodeSchema } from '#shared/model/ids.ts';
import type { GridCell } from '../../../../../server/domain/imports/grid.ts';
import { proposeLayout } from '../../../../../server/domain/imports/proposeLayout.ts';
import { readLayout } from '../../../../../server/domain/imports/readLayout.ts';
import { bekasi, buildSheet, dropAt, readSheet, toSheet, toShort } from '../../../../support/imports.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 3216);
const wib = (local: string): number => Date.parse(`${local}+07:00`);

/** A column of values of one indicator for the regency, in the months before. */
function toColumn(
  indicator: string,
  cells: readonly GridCell[],
  header = 'Nilai',
): ReturnType<typeof buildSheet> {
  const months = ['Januari 2025', 'Februari 2025', 'Maret 2025', 'April 2025', 'Mei 2025'];
  return buildSheet([
    ['Indikator', 'Periode', header],
    ...cells.map((cell, index) => [indicator, months[index] ?? null, cell]),
  ]);
}

describe('reading a sheet', () => {
  it('gives every value its series, its instant and its cell', () => {
    const text =
      'No;Indikator;Kecamatan;Periode;Nilai;Keterangan\n1;UMKM baru;Setu;2024;12;naik\n2;Waktu tanggap;3216061;Jan-26;14,5;';
    const { candidates, faults } = readSheet(toSheet(text));
    expect(faults).toEqual([]);
    expect(candidates).toEqual([
      {
        indicator: 'economy-umkm-new',
        area: '32.16.18',
        value: 12,
        observedAt: wib('2024-12-31T23:59:59'),
        period: '2024',
        note: 'naik',
        ref: 'Data!E2',
        marks: [],
      },
      {
        indicator: 'living-fire-response',
        area: '32.16.09',
        value: 14.5,
        observedAt: wib('2026-01-31T23:59:59'),
        period: '2026-01',
        ref: 'Data!E3',
        marks: [],
      },
    ]);
  });

  it('puts a budget at the start of its year and a statistic at the end', () => {
    const { candidates } = readSheet(toSheet('Indikator;2025\nUMK;5558515\nIPM;76,2'));
    expect(candidates.map(({ observedAt }) => observedAt)).toEqual([
      wib('2025-01-01T00:00:00'),
      wib('2025-12-31T23:59:59'),
    ]);
  });

  it('reads dates by what their format shows', () => {
    const date = (value: string, format: string): GridCell => ({ kind: 'date', value, format });
    const { candidates, faults } = readSheet(
      buildSheet([
        ['Indikator', 'Periode', 'Nilai'],
        ['LAPOR! dijawab', date('2025-10-01', 'mmm-yy'), 1],
        ['LAPOR! dijawab', date('2025-11-30', 'dd/mm/yyyy'), 2],
        ['LAPOR! dijawab', date('2025-12-15', 'dd/mm/yyyy'), 3],
        ['LAPOR! dijawab', 46053, 4],
        ['IPM', date('2024-01-01', 'yyyy'), 76],
        ['Kejadian banjir', date('2025-06-30', 'dd/mm/yyyy'), 5],
      ]),
    );
    expect(faults).toEqual([]);
    expect(candidates.map(({ period, marks }) => [period, ...marks])).toEqual([
      ['2025-10'],
      ['2025-11'],
      ['2025-12', 'date_in_period'],
      ['2026-01', 'serial_date'],
      ['2024'],
      ['2025-06-30', 'finer_period'],
    ]);
  });

  it('lets the other cells of a column say what 1.234 means, and asks where they do not', () => {
    const known = readSheet(
      toSheet('Indikator;Tanggal;Nilai\nHarga beras;01/01/2026;1.234\nHarga beras;02/01/2026;1.250,5'),
    );
    expect(known.candidates.map(({ value }) => value)).toEqual([1234, 1250.5]);
    const open = toSheet('Indikator;Tanggal;Nilai\nHarga beras;01/01/2026;1.234\nHarga beras;02/01/2026;900');
    const asked = readSheet(open);
    expect(asked.faults).toEqual([
      {
        code: 'number_ambiguous',
        sheet: 'Data',
        cell: 'C2',
        params: { given: '1.234', thousands: 1234, decimal: 1.234 },
      },
    ]);
    const settled = readSheet(open, ({ columns }) => {
      const role = columns[2]!.role;
      if (role.kind === 'value') role.decimal = 'comma';
    });
    expect(settled.candidates.map(({ value }) => value)).toEqual([1234, 900]);
  });

  it('asks whether 0.93 is 93 %, but knows a percent format', () => {
    const plain = readSheet(toColumn('LAPOR! dijawab', [0.93, 0.5]));
    expect(plain.faults.map(({ code, params }) => [code, params['proposed']])).toEqual([
      ['percent_fraction', 93],
      ['percent_fraction', 50],
    ]);
    const format = (value: number): GridCell => ({ kind: 'number', value, format: '0%' });
    const formatted = readSheet(toColumn('LAPOR! dijawab', [format(0.93), format(0.07)]));
    expect(formatted.candidates.map(({ value }) => value)).toEqual([93, 7]);
    const answers = [true, false].map((isFraction) => {
      const reading = readSheet(toColumn('LAPOR! dijawab', [0.93]), ({ columns }) => {
        const role = columns[2]!.role;
        if (role.kind === 'value') role.isFraction = isFraction;
      });
      return reading.candidates.map(({ value }) => value);
    });
    expect(answers).toEqual([[93], [0.93]]);
    expect(readSheet(toColumn('LAPOR! dijawab', [0.93, 50])).candidates.map(({ value }) => value)).toEqual([
      0.93, 50,
    ]);
  });

  it('takes no figure for no data and asks what "nihil" is', () => {
    const { candidates, faults, skipped } = readSheet(toColumn('LAPOR! dijawab', ['-', 'n/a', 'nihil', 90]));
    expect(candidates).toHaveLength(1);
    expect(toShort(faults)).toEqual(['C4 nil_or_zero']);
    expect(skipped.missing).toBe(2);
  });

  it('takes the result of a formula and marks it, but no formula without one', () => {
    const cells: GridCell[] = [
      { kind: 'number', value: 90, isFormula: true },
      { kind: 'empty', value: null, isFormula: true },
      '=B2*2',
      { kind: 'error', value: '#REF!', isFormula: true },
      true,
    ];
    const { candidates, faults } = readSheet(toColumn('LAPOR! dijawab', cells));
    expect(candidates.map(({ value, marks }) => [value, marks])).toEqual([[90, ['formula']]]);
    expect(toShort(faults)).toEqual([
      'C3 formula_without_value',
      'C4 formula_text',
      'C5 error_cell',
      'C6 boolean_cell',
    ]);
  });

  it('tells every fault of an area, an indicator and a period at its cell', () => {
    const text = [
      'Indikator;Kecamatan;Periode;Nilai',
      'UMKM baru;Cikarang Utra;2024;1',
      'UMKM baru;Atlantis;2024;1',
      'IPM;Setu;2024;70',
      'Sesuatu yang lain;Setu;2024;1',
      'Prevalensi stuntng;Kabupaten Bekasi;2024;1',
      'UMKM baru;Setu;bulan lalu;1',
      'UMKM baru;Setu;;1',
      'UMKM baru;Setu;Oktober;1',
      'UMKM baru;Setu;2026;1',
      'UMKM baru;Setu;2031;1',
      'LAPOR! dijawab;Kabupaten Bekasi;2024;50',
      'LAPOR! dijawab;Kabupaten Bekasi;Maret 2024;930',
      'UMKM baru;Setu;2023;satu',
    ].join('\n');
    const { faults } = readSheet(toSheet(text));
    expect(toShort(faults)).toEqual([
      'B2 unsure_area',
      'B3 unknown_area',
      'D4 wrong_level',
      'A5 unknown_indicator',
      'A6 unsure_indicator',
      'C7 period_unreadable',
      'C8 period_missing',
      'C9 period_without_year',
      'D10 period_not_over',
      'D11 future',
      'D12 period_too_coarse',
      'D13 range',
      'D14 number_unreadable',
    ]);
  });

  it('takes the spelling that a person has settled', () => {
    const { candidates, faults } = readSheet(
      toSheet('Indikator;Kecamatan;Periode;Nilai\nUMKM baru;Cikarang Utra;2024;1'),
      (layout) => {
        layout.areaChoices.push({ given: 'Cikarang Utra', area: areaCodeSchema.parse('32.16.09') });
      },
    );
    expect(faults).toEqual([]);
    expect(candidates[0]?.area).toBe('32.16.09');
  });

  it('refuses what belongs to another agency', () => {
    const sheet = toSheet(
      'Indikator;Kecamatan;Periode;Nilai\nUMKM baru;Setu;2024;1\nWaktu tanggap;Setu;Maret 2025;10',
    );
    const { faults } = readSheet(sheet, undefined, { agency: agencyCodeSchema.parse('dinkop-ukm') });
    expect(toShort(faults)).toEqual(['D3 not_yours']);
  });

  it('finds the same figure given twice, however its area is spelt', () => {
    const { faults } = readSheet(
      toSheet('Indikator;Kecamatan;Periode;Nilai\nUMKM baru;Setu;2024;1\nUMKM baru;32.16.18;31/12/2024;2'),
    );
    expect(faults).toEqual([{ code: 'duplicate', sheet: 'Data', cell: 'D3', params: { other: 'D2' } }]);
  });

  it('finds units that are not the indicator’s, in a header, a title, a column and a cell', () => {
    const header = readSheet(toSheet('Tanggal;Sampah ke TPA (ribu ton)\n01/01/2026;1,5'));
    expect(header.faults).toMatchObject([
      { code: 'unit_mismatch', cell: 'B1', params: { given: 'ribu ton', expected: 'ton', factor: 1000 } },
    ]);
    const scaled = readSheet(toSheet('Tanggal;Sampah ke TPA (ribu ton)\n01/01/2026;1,5'), ({ columns }) => {
      const role = columns[1]!.role;
      if (role.kind === 'value') role.factor = 1000;
    });
    expect(scaled.candidates).toMatchObject([{ value: 1500, marks: ['scaled'] }]);
    const title = readSheet(toSheet('(dalam juta rupiah)\nTahun;APBD ditetapkan\n2025;8.300.000'));
    expect(toShort(title.faults)).toEqual(['B2 unit_mismatch']);
    const column = readSheet(toSheet('Indikator;Satuan;2024\nIPM;persen;76,2'));
    expect(toShort(column.faults)).toEqual(['B2 unit_mismatch']);
    const cell = readSheet(
      toSheet('Tanggal;Sampah ke TPA\n01/01/2026;900 kg\n02/01/2026;900 ton\n03/01/2026;90%'),
    );
    expect(toShort(cell.faults)).toEqual(['B2 unit_mismatch', 'B4 unit_mismatch']);
  });

  it('reads a merged heading for all of its rows but no merged value', () => {
    const merges = [
      { top: 1, left: 0, bottom: 2, right: 0 },
      { top: 1, left: 2, bottom: 2, right: 2 },
    ];
    const rows = [
      ['Indikator', 'Tahun', 'Nilai', 'Realisasi'],
      ['UMK', 2024, 5_000_000, 5_000_000],
      [null, 2025, null, 5_500_000],
    ];
    const { candidates, faults } = readSheet(buildSheet(rows, { merges }));
    expect(toShort(faults)).toEqual(['C2 merged_cell', 'C3 merged_cell']);
    expect(candidates.map(({ ref, marks }) => [ref, marks])).toEqual([
      ['Data!D2', []],
      ['Data!D3', ['merged']],
    ]);
  });

  it('leaves out sums, headings and footnotes, and marks hidden rows', () => {
    const sheet = buildSheet(
      [
        ['UMKM baru tahun 2025'],
        ['Kecamatan', 'Nilai'],
        ['WILAYAH UTARA'],
        ['Setu', 1],
        ['Babelan', 2],
        ['Jumlah', 3],
        ['Sumber: Dinas Koperasi'],
      ],
      { merges: [{ top: 2, left: 0, bottom: 2, right: 1 }], hiddenRows: [4] },
    );
    const { candidates, faults, skipped } = readSheet(sheet);
    expect(faults).toEqual([]);
    expect(candidates.map(({ ref, marks }) => [ref, marks])).toEqual([
      ['Data!B4', []],
      ['Data!B5', ['hidden']],
    ]);
    expect(skipped.totals).toBe(1);
  });

  it('takes a figure whose name begins like a sum for what it is', () => {
    const { candidates, skipped } = readSheet(
      toSheet('Indikator;2024\nJumlah puskesmas;51\nRata-rata lama sekolah;9,5\nJumlah Kabupaten;60,5'),
    );
    expect(candidates.map(({ indicator }) => indicator)).toEqual(['living-puskesmas', 'society-rls']);
    expect(skipped.totals).toBe(1);
  });

  it('tells a wrong heading once, however many rows it is merged over', () => {
    const rows = [
      ['Kecamatan', 'Tahun', 'UMKM baru'],
      ['Atlantis', 2023, 1],
      [null, 2024, 2],
    ];
    const { faults } = readSheet(buildSheet(rows, { merges: [{ top: 1, left: 0, bottom: 2, right: 0 }] }));
    expect(toShort(faults)).toEqual(['A2 unknown_area']);
  });

  it('asks about every date that 01/31/2026 makes unclear', () => {
    const text =
      'Indikator;Tanggal;Nilai\nHarga beras;01/31/2026;1\nHarga beras;02/01/2026;2\nHarga beras;15/01/2026;2';
    const { faults } = readSheet(toSheet(text));
    expect(toShort(faults)).toEqual(['B2 date_order', 'B3 date_order']);
  });

  it('tells at most a thousand faults and says that there are more', () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => `UMKM baru;Negeri ${index}x;2024;1`);
    const { faults, isCut } = readSheet(toSheet(`Indikator;Kecamatan;Periode;Nilai\n${rows.join('\n')}`));
    expect(faults).toHaveLength(1_000);
    expect(isCut).toBe(true);
  });

  it('refuses more values than one call may carry, and a layout of another sheet', () => {
    const days = Array.from({ length: 5_100 }, (_, index) => {
      const date = new Date(Date.UTC(2010, 0, 1 + index)).toISOString().slice(0, 10);
      return ['Harga beras', date, 1] as const;
    });
    const long = readSheet(buildSheet([['Indikator', 'Tanggal', 'Nilai'], ...days]));
    expect(toShort(long.faults)).toEqual(['too_many_values']);
    const moved = readSheet(toSheet('Indikator;Tahun;Nilai\nUMK;2024;1'), (layout) => {
      layout.sheet = 'Lain';
    });
    expect(toShort(moved.faults)).toEqual(['layout_moved']);
  });
});

describe(`any sheet at all, seed ${seed}`, () => {
  it('is proposed and read, or told, but never ends in an exception', () => {
    const word = fc.constantFrom(
      'Kecamatan',
      'Nilai',
      'Periode',
      'Indikator',
      'UMKM baru',
      'Setu',
      'Sukatni',
      'Januari 2026',
      'Okt',
      '2025',
      '1.234',
      '0,5',
      '93%',
      'nihil',
      '=1+1',
      'Jumlah',
      '(1)',
      '__proto__',
      'TW I',
      'Satuan',
      'ton',
      '<script>',
    );
    const cell = fc.oneof(
      word,
      fc.string({ maxLength: 20, unit: 'binary' }),
      fc.double(),
      fc.integer({ min: -5, max: 60_000 }),
      fc.boolean(),
      fc.constant(null),
      fc.record({
        kind: fc.constantFrom('text', 'number', 'date', 'error', 'empty'),
        value: fc.oneof(
          fc.constant(null),
          fc.string({ maxLength: 12 }),
          fc.double(),
          fc.constant('2026-01-31'),
        ),
        isFormula: fc.constant(true as const),
        format: fc.constantFrom('0%', 'mmm-yy', 'x'),
      }),
    ) as fc.Arbitrary<GridCell>;
    const bound = fc.nat(12);
    const merge = fc.record({ top: bound, left: bound, bottom: bound, right: bound });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 12 }),
        fc.array(merge, { maxLength: 4 }),
        (rows, merges) => {
          const sheet = buildSheet(rows, { merges });
          const proposal = proposeLayout(sheet, bekasi);
          if (!proposal) return;
          const { candidates } = readLayout(sheet, proposal.layout, bekasi, { now: dropAt, agency: null });
          for (const { value, observedAt } of candidates) {
            expect(Number.isFinite(value)).toBe(true);
            expect(observedAt).toBeLessThanOrEqual(dropAt + 300_000);
          }
        },
      ),
      { seed, numRuns: 1_500 },
    );
  }, 60_000);
});
