import { ImportFaultError } from '../importFaultError.ts';
import { maxSheets } from '../limits.ts';
import { parseXml } from '../parseXml.ts';
import type { ZipDirectory } from '../zipDirectory.ts';

/** A sheet as the workbook lists it. */
export interface SheetPart {
  readonly name: string;
  readonly path: string;
  readonly isHidden: boolean;
}

/** Where the parts of a workbook lie in its zip. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[];
  readonly styles: string | null;
  readonly sharedStrings: string | null;
  readonly is1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly path: string;
}

/** Path of a target named in `folder`'s relations; `/xl/a.xml` and `../xl/a.xml` are both in use. */
function resolvePath(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter((part) => part !== '');
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function readRelations(zip: ZipDirectory, path: string): Promise<ReadonlyMap<string, Relation>> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = `${folder}_rels/${path.slice(folder.length)}.rels`;
  const relations = new Map<string, Relation>();
  if (!zip.has(file)) return relations;
  await parseXml(zip.read(file), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      if (relations.size > 5_000) throw new ImportFaultError('file_damaged');
      relations.set(attributes['Id'] ?? '', {
        type: (attributes['Type'] ?? '').split('/').at(-1) ?? '',
        path: resolvePath(folder, attributes['Target'] ?? ''),
      });
    },
  });
  return relations;
}

/** The part that the package names as its document. */
export async function findDocument(zip: ZipDirectory): Promise<string | null> {
  const relations = await readRelations(zip, '');
  const found = [...relations.values()].find(({ type }) => type === 'officeDocument');
  return found && zip.has(found.path) ? found.path : null;
}

/** Reads the list of sheets and the way to every part. */
export async function readWorkbookParts(zip: ZipDirectory, document: string): Promise<WorkbookParts> {
  const relations = await readRelations(zip, document);
  const listed: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  await parseXml(zip.read(document), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      if (listed.length >= maxSheets) throw new ImportFaultError('too_many_sheets', { max: maxSheets });
      const idKey = Object.keys(attributes).find((key) => key.endsWith(':id')) ?? 'id';
      listed.push({
        name: attributes['name'] ?? '',
        id: attributes[idKey] ?? '',
        isHidden: (attributes['state'] ?? 'visible') !== 'visible',
      });
    },
  });
  const sheets = listed.flatMap(({ name, id, isHidden }) => {
    const relation = relations.get(id);
    // Sheets of charts alone hold no cells.
    if (relation?.type !== 'worksheet') return [];
    if (!zip.has(relation.path)) throw new ImportFaultError('file_damaged');
    return [{ name, path: relation.path, isHidden }];
  });
  const pathOf = (wanted: string): string | null => {
    const path = [...relations.values()].find(({ type }) => type === wanted)?.path;
    return path !== undefined && zip.has(path) ? path : null;
  };
  return { sheets, is1904, styles: pathOf('styles'), sharedStrings: pathOf('sharedStrings') };
}
