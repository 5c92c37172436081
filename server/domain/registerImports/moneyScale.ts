import type { RegisterLayout } from '#shared/model/registerImport.ts';
import { listTitles } from '../imports/findHeader.ts';
import type { Sheet } from '../imports/grid.ts';
import { normalise } from '../imports/words.ts';

const scales: readonly (readonly [pattern: RegExp, scale: number])[] = [
  [/\b(?:ribu(?:an)?|rb|thousands?)\b|\brp\W{0,2}000\b/, 1e3],
  [/\b(?:juta(?:an)?|jt|millions?)\b/, 1e6],
  [/\b(?:mil(?:iar|yar)(?:an)?|mlr|billions?)\b/, 1e9],
  [/\b(?:tril(?:iun|yun)(?:an)?|trillions?)\b/, 1e12],
];

/** Rupiah that an amount under such a text stands for, 1e6 for "Rp juta"; null where it names no unit. "Rp 1 miliar" is an amount, not a unit. */
export function findMoneyScale(text: string): number | null {
  const words = normalise(text).replace(/(?<!\d)\d{1,3}(?:[.,]\d+)*\s+[a-z]+/g, ' ');
  const found = scales.find(([pattern]) => pattern.test(words));
  if (found) return found[1];
  return /\b(?:rp|rupiah|idr)\b/.test(words) ? 1 : null;
}

const isMoney = (role: string): boolean => /^(?:ceiling|plan|realised)-/.test(role);

/**
 * Rupiah that one of each column of money stands for, by its role: as was chosen for the sheet, else as its own header or a title above says.
 * Null where they disagree, or where one column names thousands or millions and another nothing: a person must say which it is.
 */
export function findScales(sheet: Sheet, layout: RegisterLayout): ReadonlyMap<string, number> | null {
  const columns = layout.columns.flatMap(({ role, header }) =>
    role !== null && isMoney(role) ? [{ role, own: findMoneyScale(header) }] : [],
  );
  const { scale } = layout.fixed;
  if (scale !== null) return new Map(columns.map(({ role }) => [role, scale]));
  const titled = new Set(
    listTitles(sheet, layout.headerTop)
      .map(findMoneyScale)
      .filter((one) => one !== null && one !== 1),
  );
  const isNamed = titled.size > 0 || columns.some(({ own }) => own !== null && own !== 1);
  const found = new Map<string, number>();
  for (const { role, own } of columns) {
    const [one, other] = new Set([...titled, ...(own === null ? [] : [own])]);
    if (other != null || (one == null && isNamed)) return null;
    found.set(role, one ?? 1);
  }
  return found;
}
