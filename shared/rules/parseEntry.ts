import type { Language } from '../model/text.ts';

/** How a typed number was read. `ambiguous` carries both things it may mean, as plain digits with the reader's own decimal mark. */
export type Entry =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'ambiguous'; readonly thousand: string; readonly decimal: string }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'too-long' };

const marks = { id: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;

/** A double holds 15 decimal digits exactly. */
const maxDigits = 15;

/**
 * Reads a number as it is written in a language: `1.234,5` in Indonesian, `1,234.5` in English. A group mark that groups nothing, as in
 * `1.5`, is asked about and never guessed: it would be wrong by a factor of ten.
 */
export function parseEntry(text: string, language: Language): Entry {
  const { group, decimal } = marks[language];
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^[\u2212\u2013]/, '-');
  if (plain === '') return { kind: 'empty' };
  const parts = toPattern(group, decimal).exec(plain);
  if (!parts) return findAmbiguous(plain, group, decimal) ?? { kind: 'unreadable' };
  const [, sign = '', whole = '', rest = ''] = parts;
  const digits = whole.replaceAll(group, '');
  if ((digits + rest).replace(/^0+/, '').length > maxDigits) return { kind: 'too-long' };
  return { kind: 'number', value: Number(`${sign}${digits}${rest ? `.${rest}` : ''}`) };
}

function toPattern(group: string, decimal: string): RegExp {
  return new RegExp(`^(-?)(\\d+|[1-9]\\d{0,2}(?:\\${group}\\d{3})+)(?:\\${decimal}(\\d+))?$`);
}

function findAmbiguous(plain: string, group: string, decimal: string): Entry | null {
  const parts = new RegExp(`^(-?)(\\d+)\\${group}(\\d+)$`).exec(plain);
  if (!parts) return null;
  const [, sign = '', whole = '', rest = ''] = parts;
  return {
    kind: 'ambiguous',
    thousand: `${sign}${Number(whole + rest)}`,
    decimal: `${sign}${whole}${decimal}${rest}`,
  };
}
