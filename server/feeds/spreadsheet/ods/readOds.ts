import type { ImportFault } from '#shared/model/importFile.ts';
import type { Sheet, Workbook } from '../../../domain/imports/grid.ts';
import { ImportFaultError } from '../importFaultError.ts';
import { maxSheets } from '../limits.ts';
import { parseXml } from '../parseXml.ts';
import { type Budget, createSheetBuilder } from '../sheetBuilder.ts';
import type { ZipDirectory } from '../zipDirectory.ts';
import { createDateStyles } from './dateStyles.ts';
import { createTableReader, type TableReader } from './tableReader.ts';

/** Encrypted documents keep a readable manifest that says so. */
async function refuseEncrypted(zip: ZipDirectory): Promise<void> {
  const manifest = 'META-INF/manifest.xml';
  if (!zip.has(manifest)) return;
  await parseXml(zip.read(manifest), {
    open(name) {
      if (name === 'encryption-data') throw new ImportFaultError('file_encrypted');
    },
  });
}

/** Reads an OpenDocument spreadsheet: all of its sheets are in one part. */
export async function readOds(zip: ZipDirectory): Promise<Workbook> {
  await refuseEncrypted(zip);
  const budget: Budget = { cells: 0, characters: 0 };
  const sheets: Sheet[] = [];
  const notices: ImportFault[] = [];
  const styles = createDateStyles();
  let table: TableReader | null = null;
  let hasLinks = false;
  /** Copies of other files' tables, kept for links: not this file's figures. */
  let isForeign = false;
  let isInDde = false;
  await parseXml(zip.read('content.xml'), {
    open(name, attributes) {
      if (table) table.open(name, attributes);
      else if (name === 'table' && !isInDde) {
        isForeign = false;
        if (sheets.length >= maxSheets) throw new ImportFaultError('too_many_sheets', { max: maxSheets });
        const isHidden = styles.isHidden(attributes['table:style-name']);
        table = createTableReader(
          createSheetBuilder(attributes['table:name'] ?? '', isHidden, budget),
          styles,
        );
      } else styles.open(name, attributes);
      if (name === 'dde-links') isInDde = true;
      if (name === 'table-source') isForeign = true;
      hasLinks ||= isInDde || isForeign;
    },
    text(piece) {
      table?.text(piece);
    },
    close(name) {
      if (name === 'dde-links') isInDde = false;
      const built = table?.close(name) ?? null;
      if (!built) return;
      if (!isForeign) sheets.push(built);
      table = null;
    },
  });
  if (hasLinks) notices.push({ code: 'external_links_ignored', params: {} });
  if (zip.names.some((name) => /^Object \d+\//.test(name))) {
    notices.push({ code: 'objects_ignored', params: {} });
  }
  const hidden = sheets.filter((sheet) => sheet.isHidden).map((sheet) => sheet.name);
  if (hidden.length > 0) {
    notices.push({ code: 'hidden_sheets', params: { names: hidden.join(', ').slice(0, 200) } });
  }
  return { format: 'ods', sheets, notices };
}
