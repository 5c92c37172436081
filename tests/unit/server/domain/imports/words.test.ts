import { describe, expect, it } from 'vitest';
import { agencyCodeSchema } from '#shared/model/ids.ts';
import { createAreaMatcher } from '../../../../../server/domain/imports/matchArea.ts';
import { createIndicatorMatcher } from '../../../../../server/domain/imports/matchIndicator.ts';
import { findUnit, matchUnit } from '../../../../../server/domain/imports/matchUnit.ts';
import { parseNumber } from '../../../../../server/domain/imports/parseNumber.ts';
import { findPeriod, parsePeriod } from '../../../../../server/domain/imports/parsePeriod.ts';
import { countEdits } from '../../../../../server/domain/imports/words.ts';
import { bekasi } from '../../../../support/imports.ts';

describe('periods as clerks write them', () => {
  it.each([
    ['31 Januari 2026', '2026-01-31'],
    ['31/01/2026', '2026-01-31'],
    ['31.12.2025', '2025-12-31'],
    ['Senin, 5 Januari 2026', '2026-01-05'],
    ['31 Januari 2026 pukul 07.00 WIB', '2026-01-31T07:00'],
    ['2026-01-31T07:00:00', '2026-01-31T07:00'],
    ['Jan-26', '2026-01'],
    ["Agt '26", '2026-08'],
    ['Nopember 2025', '2025-11'],
    ['Bulan Januari Tahun 2026', '2026-01'],
    ['2026-01', '2026-01'],
    ['01/2026', '2026-01'],
    ['202601', '2026-01'],
    ['Triwulan I 2026', '2026-Q1'],
    ['TW IV-2025', '2025-Q4'],
    ['2026 Q1', '2026-Q1'],
    ['Semester 1 2026', '2026-S1'],
    ['Smt II 2025', '2025-S2'],
    ['Tahun 2025', '2025'],
    ['2025*)', '2025'],
  ])('%s is %s', (text, key) => {
    expect(parsePeriod(text)).toMatchObject({ kind: 'period', key });
  });

  it.each([
    '30 Februari 2026',
    '32/01/2026',
    'Januari–Agustus 2024',
    '12',
    '0000',
    '9999',
    'Setu',
    '1 Mei 26 jam 99.99',
    '',
  ])('%s is none', (text) => {
    expect(parsePeriod(text).kind).toBe('none');
  });

  it('tells a month without its year and a date with its month first', () => {
    expect(parsePeriod('Oktober')).toEqual({ kind: 'part', rest: '10' });
    expect(parsePeriod('TW II')).toEqual({ kind: 'part', rest: 'Q2' });
    expect(parsePeriod('01/31/2026').kind).toBe('swapped');
  });

  it.each([
    ['Kejadian Banjir per Kecamatan Bulan Januari 2026', '2026-01'],
    ['Rekap_Jan_2026', '2026-01'],
    ['Realisasi Januari–Agustus 2025', '2025-08'],
    ['Data s.d. 31 Januari 2026 (sementara)', '2026-01-31'],
    ['LAPORAN TA. 2026', '2026'],
  ])('finds the period in "%s"', (text, key) => {
    expect(findPeriod(text)).toMatchObject({ kind: 'period', key });
  });
});

describe('numbers as clerks write them', () => {
  it.each([
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1_234_567],
    ['Rp 1.500.000', 1_500_000],
    ['Rp5.000,-', 5000],
    ['Rp 1.500.000,75', 1_500_000.75],
    ['93 %', 93],
    ['93,5%', 93.5],
    ['(1.234,00)', -1234],
    ['−5', -5],
    ['0,123', 0.123],
    ['1 234 567', 1_234_567],
    ['１２３', 123],
    ['1e5', 100_000],
    ['12 ton', 12],
  ])('%s is %d', (text, value) => {
    expect(parseNumber(text, null)).toMatchObject({ kind: 'number', value });
  });

  it.each([
    ['-', 'missing'],
    ['n/a', 'missing'],
    ['Nihil', 'nil'],
    ['=A1+B1', 'formula'],
    ['@SUM(A1)', 'formula'],
    ['1.2.3', 'bad'],
    ['12.34.567', 'bad'],
    ['1e999', 'bad'],
    ['Infinity', 'bad'],
    ['NaN', 'bad'],
    ['5,', 'bad'],
    ['٣', 'bad'],
    ['0x1F', 'bad'],
  ])('%s is %s', (text, kind) => {
    expect(parseNumber(text, null).kind).toBe(kind);
  });

  it('asks about 1.234 unless its column knows', () => {
    expect(parseNumber('1.234', null)).toEqual({ kind: 'ambiguous', thousands: 1234, decimal: 1.234 });
    expect(parseNumber('1.234', 'comma')).toMatchObject({ value: 1234 });
    expect(parseNumber('1.234', 'point')).toMatchObject({ value: 1.234 });
    expect(parseNumber('-1,234', null)).toEqual({ kind: 'ambiguous', thousands: -1234, decimal: -1.234 });
    expect(parseNumber('0.234', null)).toMatchObject({ value: 0.234, mark: 'point' });
  });
});

