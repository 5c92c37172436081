import type { ImportFault, ImportFaultCode } from '#shared/model/importFile.ts';
import { ceilingStages } from '#shared/model/programmeLists.ts';
import { type RegisterLayout, type RegisterRow, registerRoles } from '#shared/model/registerImport.ts';
import type { Sheet } from '../imports/grid.ts';
import { readBudgetRows } from './budgetRows.ts';
import { findScales } from './moneyScale.ts';
import { readProgrammeRows } from './programmeRows.ts';
import type { RegisterChange, RegisterSource } from './registerSource.ts';
import { readTable } from './tableRows.ts';

/** All that a sheet would do, and all that is wrong with it: nothing may be stored while `faults` is not empty. */
export interface RegisterResult {
  readonly rows: readonly RegisterRow[];
  readonly changes: readonly RegisterChange[];
  readonly faults: readonly ImportFault[];
  readonly isCut: boolean;
  readonly totals: number;
}

/** Reads a sheet by a layout on top of what stands. Pure: the same of each gives the same answer. */
export function readRegister(
  sheet: Sheet,
  layout: RegisterLayout,
  { source, agency }: { readonly source: RegisterSource; readonly agency: string | null },
): RegisterResult {
  const lacking = checkLayout(sheet, layout, agency);
  if (lacking.length > 0) return { rows: [], changes: [], faults: lacking, isCut: false, totals: 0 };
  const table = readTable(sheet, layout);
  const read = layout.form === 'budget' ? readBudgetRows : readProgrammeRows;
  const { rows, changes } =
    table.faults.faults.length > 0 ? { rows: [], changes: [] } : read({ table, layout, source, agency });
  if (table.rows.length === 0) table.faults.add('no_data', null);
  return { rows, changes, faults: table.faults.faults, isCut: table.faults.isCut, totals: table.totals };
}

/** What a layout lacks before any cell can be read. */
function checkLayout(sheet: Sheet, layout: RegisterLayout, agency: string | null): ImportFault[] {
  const roles = layout.columns.flatMap(({ role }) => role ?? []);
  const has = (role: string): boolean => roles.includes(role);
  const faults: ImportFault[] = [];
  const lacks = (code: ImportFaultCode, isThere: boolean, params: ImportFault['params'] = {}): void => {
    if (!isThere) faults.push({ code, sheet: layout.sheet, params });
  };
  const twice = roles.find((role, index) => roles.indexOf(role) < index);
  lacks('register_twice_role', twice === undefined, { role: twice ?? '' });
  lacks(
    'layout_moved',
    roles.every((role) => registerRoles[layout.form].includes(role)),
  );
  lacks('register_no_name', has('name') || (layout.form === 'budget' && has('code')));
  if (layout.form === 'programme') {
    lacks('register_no_agency', has('agency') || layout.fixed.agency !== null || agency !== null);
    return faults;
  }
  const hasSum = roles.some((role) => role.endsWith('-to'));
  lacks(
    'register_no_amount',
    hasSum || roles.some((role) => /^(?:ceiling|plan|realised|progress)-/.test(role)),
  );
  lacks('register_no_year', has('year') || layout.fixed.year !== null);
  lacks('register_no_fund', has('fund') || layout.fixed.fund !== null);
  lacks('register_no_month', !hasSum || layout.fixed.month !== null);
  lacks('register_no_scale', findScales(sheet, layout) !== null);
  for (const stage of ceilingStages.slice(1))
    lacks('register_no_day', !has(`ceiling-${stage}`) || layout.fixed.on[stage] !== null, { stage });
  return faults;
}
