import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportFault, ImportLayout, LayoutColumn } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { parsePeriodKey } from '#shared/rules/period.ts';
import type { ImportCatalogue } from './catalogue.ts';
import { findHeader, type Header } from './findHeader.ts';
import type { Sheet, Workbook } from './grid.ts';
import { createMatchers, type Matchers } from './matchers.ts';
import { findPeriod, findYear } from './parsePeriod.ts';
import { lacksYear, proposeColumns, toColumnPeriod } from './proposeColumns.ts';

/** How a sheet seems to be meant, with what a person still has to say. */
export interface LayoutProposal {
  readonly layout: ImportLayout;
  readonly faults: readonly ImportFault[];
  /** How sure the whole is, 0 to 1: that of its least sure column that counts. */
  readonly confidence: number;
}

/** Sheets of a file that are looked at; a person can choose any other. */
const proposedSheets = 12;

/** Proposes how to read a sheet; null where no line looks like a header. */
export function proposeLayout(
  sheet: Sheet,
  catalogue: ImportCatalogue,
  agency: AgencyCode | null = null,
): LayoutProposal | null {
  return proposeWith(sheet, catalogue, createMatchers(catalogue, agency));
}

/** The sheet that looks most like figures, with its proposal; hidden sheets come last. Null where none does. */
export function proposeSheet(
  { sheets }: Workbook,
  catalogue: ImportCatalogue,
  agency: AgencyCode | null = null,
): LayoutProposal | null {
  const matchers = createMatchers(catalogue, agency);
  let best: { proposal: LayoutProposal; score: number } | null = null;
  const likely = [...sheets]
    .sort((left, right) => Number(left.isHidden) - Number(right.isHidden))
    .slice(0, proposedSheets);
  for (const sheet of likely) {
    const proposal = proposeWith(sheet, catalogue, matchers);
    if (!proposal) continue;
    const score = proposal.confidence - proposal.faults.length - (sheet.isHidden ? 5 : 0);
    if (!best || score > best.score) best = { proposal, score };
  }
  return best?.proposal ?? null;
}

function proposeWith(sheet: Sheet, catalogue: ImportCatalogue, matchers: Matchers): LayoutProposal | null {
  const header = findHeader(sheet, matchers);
  if (!header) return null;
  const titles = [...header.titles, sheet.name];
  const year = findFirst(titles, findYear);
  const columns = proposeColumns(sheet, header, { matchers, year });
  const fixed = proposeFixed(titles, columns, { catalogue, matchers, year });
  const layout: ImportLayout = {
    sheet: sheet.name,
    headerTop: header.top,
    headerBottom: header.bottom,
    firstRow: header.firstRow,
    columns: [...columns],
    fixed,
    areaChoices: [],
    indicatorChoices: [],
  };
  return { layout, faults: checkLayout(layout), confidence: toConfidence(header, columns) };
}

function findFirst<T>(texts: readonly string[], find: (text: string) => T | null): T | null {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
}

function has(columns: readonly LayoutColumn[], kind: LayoutColumn['role']['kind']): boolean {
  return columns.some(({ role }) => role.kind === kind);
}

interface FixedContext {
  readonly catalogue: ImportCatalogue;
  readonly matchers: Matchers;
  readonly year: number | null;
}

/** What no column says is looked for above the table and in the sheet's name. */
function proposeFixed(
  titles: readonly string[],
  columns: readonly LayoutColumn[],
  { catalogue, matchers, year }: FixedContext,
): ImportLayout['fixed'] {
  const values = columns.flatMap(({ role }) => (role.kind === 'value' ? [role] : []));
  const needsIndicator = !has(columns, 'indicator') && values.some(({ indicator }) => indicator === null);
  const needsPeriod = !has(columns, 'period') && values.some(({ period }) => period === null);
  const indicator = needsIndicator ? findFirst(titles, (text) => findNamed(text, matchers)) : null;
  const period = needsPeriod ? findFirst(titles, (text) => findTitlePeriod(text, year)) : null;
  return {
    indicator: indicator?.id ?? null,
    period,
    area: has(columns, 'area') || values.some(({ area }) => area !== null) ? null : findRegion(catalogue),
    year,
  };
}

function findNamed(text: string, { matchIndicator }: Matchers): Indicator | null {
  const match = matchIndicator(text);
  return match.kind === 'sure' || match.kind === 'unsure' ? match.indicator : null;
}

/** A title's year alone is a period as well, but a month without its year takes the one of another line. */
function findTitlePeriod(text: string, year: number | null): string | null {
  const reading = findPeriod(text);
  if (reading.kind === 'period') return reading.key;
  const key = reading.kind === 'part' && year !== null ? `${year}-${reading.rest}` : null;
  return key !== null && parsePeriodKey(key) ? key : null;
}

/** Figures without any place are the whole region's. */
function findRegion({ areas }: ImportCatalogue): ImportLayout['fixed']['area'] {
  return areas.find(({ level }) => level === 'regency')?.code ?? null;
}

/** What a layout lacks before any cell can be read. */
export function checkLayout(layout: ImportLayout): ImportFault[] {
  const { columns, fixed, sheet } = layout;
  const values = columns.flatMap(({ role }) => (role.kind === 'value' ? [role] : []));
  if (values.length === 0) return [{ code: 'layout_no_value', sheet, params: {} }];
  const faults: ImportFault[] = [];
  const lacks = (code: ImportFault['code'], isThere: boolean): void => {
    if (!isThere) faults.push({ code, sheet, params: {} });
  };
  lacks(
    'layout_no_indicator',
    fixed.indicator !== null ||
      has(columns, 'indicator') ||
      values.every(({ indicator }) => indicator !== null),
  );
  const hasPeriod = fixed.period !== null || has(columns, 'period');
  const timeless = columns.filter(
    (column) => column.role.kind === 'value' && toColumnPeriod(column, fixed.year) === null,
  );
  lacks(
    timeless.some(lacksYear) ? 'period_without_year' : 'layout_no_period',
    hasPeriod || timeless.length === 0,
  );
  lacks(
    'layout_no_area',
    fixed.area !== null || has(columns, 'area') || values.every(({ area }) => area !== null),
  );
  return faults;
}

function toConfidence(header: Header, columns: readonly LayoutColumn[]): number {
  const counting = columns.filter(({ role }) => role.kind !== 'ignore' && role.kind !== 'note');
  if (counting.length === 0 || header.parts.length === 0) return 0;
  return Math.min(...counting.map(({ confidence }) => confidence));
}
