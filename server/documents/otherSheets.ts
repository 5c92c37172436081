import type { EvidencePack } from '#shared/model/pack.ts';
import type { PlainField, PlainSheet } from './renderSheet.ts';

const printed = new Set(['figures', 'totals', 'absent', 'scores', 'alarms', 'links', 'minutes']);
const most = { columns: 80, rows: 5_000 };

/** Sections that other parts gave, as far as they are lists: one sheet each, a column for each plain field, also for those inside a field. */
export function toOtherSheets({ sections }: EvidencePack): PlainSheet[] {
  return Object.entries(sections)
    .filter(([name]) => !printed.has(name))
    .flatMap(([name, section]) => {
      const rows = toRows(section)
        .slice(0, most.rows)
        .map((row) => Object.fromEntries(toFields(row)));
      const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
      const kept = heads.slice(0, most.columns);
      if (kept.length === 0) return [];
      return [
        {
          name: toSheetName(name),
          heads: kept,
          rows: rows.map((row) => kept.map((key) => row[key] ?? null)),
        },
      ];
    });
}

type Plain = Readonly<Record<string, unknown>>;

/** Plain fields by their way into a row, `money.ceilingIdr`; a list of plain things is one field. */
function toFields(value: Plain, way = ''): [string, PlainField][] {
  return Object.entries(value).flatMap(([key, field]): [string, PlainField][] => {
    if (isPlain(field)) return [[way + key, field]];
    if (Array.isArray(field) && field.every(isPlain)) return [[way + key, field.join('; ') || null]];
    return typeof field === 'object' ? toFields(field as Plain, `${way}${key}.`) : [];
  });
}

/** The list itself, or the one in `items`. */
function toRows(section: unknown): Plain[] {
  const list = isObject(section) ? section['items'] : section;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPlain(value: unknown): value is PlainField {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Names of sheets have at most 31 signs, and some signs they may not have. */
function toSheetName(name: string): string {
  return name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31);
}