describe('areas as clerks spell them', () => {
  const matchArea = createAreaMatcher(bekasi.areas);
  const find = (text: string): string => {
    const match = matchArea(text, { levels: ['kecamatan'] });
    return 'area' in match ? `${match.kind} ${match.area.code}` : match.kind;
  };

  it.each([
    ['32.16.09', 'sure 32.16.09'],
    ['321609', 'sure 32.16.09'],
    ['3216061', 'sure 32.16.09'],
    ['32.16.09 Cikarang Utara', 'sure 32.16.09'],
    ['32.16.01.1007', 'sure 32.16.01.1007'],
    ['KECAMATAN SETU', 'sure 32.16.18'],
    ['Kec. Setu', 'sure 32.16.18'],
    ['3. Setu', 'sure 32.16.18'],
    ['Setu, Kab. Bekasi', 'sure 32.16.18'],
    ['Karangbahagia', 'sure 32.16.10'],
    ['karang  bahagia', 'sure 32.16.10'],
    ['Muara\u200b Gembong', 'sure 32.16.17'],
    ['Çibarúsah', 'sure 32.16.22'],
    ['Sukawangi', 'sure 32.16.03'],
    ['Desa Sukawangi', 'sure 32.16.03.2004'],
    ['Kabupaten Bekasi', 'sure 32.16'],
    ['Bekasi', 'unsure 32.16'],
    ['Cikarang Utra', 'unsure 32.16.09'],
    ['Sukatni', 'unsure 32.16.15'],
    ['Kota Bekasi', 'none'],
    ['Cikarang', 'none'],
    ['Jumlah', 'none'],
    ['Stu', 'none'],
    ['99.99.99', 'none'],
  ])('%s is %s', (text, found) => {
    expect(find(text)).toBe(found);
  });

  it('never guesses between two that are about as near', () => {
    const near = createAreaMatcher([
      { ...bekasi.areas[1]!, name: 'Sukamaju', code: bekasi.areas[1]!.code },
      { ...bekasi.areas[2]!, name: 'Sukamanu', code: bekasi.areas[2]!.code },
    ])('Sukamaku', { levels: [] });
    expect(near.kind).toBe('near');
  });

  it('counts a swap of neighbours as one slip', () => {
    expect(countEdits('cibitung', 'cibtiung', 3)).toBe(1);
    expect(countEdits('setu', 'pebayuran', 2)).toBe(3);
  });
});

describe('indicators and units as clerks name them', () => {
  const matchIndicator = createIndicatorMatcher(bekasi.indicators, null);
  const find = (text: string): string => {
    const match = matchIndicator(text);
    return 'indicator' in match ? `${match.kind} ${match.indicator.id}` : match.kind;
  };

  it.each([
    ['environment-pm25', 'sure environment-pm25'],
    ['Kejadian banjir', 'sure environment-flood-events'],
    ['FLOOD EVENTS', 'sure environment-flood-events'],
    ['TPT (%)', 'sure economy-tpt'],
    ['Jumlah Penduduk (BPS)', 'sure society-population-bps'],
    ['Waktu tanggap (menit)', 'sure living-fire-response'],
    ['Prevalensi stuntng', 'unsure living-stunting'],
    ['Data Kejadian Banjir per Kecamatan', 'unsure environment-flood-events'],
    ['Jumlah Penduduk', 'near'],
    ['Nilai', 'none'],
    ['Kecamatan', 'none'],
    ['__proto__', 'none'],
  ])('%s is %s', (text, found) => {
    expect(find(text)).toBe(found);
  });

  it("takes the sender's own where a name fits several", () => {
    const own = createIndicatorMatcher(bekasi.indicators, agencyCodeSchema.parse('disdukcapil'));
    expect(own('Jumlah Penduduk')).toMatchObject({
      kind: 'unsure',
      indicator: { id: 'society-population-dukcapil' },
    });
  });

  it.each([
    ['ribu ton', 'ton', { kind: 'scaled', factor: 1000 }],
    ['juta rupiah', 'Rp', { kind: 'scaled', factor: 1_000_000 }],
    ['jutaan', 'Rp', { kind: 'scaled', factor: 1_000_000 }],
    ['orang', 'ribu jiwa', { kind: 'scaled', factor: 0.001 }],
    ['kg', 'ton', { kind: 'other' }],
    ['persen', 'indeks (0–100)', { kind: 'other' }],
    ['jiwa', 'orang', { kind: 'same' }],
    ['km2', 'km²', { kind: 'same' }],
    ['BPS', 'jiwa', { kind: 'unknown' }],
  ])('"%s" against "%s"', (given, unit, match) => {
    expect(matchUnit(given, unit)).toEqual(match);
  });

  it('finds the unit that a header names', () => {
    expect(['Sampah (ribu ton)', 'Realisasi %', 'APBD dalam juta rupiah', 'Nilai'].map(findUnit)).toEqual([
      'ribu ton',
      '%',
      'juta rupiah',
      null,
    ]);
  });
});
