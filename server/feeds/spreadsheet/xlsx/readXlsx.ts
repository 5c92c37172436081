import type { ImportFault } from '#shared/model/importFile.ts';
import type { Sheet, Workbook } from '../../../domain/imports/grid.ts';
import { type Budget, createSheetBuilder } from '../sheetBuilder.ts';
import type { ZipDirectory } from '../zipDirectory.ts';
import { readSheet, type SheetContext } from './readSheet.ts';
import { readSharedStrings } from './sharedStrings.ts';
import { readStyles } from './styles.ts';
import { readWorkbookParts } from './workbookParts.ts';

/** Reads an Excel workbook out of its zip. */
export async function readXlsx(zip: ZipDirectory, document: string): Promise<Workbook> {
  const parts = await readWorkbookParts(zip, document);
  const context: SheetContext = {
    is1904: parts.is1904,
    formats: parts.styles === null ? [] : await readStyles(zip.read(parts.styles)),
    strings: parts.sharedStrings === null ? [] : await readSharedStrings(zip.read(parts.sharedStrings)),
  };
  const budget: Budget = { cells: 0, characters: 0 };
  const sheets: Sheet[] = [];
  for (const { name, path, isHidden } of parts.sheets) {
    const builder = createSheetBuilder(name, isHidden, budget);
    await readSheet(zip.read(path), context, builder);
    sheets.push(builder.build());
  }
  return { format: 'xlsx', sheets, notices: listNotices(zip.names, sheets) };
}

/** What is in the file but not taken; links to other files are never followed. */
function listNotices(names: readonly string[], sheets: readonly Sheet[]): ImportFault[] {
  const notices: ImportFault[] = [];
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/(?:externalLinks\/|connections\.xml|queryTables\/)/i)) {
    notices.push({ code: 'external_links_ignored', params: {} });
  }
  if (has(/^xl\/(?:embeddings|activeX|ctrlProps)\//i)) notices.push({ code: 'objects_ignored', params: {} });
  const hidden = sheets.filter((sheet) => sheet.isHidden).map(({ name }) => name);
  if (hidden.length > 0) {
    notices.push({ code: 'hidden_sheets', params: { names: hidden.join(', ').slice(0, 200) } });
  }
  return notices;
}
