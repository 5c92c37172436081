import type { Workbook, WorkbookResult } from '../../domain/imports/grid.ts';
import { ImportFaultError } from './importFaultError.ts';
import { maxFileBytes } from './limits.ts';
import { readOds } from './ods/readOds.ts';
import { readCsv } from './readCsv.ts';
import { readXlsx } from './xlsx/readXlsx.ts';
import { findDocument } from './xlsx/workbookParts.ts';
import { openZip, type ZipDirectory } from './zipDirectory.ts';

/** First bytes of files that are dropped by mistake, and what people call them. */
const strangers: readonly (readonly [start: readonly number[], kind: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'PNG'],
  [[0xff, 0xd8, 0xff], 'JPEG'],
  [[0x47, 0x49, 0x46, 0x38], 'GIF'],
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7z'],
  [[0x1f, 0x8b], 'gzip'],
];
const zipStart = [0x50, 0x4b, 0x03, 0x04];
const emptyZipStart = [0x50, 0x4b, 0x05, 0x06];
const oleStart = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Turns the bytes of a file into a grid. Its name is only asked for what bytes cannot tell. Runs in a thread of its own; never throws. */
export async function readWorkbook(bytes: Uint8Array, name: string): Promise<WorkbookResult> {
  try {
    const workbook = await readAny(bytes, name);
    if (workbook.sheets.every(({ rows }) => rows.length === 0)) throw new ImportFaultError('no_data');
    return { ok: true, workbook };
  } catch (error) {
    const known = error instanceof ImportFaultError ? error : new ImportFaultError('file_damaged');
    return { ok: false, faults: [known.fault] };
  }
}

async function readAny(bytes: Uint8Array, name: string): Promise<Workbook> {
  if (bytes.length === 0) throw new ImportFaultError('file_empty');
  if (bytes.length > maxFileBytes) {
    throw new ImportFaultError('file_too_large', { max: maxFileBytes / 1_048_576 });
  }
  const stranger = strangers.find(([start]) => startsWith(bytes, start));
  if (stranger) throw new ImportFaultError('file_unknown', { kind: stranger[1] });
  if (startsWith(bytes, oleStart)) throw toOleFault(bytes);
  if (!startsWith(bytes, zipStart) && !startsWith(bytes, emptyZipStart)) {
    refuseMarkup(bytes);
    return readCsv(bytes, name);
  }
  const zip = await openZip(bytes);
  try {
    return await readZipped(zip);
  } finally {
    zip.close();
  }
}

/** The old container holds either an old workbook or a new one behind a password; the latter names its part in UTF-16. */
function toOleFault(bytes: Uint8Array): ImportFaultError {
  const mark = Buffer.from('EncryptedPackage', 'utf16le');
  const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(mark);
  return new ImportFaultError(isEncrypted ? 'file_encrypted' : 'file_old_excel');
}

/** Some programs write a web page or XML and call it .xls. */
function refuseMarkup(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').toLowerCase();
  if (/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|html|table|script|svg|\w+:)/.test(start)) {
    throw new ImportFaultError('file_unknown', { kind: 'HTML/XML' });
  }
  if (start.startsWith('{\\rtf')) throw new ImportFaultError('file_unknown', { kind: 'RTF' });
}

async function readZipped(zip: ZipDirectory): Promise<Workbook> {
  if (
    zip.names.some((name) =>
      /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml)$|(?:^|\/)macrosheets\//i.test(name),
    )
  ) {
    throw new ImportFaultError('file_macros');
  }
  if (zip.has('content.xml')) {
    if (zip.names.some((name) => /^(?:Basic|Scripts)\/./.test(name)))
      throw new ImportFaultError('file_macros');
    await requireOds(zip);
    return readOds(zip);
  }
  const document = await findDocument(zip);
  if (document?.endsWith('.bin')) throw new ImportFaultError('file_unknown', { kind: 'XLSB' });
  if (document === null || !/workbook[^/]*\.xml$/i.test(document)) {
    throw new ImportFaultError('file_unknown', { kind: document?.includes('word/') ? 'DOCX' : 'ZIP' });
  }
  return readXlsx(zip, document);
}

/** Texts and drawings of the same family have a `content.xml` too. */
async function requireOds(zip: ZipDirectory): Promise<void> {
  if (!zip.has('mimetype')) return;
  let type = '';
  for await (const chunk of zip.read('mimetype')) {
    type += Buffer.from(chunk).toString('latin1');
    if (type.length > 200) break;
  }
  if (!type.startsWith('application/vnd.oasis.opendocument.spreadsheet')) {
    throw new ImportFaultError('file_unknown', { kind: 'OpenDocument' });
  }
}
