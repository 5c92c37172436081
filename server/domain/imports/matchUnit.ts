import { normalise } from './words.ts';

/** How a written unit stands to an indicator's: `scaled` by a factor, or another thing altogether. */
export type UnitMatch =
  | { readonly kind: 'same' | 'unknown' | 'other' }
  | { readonly kind: 'scaled'; readonly factor: number };

const scales: readonly (readonly [pattern: RegExp, factor: number])[] = [
  [/\b(?:ribu(?:an)?|rb|thousands?)\b/g, 1e3],
  [/\b(?:juta(?:an)?|jt|millions?)\b/g, 1e6],
  [/\b(?:mil(?:iar|yar)(?:an)?|mlr|billions?)\b/g, 1e9],
  [/\b(?:tril(?:iun|yun)(?:an)?|trillions?)\b/g, 1e12],
];

/** Words for one and the same unit. */
const groups: readonly (readonly string[])[] = [
  ['%', 'persen', 'percent', 'persentase'],
  ['rp', 'rupiah', 'idr'],
  ['jiwa', 'orang', 'penduduk', 'people', 'person', 'anak', 'balita', 'children'],
  ['ton', 't', 'tons', 'tonnes'],
  ['kg', 'kilogram'],
  ['kuintal', 'kw'],
  ['ha', 'hektar', 'hektare', 'hectares'],
  ['km2', 'kilometer persegi'],
  ['m2', 'meter persegi'],
  ['m3', 'meter kubik'],
  ['mm', 'milimeter'],
  ['cm', 'sentimeter'],
  ['m', 'meter'],
  ['km', 'kilometer'],
  ['liter', 'l'],
  ['menit', 'minutes'],
  ['jam', 'hours'],
  ['hari', 'days'],
  ['tahun', 'years'],
  ['indeks', 'index', 'skor', 'score', 'poin', 'points', 'nilai'],
  ['rasio', 'ratio'],
  ['unit', 'units', 'buah'],
  ['desa', 'villages'],
  ['kejadian', 'kali', 'events', 'fires', 'rescues'],
];
const groupOf = new Map(groups.flatMap((words, group) => words.map((word) => [word, group] as const)));

interface Unit {
  readonly scale: number;
  readonly base: string;
  readonly group: number | null;
}

function parseUnit(text: string): Unit {
  let rest = ` ${normalise(text).replace(/\([^)]*\)/g, ' ')} `.replace(/\b(?:dalam|satuan|in)\b/g, ' ');
  let scale = 1;
  for (const [pattern, factor] of scales) {
    if (pattern.test(rest)) {
      scale *= factor;
      rest = rest.replace(pattern, ' ');
    }
    pattern.lastIndex = 0;
  }
  const base = rest
    .replace(/\bper\b/g, '/')
    .replace(/[.:;]/g, ' ')
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim();
  const [head = '', ...tail] = base.split('/');
  const group = groupOf.get(head) ?? null;
  const name = group === null ? head : (groups[group]?.[0] ?? head);
  return { scale, base: [name, ...tail].join('/'), group };
}

/** Compares a unit that a file writes with the unit of an indicator. Words that are no unit we know say nothing. */
export function matchUnit(given: string, unit: string): UnitMatch {
  const written = parseUnit(given);
  const wanted = parseUnit(unit);
  if (written.base === wanted.base || (written.base === '' && written.scale !== 1)) {
    return written.scale === wanted.scale
      ? { kind: 'same' }
      : { kind: 'scaled', factor: written.scale / wanted.scale };
  }
  if (written.group === null) return { kind: 'unknown' };
  // "orang" for "orang/hari" leaves the same thing out that people leave out.
  if (written.base.split('/')[0] === wanted.base.split('/')[0] && !written.base.includes('/')) {
    return written.scale === wanted.scale
      ? { kind: 'same' }
      : { kind: 'scaled', factor: written.scale / wanted.scale };
  }
  return { kind: 'other' };
}

/** What stands in brackets at the end of a header, or behind "dalam"; null where there is nothing. */
export function findUnit(text: string): string | null {
  const bracket = /[([]([^()[\]]{1,40})[)\]]\s*[*]*\s*$/.exec(text)?.[1];
  if (bracket !== undefined) return bracket.trim();
  const spoken = /\bdalam\s+((?:ribu|juta|mil[iy]ar|tril[iy]un)(?:an)?(?:\s+[a-z]{1,12})?)/i.exec(text)?.[1];
  if (spoken !== undefined) return spoken;
  return /(?<![\w%])%\s*$/.test(text) ? '%' : null;
}
