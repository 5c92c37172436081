import { fileURLToPath } from 'node:url';
import type { ImportFault, ImportLayout } from '#shared/model/importFile.ts';
import type { ImportCatalogue } from '../../server/domain/imports/catalogue.ts';
import type { GridCell, Merge, Sheet } from '../../server/domain/imports/grid.ts';
import { proposeLayout } from '../../server/domain/imports/proposeLayout.ts';
import { type LayoutReading, readLayout } from '../../server/domain/imports/readLayout.ts';
import { loadRegion } from '../../server/regions/loadRegion.ts';

const region = loadRegion(fileURLToPath(new URL('../../server/regions/bekasi', import.meta.url)));

/** What clerks' files are read against. */
export const bekasi: ImportCatalogue = {
  indicators: region.catalogue.indicators,
  areas: region.areas,
  zone: region.catalogue.region.zone,
};

/** The day on which test files are dropped: 5 February 2026, 09:00 WIB. */
export const dropAt = Date.UTC(2026, 1, 5, 2);

/** A sheet from rows. */
export function buildSheet(
  rows: readonly (readonly GridCell[])[],
  patch: { name?: string; merges?: readonly Merge[]; hiddenRows?: readonly number[] } = {},
): Sheet {
  return { name: 'Data', isHidden: false, merges: [], hiddenRows: [], ...patch, rows };
}

/** A sheet from text as a file of semicolons has it. */
export function toSheet(text: string, name = 'Data'): Sheet {
  const rows = text.split('\n').map((line) => line.split(';').map((field) => (field === '' ? null : field)));
  return buildSheet(rows, { name });
}

/** The proposed layout of a sheet; fails where there is none. */
export function layoutOf(sheet: Sheet): ImportLayout {
  const proposal = proposeLayout(sheet, bekasi);
  if (!proposal) throw new Error('no layout was proposed');
  return proposal.layout;
}

/** Reads a sheet as it was proposed, with changes to the layout. */
export function readSheet(
  sheet: Sheet,
  change: (layout: ImportLayout) => void = () => undefined,
  options: Partial<Parameters<typeof readLayout>[3]> = {},
): LayoutReading {
  const layout = structuredClone(layoutOf(sheet));
  change(layout);
  return readLayout(sheet, layout, bekasi, { now: dropAt, agency: null, ...options });
}

/** Faults in short: `C14 range`. */
export function toShort(faults: readonly ImportFault[]): string[] {
  return faults.map(({ cell, code }) => (cell === undefined ? code : `${cell} ${code}`));
}
