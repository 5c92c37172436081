import type { CandidateMark, ColumnRole } from '#shared/model/importFile.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { FaultList } from './faultList.ts';
import { type Cell, isBlank } from './grid.ts';
import { matchUnit } from './matchUnit.ts';
import { type DecimalMark, parseNumber } from './parseNumber.ts';

type ValueRole = Extract<ColumnRole, { kind: 'value' }>;

/** What a value column's cells are read with. */
export interface ValueContext {
  readonly role: ValueRole;
  /** Mark that the column's other cells prove; null where they do not. */
  readonly mark: DecimalMark | null;
  /** True where all plain numbers of the column lie between -1 and 1 and one is no whole number. */
  readonly looksLikeFractions: boolean;
  readonly faults: FaultList;
}

/** A value with what the preview has to say about it. */
export interface ReadValue {
  readonly value: number;
  readonly marks: readonly CandidateMark[];
}

/** A number as it stands in its cell. */
export interface Raw {
  readonly value: number;
  readonly isPercentText: boolean;
  readonly unit: string | null;
}

/** Cells that say that there is no figure. */
export function isMissing(cell: Cell): boolean {
  if (isBlank(cell)) return true;
  return cell.kind === 'text' && !cell.isFormula && parseNumber(cell.text, null).kind === 'missing';
}

/** What a column's cells prove about its decimal mark, and whether they look like fractions. */
export function judgeColumn(cells: readonly Cell[]): Pick<ValueContext, 'mark' | 'looksLikeFractions'> {
  const marks = new Set<DecimalMark>();
  let plain = 0;
  let small = 0;
  let broken = 0;
  for (const cell of cells) {
    const reading = cell.kind === 'text' ? parseNumber(cell.text, null) : null;
    if (reading?.kind === 'number' && reading.mark) marks.add(reading.mark);
    const isPlain = cell.kind === 'number' && !cell.format?.includes('%');
    const value = isPlain
      ? Number(cell.value)
      : reading?.kind === 'number' && !reading.isPercent
        ? reading.value
        : null;
    if (value === null) continue;
    plain += 1;
    if (Math.abs(value) <= 1) small += 1;
    if (!Number.isInteger(value)) broken += 1;
  }
  const [mark] = marks;
  return {
    mark: marks.size === 1 && mark ? mark : null,
    looksLikeFractions: plain > 0 && small === plain && broken > 0,
  };
}

/** Reads a cell as a value of an indicator; null where it cannot be, which is then told. */
export function readValue(cell: Cell, indicator: Indicator, context: ValueContext): ReadValue | null {
  const raw = readRaw(cell, context);
  if (!raw) return null;
  const marks: CandidateMark[] = cell.isFormula ? ['formula'] : [];
  const scaled = applyUnits(cell, raw, { indicator, context, marks });
  if (scaled === null) return null;
  const { range } = indicator;
  if (range && (scaled < range.min || scaled > range.max)) {
    context.faults.add('range', cell, { given: scaled, min: range.min, max: range.max });
    return null;
  }
  return { value: scaled, marks };
}

/** Reads a cell as a bare number; null where it is none, which is then told. */
export function readRaw(
  cell: Cell,
  {
    role,
    mark,
    faults,
  }: Pick<ValueContext, 'mark' | 'faults'> & { readonly role: Pick<ValueRole, 'decimal'> },
): Raw | null {
  switch (cell.kind) {
    case 'empty':
      faults.add('formula_without_value', cell);
      return null;
    case 'error':
      faults.add('error_cell', cell, { given: cell.text });
      return null;
    case 'boolean':
      faults.add('boolean_cell', cell, { given: cell.text });
      return null;
    case 'date':
      faults.add('date_as_value', cell, { given: cell.text });
      return null;
    case 'number':
      return { value: Number(cell.value), isPercentText: false, unit: null };
    case 'text':
      return readText(cell, role.decimal ?? mark, faults);
  }
}

function readText(cell: Cell, mark: DecimalMark | null, faults: FaultList): Raw | null {
  if (cell.isCut) {
    faults.add('text_too_long', cell);
    return null;
  }
  const reading = parseNumber(cell.text, mark);
  switch (reading.kind) {
    case 'number':
      return { value: reading.value, isPercentText: reading.isPercent, unit: reading.unit };
    case 'ambiguous':
      faults.add('number_ambiguous', cell, {
        given: cell.text,
        thousands: reading.thousands,
        decimal: reading.decimal,
      });
      return null;
    case 'nil':
      faults.add('nil_or_zero', cell, { given: cell.text });
      return null;
    case 'formula':
      faults.add('formula_text', cell, { given: cell.text });
      return null;
    case 'missing':
    case 'bad':
      faults.add('number_unreadable', cell, { given: cell.text });
      return null;
  }
}

interface UnitContext {
  readonly indicator: Indicator;
  readonly context: ValueContext;
  readonly marks: CandidateMark[];
}

/** Brings a value into its indicator's unit, or asks where only a person knows. */
function applyUnits(cell: Cell, raw: Raw, { indicator, context, marks }: UnitContext): number | null {
  const { role, faults } = context;
  const isPercentFormat = cell.kind === 'number' && cell.format?.includes('%') === true;
  const inPercent = indicator.unit === '%';
  if (isPercentFormat) {
    if (inPercent) {
      marks.push('percent_format');
      return tidy(raw.value * 100);
    }
    if (!isRatio(indicator)) {
      faults.add('unit_mismatch', cell, { given: '%', expected: indicator.unit });
      return null;
    }
  } else if (raw.isPercentText) {
    if (isRatio(indicator)) return tidy(raw.value / 100);
    if (!inPercent) {
      faults.add('unit_mismatch', cell, { given: '%', expected: indicator.unit });
      return null;
    }
    return raw.value;
  } else if (raw.unit !== null && matchUnit(raw.unit, indicator.unit).kind !== 'same') {
    faults.add('unit_mismatch', cell, { given: raw.unit, expected: indicator.unit });
    return null;
  }
  if (inPercent && context.looksLikeFractions && role.isFraction !== false) {
    if (role.isFraction === null) {
      faults.add('percent_fraction', cell, { given: raw.value, proposed: tidy(raw.value * 100) });
      return null;
    }
    marks.push('scaled');
    return tidy(raw.value * 100);
  }
  if (role.factor !== null && role.factor !== 1) {
    marks.push('scaled');
    return tidy(raw.value * role.factor);
  }
  return raw.value;
}

function isRatio({ range }: Indicator): boolean {
  return range !== null && range.min === 0 && range.max === 1;
}

/** 0.07 × 100 is 7.000000000000001 to a computer; no clerk wrote that. */
function tidy(value: number): number {
  return Number(value.toPrecision(14));
}
