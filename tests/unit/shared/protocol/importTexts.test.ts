import { describe, expect, it } from 'vitest';
import { type ImportFault, importFaultCodes } from '#shared/model/importFile.ts';
import { markTexts, previewTexts, reasonTexts, toImportSentence } from '#shared/protocol/importTexts.ts';

const say = (code: ImportFault['code'], params: ImportFault['params'] = {}, cell?: string): string =>
  toImportSentence({ code, params, ...(cell === undefined ? {} : { cell }) }, 'id');

describe('the sentence of a fault', () => {
  it('names its cell and what stands there', () => {
    expect(say('number_ambiguous', { given: '1.234', thousands: 1234, decimal: 1.234 }, 'C14')).toBe(
      'Sel C14: "1.234" dapat berarti 1234 atau 1,234. Tulis tanpa titik ribuan, atau pilih tanda desimal kolom ini.',
    );
    expect(
      toImportSentence({ code: 'range', cell: 'B2', params: { given: 930, min: 0, max: 100 } }, 'en'),
    ).toBe('Cell B2: The value 930 is outside 0 to 100. Check the number or its unit.');
  });

  it('says only what is known', () => {
    expect(say('unknown_area', { given: 'Atlantis' }, 'B3')).toBe(
      'Sel B3: Wilayah "Atlantis" tidak dikenal. Tulis nama kecamatan lengkap atau kodenya.',
    );
    expect(say('unknown_area', { given: 'Suka', near: 'Sukatani, Sukakarya' })).toContain(
      'Mungkin maksudnya: Sukatani, Sukakarya.',
    );
    expect(say('unit_mismatch', { given: 'ribu ton', expected: 'ton', factor: 1000 })).toContain(
      'mengalikan dengan 1000',
    );
    expect(say('unit_mismatch', { given: 'kg', expected: 'ton' })).not.toContain('mengalikan');
  });

  it('names periods, units of time and levels in words', () => {
    expect(say('period_not_over', { given: '2026-02' })).toBe(
      'Periode Februari 2026 belum selesai, jadi nilainya belum dapat dikirim.',
    );
    expect(say('period_too_coarse', { given: '2025', unit: 'month' })).toContain(
      'per bulan, sedangkan "2025"',
    );
    expect(say('wrong_level', { given: 'Setu', level: 'kecamatan', levels: 'regency, kecamatan' })).toContain(
      'hanya untuk tingkat kabupaten, kecamatan',
    );
  });

  it('is there for every code in both languages, without a hole', () => {
    for (const code of importFaultCodes) {
      for (const language of ['id', 'en'] as const) {
        const sentence = toImportSentence({ code, params: {} }, language);
        expect(sentence, code).toMatch(/[.?]$/);
        expect(sentence, code).not.toMatch(/[{}|]|undefined/);
      }
    }
    const others = [
      ...Object.values(markTexts),
      ...Object.values(reasonTexts),
      ...Object.values(previewTexts),
    ];
    expect(others.every(({ id, en }) => id !== '' && en !== '')).toBe(true);
  });

  it('leaves what a file says as it is: braces in it are no places to fill', () => {
    expect(say('unknown_indicator', { given: '{max} {{7*7}} $& $1' })).toContain('"{max} {{7*7}} $& $1"');
  });
});
