import { describe, expect, it } from 'vitest';
import type { Workbook } from '../../../../../server/domain/imports/grid.ts';
import { readWorkbook } from '../../../../../server/feeds/spreadsheet/readWorkbook.ts';
import { buildOds } from '../../../../support/spreadsheets.ts';

async function read(bytes: Uint8Array, name = 'data.csv'): Promise<Workbook> {
  const result = await readWorkbook(bytes, name);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.workbook;
}

async function readRows(text: string | Uint8Array): Promise<unknown> {
  return (await read(Buffer.from(text))).sheets[0]?.rows;
}

async function faultOf(bytes: Uint8Array): Promise<unknown> {
  const result = await readWorkbook(bytes, 'data.csv');
  return result.ok ? null : result.faults[0];
}

const table = (rows: string): string => `<table:table table:name="Data">${rows}</table:table>`;

describe('an .ods file', () => {
  it('gives texts, numbers, dates, percentages, formulas and errors', async () => {
    const styles =
      '<number:date-style style:name="N1"><number:month/><number:text>-</number:text><number:year/></number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>';
    const cell = (attributes: string, text = ''): string =>
      `<table:table-cell ${attributes}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
    const row = [
      '<table:table-cell office:value-type="string"><office:annotation><text:p>catatan</text:p></office:annotation><text:p>Kec. <text:span>Se</text:span>tu</text:p></table:table-cell>',
      cell('office:value-type="float" office:value="1234.5"', '1.234,5'),
      cell('office:value-type="date" office:date-value="2026-01-01" table:style-name="ce1"', 'Jan 26'),
      cell('office:value-type="percentage" office:value="0.93"', '93%'),
      cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '2'),
      cell('table:formula="of:=1+1"'),
      cell('office:value-type="string" calcext:value-type="error"', '#DIV/0!'),
      cell('office:value-type="boolean" office:boolean-value="true"', 'BENAR'),
    ].join('');
    const workbook = await read(await buildOds(table(`<table:table-row>${row}</table:table-row>`), styles));
    expect(workbook.sheets[0]).toMatchObject({
      name: 'Data',
      rows: [
        [
          'Kec. Setu',
          1234.5,
          { kind: 'date', value: '2026-01-01', format: 'my' },
          { kind: 'number', value: 0.93, format: '0%' },
          { kind: 'number', value: 2, isFormula: true },
          { kind: 'empty', value: null, isFormula: true },
          { kind: 'error', value: '#DIV/0!' },
          true,
        ],
      ],
    });
  });

  it('repeats what is filled, skips what is empty and bounds both', async () => {
    const filled =
      '<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1"/>';
    const empty = '<table:table-cell table:number-columns-repeated="16384"/>';
    const rows = `<table:table-row table:number-rows-repeated="2">${filled}${empty}</table:table-row><table:table-row table:number-rows-repeated="1048574">${empty}</table:table-row>`;
    expect((await read(await buildOds(table(rows)))).sheets[0]?.rows).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const wide = `<table:table-row><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>`;
    expect(await faultOf(await buildOds(table(wide)))).toMatchObject({
      code: 'too_many_columns',
      cell: 'GS1',
    });
    const long = `<table:table-row table:number-rows-repeated="1048576">${filled}</table:table-row>`;
    expect(await faultOf(await buildOds(table(long)))).toMatchObject({ code: 'too_many_rows' });
  });

  it('knows merged cells and hidden rows', async () => {
    const rows =
      '<table:table-row table:visibility="filter"><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><text:p>A</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="float" office:value="3"/></table:table-row>';
    expect((await read(await buildOds(table(rows)))).sheets[0]).toMatchObject({
      rows: [['A', null, 3]],
      merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
      hiddenRows: [0],
    });
  });

  it('leaves out the copies that links keep of other files', async () => {
    const row =
      '<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>';
    const tables = `${table(row)}<table:table table:name="'file:///x.ods'#A"><table:table-source/>${row}</table:table><table:dde-links><table:dde-link><office:dde-source/>${table(row)}</table:dde-link></table:dde-links>`;
    const workbook = await read(await buildOds(tables));
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Data']);
    expect(workbook.notices.map(({ code }) => code)).toEqual(['external_links_ignored']);
  });

  it('with a password, macros or another kind of document is refused', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    expect(await faultOf(await buildOds('', '', { 'META-INF/manifest.xml': manifest }))).toMatchObject({
      code: 'file_encrypted',
    });
    expect(await faultOf(await buildOds('', '', { 'Basic/Standard/Module1.xml': '<x/>' }))).toMatchObject({
      code: 'file_macros',
    });
    expect(
      await faultOf(await buildOds('', '', { mimetype: 'application/vnd.oasis.opendocument.text' })),
    ).toMatchObject({ code: 'file_unknown' });
  });
});

describe('a .csv file', () => {
  it.each([
    ['semicolons and decimal commas', 'Kecamatan;Nilai\nSetu;1,5\nBabelan;2,25\n'],
    ['commas and quotes', 'Kecamatan,Nilai\nSetu,"1,5"\nBabelan,"2,25"\n'],
    ['tabs', 'Kecamatan\tNilai\r\nSetu\t1,5\r\nBabelan\t2,25'],
    ["Excel's hint", 'sep=|\nKecamatan|Nilai\nSetu|1,5\nBabelan|2,25'],
  ])('is split at %s', async (_, text) => {
    expect(await readRows(text)).toEqual([
      ['Kecamatan', 'Nilai'],
      ['Setu', '1,5'],
      ['Babelan', '2,25'],
    ]);
  });

  it.each([
    ['UTF-8 with its mark', Buffer.from('\ufeffKm²;é\nx;y')],
    ['UTF-16 with its mark', Buffer.from('\ufeffKm²;é\nx;y', 'utf16le')],
    ['UTF-16 without one', Buffer.from('Km²;é\nx;y', 'utf16le')],
    ['windows-1252', Buffer.from('Km²;é\nx;y', 'latin1')],
  ])('is decoded from %s', async (_, bytes) => {
    expect(await readRows(bytes)).toEqual([
      ['Km²', 'é'],
      ['x', 'y'],
    ]);
  });

  it('keeps delimiters and new lines inside quotes', async () => {
    expect(await readRows('a;b\n"x;y\nz";"dia bilang ""ya"""\n')).toEqual([
      ['a', 'b'],
      ['x;y\nz', 'dia bilang "ya"'],
    ]);
  });

  it('is refused at its place when it cannot be what it says', async () => {
    expect(await faultOf(Buffer.from('a;b\n1;\u00002'))).toMatchObject({
      code: 'csv_control',
      params: { line: 2 },
    });
    expect(await faultOf(Buffer.from('a;b\n"1;2\n3;4'))).toMatchObject({ code: 'csv_quotes', cell: 'A2' });
    expect(await faultOf(Buffer.from(`${'a;'.repeat(300)}a\n`))).toMatchObject({ code: 'too_many_columns' });
    expect(await faultOf(Buffer.from('1;2\n'.repeat(20_001)))).toMatchObject({ code: 'too_many_rows' });
    expect(await faultOf(Buffer.from('\n\n;;\n'))).toMatchObject({ code: 'no_data' });
    expect(await faultOf(Buffer.from('<html><table></table></html>'))).toMatchObject({
      code: 'file_unknown',
    });
  });

  it('bounds a single huge cell', async () => {
    expect(await readRows(`a;b\n"${'x'.repeat(5_000_000)}";1`)).toMatchObject([{}, [{ isCut: true }, '1']]);
  });
});
