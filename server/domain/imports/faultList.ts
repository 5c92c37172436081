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
  let isCut = false;
  return {
    faults,
    get isCut() {
      return isCut;
    },
    add(code, place, params = {}) {
      if (faults.length >= maxImportFaults) {
        isCut = true;
        return;
      }
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
