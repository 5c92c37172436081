import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../../../../server/feeds/spreadsheet/readWorkbook.ts';
import { buildXlsx, buildXlsxEntries, buildZip, rewriteEntry } from '../../../../support/spreadsheets.ts';

const plain = { sheet: '<sheetData><row><c><v>1</v></c></row></sheetData>' };
const sheetPath = 'xl/worksheets/sheet1.xml';

async function codeOf(bytes: Uint8Array): Promise<string | null> {
  const result = await readWorkbook(bytes, 'a.xlsx');
  return result.ok ? null : (result.faults[0]?.code ?? 'none');
}

function withSheet(xml: string | Buffer): Promise<Buffer> {
  return buildZip({ ...buildXlsxEntries(plain), [sheetPath]: xml });
}

describe('a hostile file', () => {
  it('is read when nothing is wrong with it', async () => {
    expect(await codeOf(await buildXlsx(plain))).toBeNull();
  });

  it('that unpacks to far more than it holds is refused before a byte is unpacked', async () => {
    expect(await codeOf(await withSheet(Buffer.alloc(9_000_000, 32)))).toBe('zip_ratio');
    const zip = await withSheet(Buffer.alloc(9_000_000, 32));
    const huge = rewriteEntry(zip, sheetPath, (copy, at) => copy.writeUInt32LE(200 * 1_048_576, at + 24));
    expect(await codeOf(huge)).toBe('zip_too_big');
  });

  it('that lies about its sizes is stopped at what it said', async () => {
    const bomb = await withSheet(Buffer.alloc(90_000_000, 32));
    const lying = rewriteEntry(bomb, sheetPath, (copy, at) => copy.writeUInt32LE(1_000, at + 24));
    const before = process.memoryUsage().rss;
    expect(await codeOf(lying)).toBe('zip_lied_size');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    const short = rewriteEntry(await buildXlsx(plain), sheetPath, (copy, at) =>
      copy.writeUInt32LE(copy.readUInt32LE(at + 24) + 10, at + 24),
    );
    expect(await codeOf(short)).toBe('zip_lied_size');
  });

  it('whose entries overlap, climb out of their folder, repeat or are locked is refused', async () => {
    const zip = await buildXlsx(plain);
    const overlapping = rewriteEntry(zip, sheetPath, (copy, at) => copy.writeUInt32LE(0, at + 42));
    expect(await codeOf(overlapping)).toBe('zip_overlap');
    const slip = await buildXlsx({ ...plain, extra: { 'xx/xx/evil.xml': 'x' } });
    const climbing = rewriteEntry(slip, 'xx/xx/evil.xml', (copy, at) => copy.write('../..', at + 46));
    expect(await codeOf(climbing)).toBe('zip_unsafe_name');
    const twice = await buildXlsx({ ...plain, extra: { 'XL/workbook.xml': 'x' } });
    expect(await codeOf(twice)).toBe('file_damaged');
    const locked = rewriteEntry(zip, sheetPath, (copy, at) => {
      copy.writeUInt16LE(1, at + 8);
      // A locked entry carries twelve bytes more.
      copy.writeUInt32LE(copy.readUInt32LE(at + 20) + 12, at + 20);
    });
    expect(await codeOf(locked)).toBe('file_encrypted');
    const linked = rewriteEntry(zip, sheetPath, (copy, at) =>
      copy.writeUInt32LE((0o120777 << 16) >>> 0, at + 38),
    );
    expect(await codeOf(linked)).toBe('zip_unsafe_name');
  });

  it('with more entries than any workbook is refused', async () => {
    const extra = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x/${index}`, '']));
    expect(await codeOf(await buildXlsx({ ...plain, extra }))).toBe('zip_too_many_entries');
  });

  it('with macros is refused whatever its name says', async () => {
    expect(await codeOf(await buildXlsx({ ...plain, extra: { 'xl/vbaProject.bin': 'x' } }))).toBe(
      'file_macros',
    );
    expect(await codeOf(await buildXlsx({ ...plain, extra: { 'xl/macrosheets/sheet1.xml': 'x' } }))).toBe(
      'file_macros',
    );
  });

  it.each([
    [
      'a billion laughs',
      '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
      'xml_doctype',
    ],
    ['an outside entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>', 'xml_doctype'],
    ['an unknown entity', '<worksheet><sheetData>&x;</sheetData></worksheet>', 'file_damaged'],
    ['a hole', '<worksheet><sheetData><row>', 'file_damaged'],
    ['a deep well', '<a>'.repeat(500) + '</a>'.repeat(500), 'file_damaged'],
    ['bytes that are no text', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0xfd]), 'file_damaged'],
  ])('whose sheet is %s is refused', async (_, xml, code) => {
    expect(await codeOf(await withSheet(xml))).toBe(code);
  });

  it.each([
    ['nothing', '', 'file_empty'],
    ['a PDF', '%PDF-1.7', 'file_unknown'],
    ['a zip of something else', null, 'file_unknown'],
    ['half a zip', 'PK\u0003\u0004half', 'file_damaged'],
  ])('that is %s is refused', async (_, text, code) => {
    expect(await codeOf(text === null ? await buildZip({ 'a.txt': 'x' }) : Buffer.from(text))).toBe(code);
  });

  it('of the old kind, or locked in its container, is told apart', async () => {
    const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    expect(await codeOf(Buffer.concat([ole, Buffer.alloc(600)]))).toBe('file_old_excel');
    const name = Buffer.from('EncryptedPackage', 'utf16le');
    expect(await codeOf(Buffer.concat([ole, Buffer.alloc(600), name]))).toBe('file_encrypted');
  });

  it('with cells far out allocates nothing for the way there', async () => {
    const far = (address: string): Promise<Buffer> =>
      withSheet(`<worksheet><sheetData><row><c r="${address}"><v>1</v></c></row></sheetData></worksheet>`);
    expect(await codeOf(await far('A1048576'))).toBe('too_many_rows');
    expect(await codeOf(await far('XFD1'))).toBe('too_many_columns');
    expect(await codeOf(await far('ZZZ9999999'))).toBe('too_many_rows');
  });

  it('with more texts than cells may be is refused', async () => {
    const sharedStrings = '<si><t>a</t></si>'.repeat(400_001);
    expect(await codeOf(await buildXlsx({ ...plain, sharedStrings }))).toMatch(
      /^(?:too_many_cells|zip_ratio)$/,
    );
  });
});
