import type { EvidencePack } from '#shared/model/pack.ts';
import { listOtherSections } from '#shared/rules/otherSections.ts';
import type { PlainField, PlainSheet } from './renderSheet.ts';
import { toSectionName } from './words.ts';

const most = { columns: 80, rows: 5_000 };

/** Sections that other parts gave, as far as they are lists: one sheet each, a column for each plain field, also for those inside a field; the last row says what was left out. */
export function toOtherSheets(pack: EvidencePack): PlainSheet[] {
  return listOtherSections(pack.sections).flatMap(({ name, rows: all }) => {
    const rows = all.slice(0, most.rows).map((row) => Object.fromEntries(toFields(row)));
    const heads = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const kept = heads.slice(0, most.columns);
    if (kept.length === 0) return [];
    const cut = toCutWords(all.length - rows.length, heads.length - kept.length);
    return [
      {
        name: toSheetName(toSectionName(name, pack)),
        heads: kept,
        rows: [...rows.map((row) => kept.map((key) => row[key] ?? null)), ...(cut ? [[cut]] : [])],
      },
    ];
  });
}

function toCutWords(rows: number, columns: number): string | null {
  const cut = [...(rows > 0 ? [`${rows} baris`] : []), ...(columns > 0 ? [`${columns} kolom`] : [])];
  return cut.length > 0
    ? `TERPOTONG: ${cut.join(' dan ')} lagi tidak dimuat di lembar ini; lengkapnya ada di berkas JSON paket.`
    : null;
}

/** Plain fields by their way into a row, `money.ceilingIdr`; a list of plain things is one field. */
function toFields(value: Readonly<Record<string, unknown>>, way = ''): [string, PlainField][] {
  return Object.entries(value).flatMap(([key, field]): [string, PlainField][] => {
    if (isPlain(field)) return [[way + key, field]];
    if (Array.isArray(field) && field.every(isPlain)) return [[way + key, field.join('; ') || null]];
    return typeof field === 'object'
      ? toFields(field as Readonly<Record<string, unknown>>, `${way}${key}.`)
      : [];
  });
}

function isPlain(value: unknown): value is PlainField {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Names of sheets have at most 31 signs, and some signs they may not have. */
function toSheetName(name: string): string {
  return name.replace(/[\\/*?:[\]]/g, ' ').slice(0, 31);
}
