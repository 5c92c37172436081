import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { indonesianCsv, toCsv } from '#shared/rules/csv.ts';
import { defuseFormula } from '#shared/rules/defuseFormula.ts';

/** What a reader does to have the text back. */
function recover(text: string): string {
  return defuseFormula(text.slice(1)) === text ? text.slice(1) : text;
}

const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '\u0000', '＝', '＋', '－', '＠'];

describe('S9: a text that starts like a formula', () => {
  it.each(starts)('%j is opened as text, and can be had back', (start) => {
    for (const text of [`${start}1+1`, `${start}cmd|'/c calc'!A1`, ` ${start}SUM(A1)`, `'${start}x`]) {
      const safe = defuseFormula(text);
      expect(safe).toBe(`'${text}`);
      expect(recover(safe)).toBe(text);
    }
  });

  it.each(['-5', '-1.234,5', '12', '-1.5e-7', 'Setu', "'Aisyiyah", 'a=b', 'Rp 5.000,-', ''])(
    '%s stays as it is',
    (text) => {
      expect(defuseFormula(text)).toBe(text);
    },
  );

  it('can always be had back, and never starts a formula', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.array(fc.constantFrom(...starts, "'", ' ', 'x', '1'), { maxLength: 6 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const safe = defuseFormula(given);
        expect(recover(safe)).toBe(given);
        if (!/^-?\d/.test(safe)) expect(/^\s*[=+\-@＝＋－＠]/.test(safe)).toBe(false);
      }),
      { seed: 3216, numRuns: 5_000 },
    );
  });
});

describe('an export', () => {
  it('keeps numbers as numbers and quotes every text', () => {
    const csv = toCsv(
      [
        ['Wilayah', 'Nilai', null],
        ['=1+1', -1234.5, true],
        ['a;"b"\n=c', Number.NaN, 0],
      ],
      indonesianCsv,
    );
    expect(csv).toBe('\ufeff"Wilayah";"Nilai";\r\n"\'=1+1";-1234,5;1\r\n"a;""b""\n=c";;0\r\n');
    const { data } = Papa.parse<string[]>(csv.slice(1), { delimiter: ';' });
    expect(data[2]).toEqual(['a;"b"\n=c', '', '0']);
  });
});
