import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { importFaultCodes } from '#shared/model/importFile.ts';
import { readWorkbook } from '../../../../../server/feeds/spreadsheet/readWorkbook.ts';
import { buildOds, buildXlsx, buildXlsxEntries, buildZip } from '../../../../support/spreadsheets.ts';

const seed = Number(process.env['FUZZ_SEED'] ?? 3216);
/** A file costs about a millisecond; none may take longer than this. */
const slowMs = 2_000;

const cells =
  '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Kecamatan</t></is></c><c r="B1" s="1"><v>46053</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
const table =
  '<table:table table:name="D"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="1"/><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>';
const csv = 'Kecamatan;Nilai\nSetu;"1.234,5"\nBabelan;=1+1\n';

let files: Buffer[] = [];
beforeAll(async () => {
  files = [await buildXlsx({ sheet: cells, styles }), await buildOds(table), Buffer.from(csv)];
});

async function check(bytes: Uint8Array): Promise<void> {
  const startedAt = performance.now();
  const result = await readWorkbook(bytes, 'x');
  expect(performance.now() - startedAt).toBeLessThan(slowMs);
  if (!result.ok) {
    expect(result.faults.length).toBeGreaterThan(0);
    for (const { code } of result.faults) expect(importFaultCodes).toContain(code);
    return;
  }
  for (const sheet of result.workbook.sheets) {
    expect(sheet.rows.length).toBeLessThanOrEqual(20_000);
    expect(Math.max(0, ...sheet.rows.map((row) => row.length))).toBeLessThanOrEqual(200);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
}

const edit = fc.record({ at: fc.double({ min: 0, max: 0.999999, noNaN: true }), byte: fc.nat(255) });

function mutate(file: Buffer, edits: readonly { at: number; byte: number }[]): Buffer {
  const copy = Buffer.from(file);
  for (const { at, byte } of edits) copy[Math.floor(at * copy.length)] = byte;
  return copy;
}

describe(`random and mutated files, seed ${seed}`, { timeout: 60_000 }, () => {
  it('B4: mutated bytes of real files never crash, hang or exceed a cap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.array(edit, { minLength: 1, maxLength: 12 }), async (which, edits) => {
        await check(mutate(files[which]!, edits));
      }),
      { seed, numRuns: 2_500 },
    );
  });

  it('B4: cut files never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.double({ min: 0, max: 1, noNaN: true }), async (which, share) => {
        const file = files[which]!;
        await check(file.subarray(0, Math.floor(share * file.length)));
      }),
      { seed, numRuns: 500 },
    );
  });

  it('B4: mutated XML inside a sound zip never crashes', async () => {
    const tag = fc.constantFrom(
      '<row r="99999999999">',
      '</row>',
      '<c r="ZZZZ1">',
      '<c r="A0">',
      '<v>1e999</v>',
      '<v>NaN</v>',
      '<c t="s"><v>-1</v></c>',
      '<c t="s"><v>__proto__</v></c>',
      '<mergeCell ref="XFD1:A1"/>',
      '<mergeCell ref=":"/>',
      '<f>',
      '<is><t>',
      ']]>',
      '<!--',
      '<?x',
      '&#0;',
      '<c s="-1"><v>1</v></c>',
      '<c t="d"><v>9999-99-99</v></c>',
      '<row hidden="1" r="-5"/>',
      '<polluted __proto__="x"/>',
      '\u202e',
      '<c t="b"><v/></c>',
    );
    const piece = fc.oneof(tag, fc.string({ maxLength: 8 }));
    const entries = buildXlsxEntries({ sheet: cells, styles });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(cells.length), piece), { minLength: 1, maxLength: 5 }),
        async (inserts) => {
          let sheet = cells;
          for (const [at, text] of inserts) sheet = sheet.slice(0, at) + text + sheet.slice(at);
          await check(
            await buildZip({ ...entries, 'xl/worksheets/sheet1.xml': `<worksheet>${sheet}</worksheet>` }),
          );
        },
      ),
      { seed, numRuns: 1_000 },
    );
  });

  it('B3: any text and any bytes are read as a table or refused', async () => {
    const field = fc.oneof(
      fc.string({ maxLength: 12, unit: 'binary' }),
      fc.constantFrom(
        '"',
        '""',
        ';',
        ',',
        '\t',
        '\r',
        '\n',
        '\r\n',
        '=cmd|x!A1',
        '1.234,5',
        '\u0000',
        '\ufeff',
        '__proto__',
        '-',
        '@x',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(field, { maxLength: 40 }).map((all) => Buffer.from(all.join(''))),
          fc.uint8Array({ maxLength: 200 }),
        ),
        check,
      ),
      { seed, numRuns: 4_000 },
    );
  });
});
