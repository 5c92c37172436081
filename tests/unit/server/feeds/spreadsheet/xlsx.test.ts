import { describe, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { Sheet, WorkbookResult } from '../../../../../server/domain/imports/grid.ts';
import { readWorkbook } from '../../../../../server/feeds/spreadsheet/readWorkbook.ts';
import { toSerialDate } from '../../../../../server/feeds/spreadsheet/serialDate.ts';
import { isDateFormat } from '../../../../../server/feeds/spreadsheet/xlsx/styles.ts';
import { buildXlsx, type XlsxParts } from '../../../../support/spreadsheets.ts';

function firstSheet(result: WorkbookResult): Sheet {
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.workbook.sheets[0]!;
}

async function readCells(row: string, parts: Partial<XlsxParts> = {}): Promise<Sheet['rows']> {
  const sheet = `<sheetData><row r="1">${row}</row></sheetData>`;
  return firstSheet(await readWorkbook(await buildXlsx({ sheet, ...parts }), 'a.xlsx')).rows;
}

const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-421]d\\ mmmm\\ yyyy"/><numFmt numFmtId="165" formatCode="mmm\\-yy"/><numFmt numFmtId="166" formatCode="0.0&quot; hari&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`;

describe('an .xlsx file', () => {
  it('comes out of a real writer as it went in', async () => {
    const file = await writeExcelFile([
      [{ value: 'Laporan Januari 2026', columnSpan: 3 }, null, null],
      [{ value: 'Kecamatan' }, { value: 'Tanggal' }, { value: 'Nilai' }],
      [
        { value: 'Setu' },
        { value: new Date('2026-01-31T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
        { value: 0.93, type: Number, format: '0%' },
      ],
      [{ value: 'Babelan' }, null, { value: '=1+2', type: 'Formula' }],
    ]).toBuffer();
    const sheet = firstSheet(await readWorkbook(file, 'a.xlsx'));
    expect(sheet.merges).toEqual([{ top: 0, left: 0, bottom: 0, right: 2 }]);
    expect(sheet.rows).toEqual([
      ['Laporan Januari 2026'],
      ['Kecamatan', 'Tanggal', 'Nilai'],
      [
        'Setu',
        { kind: 'date', value: '2026-01-31', format: 'dd/mm/yyyy' },
        { kind: 'number', value: 0.93, format: '0%' },
      ],
      ['Babelan', null, { kind: 'empty', value: null, isFormula: true }],
    ]);
  });

  it('tells dates from numbers by their format, in both systems of days', async () => {
    const row =
      '<c r="A1" s="1"><v>46053</v></c><c r="B1" s="3"><v>46023.75</v></c><c r="C1" s="4"><v>12</v></c>';
    expect(await readCells(row, { styles })).toEqual([
      [
        { kind: 'date', value: '2026-01-31', format: '[$-421]d\\ mmmm\\ yyyy' },
        { kind: 'date', value: '2026-01-01T18:00:00', format: 'mmm\\-yy' },
        12,
      ],
    ]);
    const in1904 = await readCells('<c r="A1" s="1"><v>44591</v></c>', { styles, is1904: true });
    expect(in1904).toEqual([[{ kind: 'date', value: '2026-01-31', format: '[$-421]d\\ mmmm\\ yyyy' }]]);
  });

  it('counts days as Excel does around the day that never was', () => {
    expect([1, 59, 60, 61, 2_958_466, -1].map((serial) => toSerialDate(serial, false))).toEqual([
      '1900-01-01',
      '1900-02-28',
      null,
      '1900-03-01',
      null,
      null,
    ]);
    expect(['General', '0.00', '"hari" 0', '#,##0', '[Red]0'].map(isDateFormat)).not.toContain(true);
    expect(['dd/mm/yyyy', '[h]:mm', 'mmm-yy', 'd "Januari"'].map(isDateFormat)).not.toContain(false);
  });

  it('keeps the cached result of a formula and says that it is one', async () => {
    const row =
      '<c r="A1"><f>SUM(B1)</f><v>5</v></c><c r="B1" t="str"><f>A1</f><v>lima</v></c><c r="C1"><f>A1</f></c>';
    expect(await readCells(row)).toEqual([
      [
        { kind: 'number', value: 5, isFormula: true },
        { kind: 'text', value: 'lima', isFormula: true },
        { kind: 'empty', value: null, isFormula: true },
      ],
    ]);
  });

  it('joins rich text, reads texts in place, errors and booleans, and cells without an address', async () => {
    const sharedStrings =
      '<si><r><t>Kec. </t></r><r><t>Setu</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>';
    const row =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>di sini</t></is></c><c t="e"><v>#DIV/0!</v></c><c t="b"><v>1</v></c><c t="s"><v>99</v></c>';
    expect(await readCells(row, { sharedStrings })).toEqual([
      ['Kec. Setu', 'a\rb', 'di sini', { kind: 'error', value: '#DIV/0!' }, true],
    ]);
  });

  it('believes no size that a sheet claims, and finds hidden rows and sheets', async () => {
    const sheet =
      '<dimension ref="A1:XFD1048576"/><sheetData><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="1048576" spans="1:16384"/></sheetData>';
    const result = firstSheet(await readWorkbook(await buildXlsx({ sheet }), 'a.xlsx'));
    expect(result).toMatchObject({ rows: [[], [1]], hiddenRows: [1] });
  });

  it('cuts a text that is too long and says so', async () => {
    const row = `<c r="A1" t="inlineStr"><is><t>${'x'.repeat(5_000)}</t></is></c>`;
    expect(await readCells(row)).toEqual([[{ kind: 'text', value: 'x'.repeat(2_000), isCut: true }]]);
  });

  it('keeps names that mean something to JavaScript as what they are', async () => {
    const row =
      '<c r="A1" t="inlineStr"><is><t>__proto__</t></is></c><c r="B1" t="inlineStr"><is><t>constructor</t></is></c>';
    expect(await readCells(row, { name: '__proto__' })).toEqual([['__proto__', 'constructor']]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('reads over links to other files and tells it', async () => {
    const file = await buildXlsx({
      sheet: '<sheetData><row><c><f>[1]Lain!A1</f><v>7</v></c></row></sheetData>',
      extra: { 'xl/externalLinks/externalLink1.xml': '<externalLink/>', 'xl/embeddings/oleObject1.bin': 'x' },
    });
    const result = await readWorkbook(file, 'a.xlsx');
    expect(result.ok && result.workbook.notices.map(({ code }) => code)).toEqual([
      'external_links_ignored',
      'objects_ignored',
    ]);
  });
});
