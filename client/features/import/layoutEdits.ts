import type { ColumnRole, ImportFault, ImportLayout, LayoutColumn } from '#shared/model/importFile.ts';

/** Below this a person should look at what was proposed (shared/model/importFile). */
const sureFrom = 0.8;

/** Letter of a column as spreadsheet programs print it: 0 is `A`, 26 is `AA`. */
export function toColumnLetter(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : toColumnLetter(Math.floor(column / 26) - 1) + rest;
}

/** Columns that were guessed and not looked at. What is left out needs no look unless it holds something. */
export function listUnsure({ columns }: ImportLayout): readonly LayoutColumn[] {
  return columns.filter(
    ({ confidence, reason, role }) =>
      confidence < sureFrom && reason !== 'chosen' && !(role.kind === 'ignore' && reason === 'empty'),
  );
}

/** A role of a kind with nothing told yet; a column that goes back to what it was keeps its details. */
export function toRole(kind: ColumnRole['kind'], before: ColumnRole): ColumnRole {
  if (before.kind === kind) return before;
  if (kind === 'area') return { kind, level: null };
  if (kind !== 'value') return { kind };
  return { kind, indicator: null, period: null, area: null, decimal: null, isFraction: null, factor: null };
}

/** The layout with another role for a column; a person has chosen it. */
export function withRole(layout: ImportLayout, column: number, role: ColumnRole): ImportLayout {
  return {
    ...layout,
    columns: layout.columns.map((one) =>
      one.column === column ? { ...one, role, confidence: 1, reason: 'chosen' } : one,
    ),
  };
}

/** Spellings that faults ask about, each once. */
export function listAsked(faults: readonly ImportFault[], kind: 'area' | 'indicator'): readonly string[] {
  const codes: readonly string[] = [`unknown_${kind}`, `unsure_${kind}`];
  const given = faults
    .filter(({ code }) => codes.includes(code))
    .map(({ params }) => String(params['given'] ?? ''));
  return [...new Set(given)].filter((text) => text !== '').slice(0, 50);
}

/** The layout with a spelling settled. */
export function withAreaChoice(layout: ImportLayout, given: string, area: string): ImportLayout {
  const others = layout.areaChoices.filter((choice) => choice.given !== given);
  const chosen = area === '' ? [] : [{ given, area: area as ImportLayout['areaChoices'][number]['area'] }];
  return { ...layout, areaChoices: [...others, ...chosen] };
}

/** The layout with a name settled. */
export function withIndicatorChoice(layout: ImportLayout, given: string, indicator: string): ImportLayout {
  const others = layout.indicatorChoices.filter((choice) => choice.given !== given);
  const id = indicator as ImportLayout['indicatorChoices'][number]['indicator'];
  return {
    ...layout,
    indicatorChoices: [...others, ...(indicator === '' ? [] : [{ given, indicator: id }])],
  };
}
