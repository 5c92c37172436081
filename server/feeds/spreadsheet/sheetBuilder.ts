import type { CellDetail, GridCell, Merge, Sheet } from '../../domain/imports/grid.ts';
import { toAddress } from '../../domain/imports/grid.ts';
import { ImportFaultError } from './importFaultError.ts';
import { maxCellCharacters, maxCells, maxColumns, maxMerges, maxRows, maxTextCharacters } from './limits.ts';

/** What all sheets of a file share: caps hold for the whole of it. */
export interface Budget {
  cells: number;
  characters: number;
}

/** Collects the filled cells of a sheet under the caps; whatever a file claims about its size is not believed. */
export interface SheetBuilder {
  put(row: number, column: number, cell: GridCell): void;
  merge(merge: Merge): void;
  hideRow(row: number): void;
  build(): Sheet;
}

const noCells: readonly GridCell[] = [];

/** Starts a sheet. */
export function createSheetBuilder(name: string, isHidden: boolean, budget: Budget): SheetBuilder {
  const rows: (GridCell[] | undefined)[] = [];
  const merges: Merge[] = [];
  const hiddenRows: number[] = [];
  const sheet = name.slice(0, 200);
  return {
    put(row, column, cell) {
      if (cell === null || cell === '') return;
      if (row >= maxRows) throw new ImportFaultError('too_many_rows', { max: maxRows }, { sheet });
      if (column >= maxColumns) {
        throw new ImportFaultError(
          'too_many_columns',
          { max: maxColumns },
          { sheet, cell: toAddress(row, column) },
        );
      }
      budget.cells += 1;
      if (budget.cells > maxCells) throw new ImportFaultError('too_many_cells', { max: maxCells }, { sheet });
      const kept = cutText(cell);
      const value = typeof kept === 'object' && kept !== null ? kept.value : kept;
      if (typeof value === 'string') budget.characters += value.length;
      if (budget.characters > maxTextCharacters) throw new ImportFaultError('too_much_text', {}, { sheet });
      while (rows.length <= row) rows.push(undefined);
      const cells = rows[row] ?? [];
      rows[row] = cells;
      while (cells.length < column) cells.push(null);
      cells[column] = kept;
    },
    merge(merge) {
      if (merges.length < maxMerges && merge.top < maxRows && merge.left < maxColumns) merges.push(merge);
    },
    hideRow(row) {
      if (row < maxRows && hiddenRows.length < maxRows) hiddenRows.push(row);
    },
    build() {
      return { name: sheet, isHidden, rows: rows.map((row) => row ?? noCells), merges, hiddenRows };
    },
  };
}

function cutText(cell: GridCell): GridCell {
  const detail: CellDetail | null = typeof cell === 'object' ? cell : null;
  const text = detail ? detail.value : cell;
  if (typeof text !== 'string' || text.length <= maxCellCharacters) return cell;
  return { kind: 'text', ...detail, value: text.slice(0, maxCellCharacters), isCut: true };
}
