import { type Cell, isBlank, type Merge, type Sheet, toCell } from './grid.ts';

/** Answers which merge covers a place without walking through all of them. */
export type FindMerge = (row: number, column: number) => Merge | null;

/** Groups merges by column: there are few columns, and every merge names its own. */
export function createMergeIndex(sheet: Sheet): FindMerge {
  const byColumn = new Map<number, Merge[]>();
  for (const merge of sheet.merges) {
    for (let column = merge.left; column <= Math.min(merge.right, 199); column += 1) {
      const list = byColumn.get(column);
      if (list) list.push(merge);
      else byColumn.set(column, [merge]);
    }
  }
  for (const list of byColumn.values()) list.sort((left, right) => left.top - right.top);
  return (row, column) => {
    const list = byColumn.get(column);
    if (!list) return null;
    let low = 0;
    let high = list.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const merge = list[middle];
      if (!merge || row < merge.top) high = middle - 1;
      else if (row > merge.bottom) low = middle + 1;
      else return merge;
    }
    return null;
  };
}

/** The cell that is shown at a place: inside a merge that is its first one. */
export function toShownCell(
  sheet: Sheet,
  findMerge: FindMerge,
  place: { row: number; column: number },
): Cell {
  const cell = toCell(sheet, place.row, place.column);
  if (!isBlank(cell)) return cell;
  const merge = findMerge(place.row, place.column);
  return merge ? toCell(sheet, merge.top, merge.left) : cell;
}
