import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** Packs entries as a zip; texts and bytes are taken as they are. */
export async function buildZip(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(entries)) {
    const packed = Buffer.from(content);
    // Small parts are stored as they are: packing each costs more than all else in a test.
    zip.addBuffer(packed, name, { mtime: new Date(2026, 0, 1), compress: packed.length > 10_000 });
  }
  zip.end();
  return await buffer(zip.outputStream as NodeJS.ReadableStream);
}

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`;
const packageRelations = `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** What a hand-made workbook holds beside its cells. */
export interface XlsxParts {
  /** Inner XML of `worksheet`. */
  readonly sheet: string;
  readonly name?: string;
  readonly is1904?: boolean;
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly extra?: Readonly<Record<string, string | Buffer>>;
}

/** Entries of a workbook with one sheet, to be packed or spoilt further. */
export function buildXlsxEntries(parts: XlsxParts): Record<string, string | Buffer> {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': types,
    '_rels/.rels': packageRelations,
    'xl/workbook.xml': `<workbook xmlns:r="http://r">${parts.is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets><sheet name="${parts.name ?? 'Data'}" sheetId="1" r:id="s1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s1', 'worksheet', 'worksheets/sheet1.xml')}${relation('s2', 'styles', '/xl/styles.xml')}${relation('s3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet>${parts.sheet}</worksheet>`,
    ...(parts.styles ? { 'xl/styles.xml': parts.styles } : {}),
    ...(parts.sharedStrings ? { 'xl/sharedStrings.xml': `<sst>${parts.sharedStrings}</sst>` } : {}),
    ...parts.extra,
  };
}

/** A workbook with one sheet. */
export function buildXlsx(parts: XlsxParts): Promise<Buffer> {
  return buildZip(buildXlsxEntries(parts));
}

/** An OpenDocument spreadsheet; `tables` is the inner XML of `office:spreadsheet`. */
export function buildOds(
  tables: string,
  styles = '',
  extra: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  return buildZip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...extra,
  });
}

const directoryMark = 0x02014b50;

/** Offsets of the entries of a zip's directory. */
function findDirectoryEntries(zip: Buffer): number[] {
  const found: number[] = [];
  for (let at = 0; at < zip.length - 46; at += 1) if (zip.readUInt32LE(at) === directoryMark) found.push(at);
  return found;
}

/** A copy whose directory says something else about the entry of a name. */
export function rewriteEntry(zip: Buffer, name: string, change: (copy: Buffer, at: number) => void): Buffer {
  const copy = Buffer.from(zip);
  for (const at of findDirectoryEntries(copy)) {
    const length = copy.readUInt16LE(at + 28);
    if (copy.subarray(at + 46, at + 46 + length).toString() === name) change(copy, at);
  }
  return copy;
}
