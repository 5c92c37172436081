import { type ImportFault, type ImportFaultCode, maxImportFaults } from '#shared/model/importFile.ts';
import { type Cell, toAddress } from './grid.ts';
import { clip } from './words.ts';

/** Collects faults of one sheet up to a bound. */
export interface FaultList {
  readonly faults: readonly ImportFault[];
  /** True when more was wrong than is told. */
  readonly isCut: boolean;
  add(
    code: ImportFaultCode,
    place: Pick<Cell, 'row' | 'column'> | null,
    params?: ImportFault['params'],
  ): void;
}

/** Starts a list. */
export function createFaultList(sheet: string): FaultList {
  const faults: ImportFault[] = [];
  // A merged heading is read once for each of its rows, but wrong only once.
  const told = new Set<string>();
  let isCut = false;
  return {
    faults,
    get isCut() {
      return isCut;
    },
    add(code, place, params = {}) {
      const key = place ? `${code}|${place.row}|${place.column}` : code;
      if (told.has(key)) return;
      if (faults.length >= maxImportFaults) {
        isCut = true;
        return;
      }
      told.add(key);
      const clipped = Object.fromEntries(
        Object.entries(params).map(([key, value]) => [
          key,
          typeof value === 'string' ? clip(value, 120) : value,
        ]),
      );
      faults.push({
        code,
        sheet,
        ...(place ? { cell: toAddress(place.row, place.column) } : {}),
        params: clipped,
      });
    },
  };
}
