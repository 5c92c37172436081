import { createHash } from 'node:crypto';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportLayout, LayoutColumn } from '#shared/model/importFile.ts';
import type { ImportCatalogue } from './catalogue.ts';
import { type Sheet, toCell } from './grid.ts';
import { parsePeriod } from './parsePeriod.ts';
import { proposeLayout } from './proposeLayout.ts';
import { toWords } from './words.ts';

/** Header with every month, year and number made alike, so that it reads the same next month. */
function toTimeless(text: string): string {
  const words = toWords(text).map((word) =>
    /^\d+$/.test(word) || parsePeriod(word).kind !== 'none' ? '#' : word,
  );
  return words.filter((word, index) => word !== '#' || words[index - 1] !== '#').join(' ');
}

/** True for a header that is nothing but a period. */
function isTimeOnly(header: string): boolean {
  return toTimeless(header) === '#';
}

/**
 * Signature of a form: its titles and headers without periods and numbers. Rows may grow, months may advance and be added; another
 * title is another form, since it may name the indicator.
 */
export function toLayoutKey(sheet: Sheet, layout: ImportLayout): string {
  const headers = layout.columns.map(({ header }) => toTimeless(header));
  const columns = headers.filter((header, index) => header !== '#' || headers[index - 1] !== '#');
  const titles: string[] = [];
  for (let row = Math.max(0, layout.headerTop - 20); row < layout.headerTop; row += 1) {
    for (const [column] of (sheet.rows[row] ?? []).entries()) {
      const title = toTimeless(toCell(sheet, row, column).text);
      if (title !== '' && title !== '#') titles.push(title);
    }
  }
  return createHash('sha256')
    .update(JSON.stringify([titles, columns]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Reads a new file of a known form the way the last one was settled. Periods always come from the new file: last month's must not slip
 * in. Null where the sheet has no header.
 */
export function recallLayout(
  sheet: Sheet,
  remembered: ImportLayout,
  catalogue: ImportCatalogue,
  agency: AgencyCode | null = null,
): ImportLayout | null {
  const fresh = proposeLayout(sheet, catalogue, agency)?.layout;
  if (!fresh) return null;
  const { fixed, areaChoices, indicatorChoices } = remembered;
  return {
    ...fresh,
    columns: fresh.columns.map((column, index) =>
      recallColumn(column, fresh.columns.slice(0, index), remembered),
    ),
    fixed: {
      indicator: fixed.indicator ?? fresh.fixed.indicator,
      area: fixed.area ?? fresh.fixed.area,
      period: fresh.fixed.period,
      year: fresh.fixed.year,
    },
    areaChoices,
    indicatorChoices,
  };
}

function recallColumn(
  column: LayoutColumn,
  before: readonly LayoutColumn[],
  remembered: ImportLayout,
): LayoutColumn {
  const key = toTimeless(column.header);
  const nth = before.filter(({ header }) => toTimeless(header) === key).length;
  const same = remembered.columns.filter(({ header }) => toTimeless(header) === key);
  // A further month is read like the last one that was there.
  const known = same[nth] ?? (isTimeOnly(column.header) ? same.at(-1) : undefined);
  if (!known) return column;
  const period = column.role.kind === 'value' ? column.role.period : null;
  const role = known.role.kind === 'value' ? { ...known.role, period } : known.role;
  return { ...column, role, confidence: 1, reason: 'chosen' };
}
