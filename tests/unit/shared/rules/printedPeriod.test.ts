import { describe, expect, it } from 'vitest';
import { toPrintedPeriod } from '../../../../shared/rules/printedPeriod.ts';

describe('toPrintedPeriod', () => {
  it.each([
    ['2025', '2025', '2025'],
    ['2026 sampai sekitar Mei', '2026 s.d. Mei', '2026 to May'],
    ['Januari–Agustus 2025', 'Jan–Agu 2025', 'Jan–Aug 2025'],
    ['Perkiraan pertengahan tahun 2024', 'tengah 2024', 'mid 2024'],
    ['Pertengahan 2022', 'tengah 2022', 'mid 2022'],
    ['Semester II 2021', 'Semester II 2021', 'Half-year II 2021'],
    ['Sensus 2020 (SP2020)', 'Sensus 2020', 'Census 2020'],
    ['2026-02-22', '22 Feb 2026', '22 Feb 2026'],
    ['dipakai Desember 2025', 'dipakai Des 2025', 'used Dec 2025'],
    ['dipakai sampai 2022', 'dipakai s.d. 2022', 'used until 2022'],
    ['2025 (tahun tidak pasti)', '2025 tak pasti', '2025 unsure'],
  ])('says %s shortly in both languages', (printed, id, en) => {
    expect(toPrintedPeriod(printed, 'id')).toBe(id);
    expect(toPrintedPeriod(printed, 'en')).toBe(en);
  });
});
