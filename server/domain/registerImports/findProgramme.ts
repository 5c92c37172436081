import type { AgencyCode } from '#shared/model/ids.ts';
import type { FaultList } from '../imports/faultList.ts';
import type { ProgrammeFinder, StandingProgramme } from './registerSource.ts';
import type { TableRow } from './tableRows.ts';

interface FindContext {
  readonly finder: ProgrammeFinder;
  readonly findAgency: (text: string) => AgencyCode | null;
  readonly faults: FaultList;
  /** Whose programmes may be touched; null for all. */
  readonly agency: string | null;
  /** Agency of the whole sheet. */
  readonly fixed: string | null;
}

/** Agency of a line: its own cell, or that of the sheet. Undefined for one that is not known, which is told. */
export function readRowAgency(
  row: TableRow,
  { findAgency, faults, fixed }: Pick<FindContext, 'findAgency' | 'faults' | 'fixed'>,
): AgencyCode | null | undefined {
  const cell = row.cells.get('agency');
  if (!cell) return fixed as AgencyCode | null;
  const found = findAgency(cell.text);
  if (found) return found;
  faults.add('unknown_agency', cell, { given: cell.text });
  return undefined;
}

/** The programme that a line means, by code first; null where none or several are meant, which is told. */
export function findProgramme(row: TableRow, context: FindContext): StandingProgramme | null {
  const { finder, faults, agency } = context;
  const own = readRowAgency(row, context);
  if (own === undefined) return null;
  const code = row.cells.get('code');
  const name = row.cells.get('name');
  const byCode = code ? finder.byCode(code.text, own) : [];
  const found = byCode.length > 0 ? byCode : name ? finder.byName(name.text, own) : [];
  // One code may stand for several: then the name decides.
  const named = found.length > 1 && name ? finder.byName(name.text, own) : found;
  const [one] = named;
  const cell = name ?? code;
  if (one && named.length === 1) {
    if (agency === null || one.fields.agency === agency) return one;
    if (cell) faults.add('programme_not_yours', cell, { given: one.fields.name });
    return null;
  }
  const [any] = row.cells.values();
  const place = cell ?? any;
  const given = name?.text ?? code?.text ?? '';
  if (place) faults.add('unknown_programme', place, { given, near: finder.near(given).join('; ') });
  return null;
}
