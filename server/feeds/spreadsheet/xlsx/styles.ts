import { parseXml } from '../parseXml.ts';

/** Number formats that carry meaning, by the style number of a cell: percent and dates. */
export type CellFormats = readonly (string | null)[];

/** Formats that files name by number alone; built into every spreadsheet program. */
const builtIn: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
};
const maxFormats = 10_000;

/** Format code without what is only decoration: quoted text, colours, conditions, escaped characters. */
function toBareFormat(code: string): string {
  return code
    .slice(0, 255)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
}

/** True for a format that shows a number as a date or a time. */
export function isDateFormat(code: string): boolean {
  const bare = toBareFormat(code).split(';')[0] ?? '';
  return /[ymdhs]/.test(bare.replace(/general|standard/g, ''));
}

/** True for a format that shows 0.93 as 93 %. */
export function isPercentFormat(code: string): boolean {
  return toBareFormat(code).includes('%');
}

/** Reads `styles.xml`. */
export async function readStyles(chunks: AsyncIterable<Uint8Array>): Promise<CellFormats> {
  const named = new Map<number, string>();
  const formats: (string | null)[] = [];
  let isInCells = false;
  await parseXml(chunks, {
    open(name, attributes) {
      if (name === 'numFmt' && named.size < maxFormats) {
        named.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      } else if (name === 'cellXfs') isInCells = true;
      else if (name === 'xf' && isInCells && formats.length < maxFormats * 10) {
        const id = Number(attributes['numFmtId'] ?? 0);
        formats.push(toMeaning(named.get(id) ?? builtIn[id] ?? eastAsian(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return formats;
}

/** Numbers 27 to 36 and 50 to 58 are dates in the locales that know them. */
function eastAsian(id: number): string {
  return (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'yyyy-mm-dd' : '';
}

function toMeaning(code: string): string | null {
  return isDateFormat(code) || isPercentFormat(code) ? code.slice(0, 60) : null;
}
