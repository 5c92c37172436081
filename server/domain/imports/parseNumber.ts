import { normalise } from './words.ts';

/** Which mark stands before decimals. */
export type DecimalMark = 'comma' | 'point';

/** What a text says as a number. `mark` is what it proves about its column; `unit` is what was written behind it. */
export type NumberReading =
  | {
      readonly kind: 'number';
      readonly value: number;
      readonly isPercent: boolean;
      readonly mark: DecimalMark | null;
      readonly unit: string | null;
    }
  | { readonly kind: 'ambiguous'; readonly thousands: number; readonly decimal: number }
  | { readonly kind: 'missing' | 'nil' | 'formula' | 'bad' };

const missing = new Set([
  '',
  '-',
  '--',
  '–',
  '—',
  'n/a',
  'na',
  'n.a.',
  '#n/a',
  '...',
  '…',
  'tad',
  't.a.d.',
  'tidak ada data',
  'belum ada data',
]);
const nil = new Set(['nihil', 'nil', 'kosong', 'tidak ada', 'none']);
const currency = /^(?:rp|idr)\.?\s*(?=[\d.,+(-])/;
const body = /^[0-9][0-9.,]*$|^[.,][0-9]+$/;

/** Reads a number as people write it; `mark` decides where the text alone cannot. */
export function parseNumber(text: string, mark: DecimalMark | null): NumberReading {
  const plain = normalise(text).replace(/[−‒]/g, '-');
  if (missing.has(plain)) return { kind: 'missing' };
  if (nil.has(plain)) return { kind: 'nil' };
  const { bare, isNegative, isPercent, unit } = undress(plain);
  if (/^\d+(?:\.\d+)?e[+-]?\d{1,3}$/.test(bare)) {
    return finish(Number(bare), null, { isNegative, isPercent, unit });
  }
  if (!body.test(bare)) return { kind: /^[=@]|^[+-][a-z(]/.test(plain) ? 'formula' : 'bad' };
  const digits = readDigits(bare, mark);
  if (digits === null) return { kind: 'bad' };
  if ('thousands' in digits) {
    const sign = isNegative ? -1 : 1;
    return { kind: 'ambiguous', thousands: sign * digits.thousands, decimal: sign * digits.decimal };
  }
  return finish(digits.value, digits.mark, { isNegative, isPercent, unit });
}

interface Dress {
  readonly isNegative: boolean;
  readonly isPercent: boolean;
  readonly unit: string | null;
}

function finish(value: number, mark: DecimalMark | null, dress: Dress): NumberReading {
  if (!Number.isFinite(value)) return { kind: 'bad' };
  const { isPercent, unit } = dress;
  return { kind: 'number', value: dress.isNegative && value !== 0 ? -value : value, isPercent, mark, unit };
}

/** Takes off currency, sign, brackets, percent and a unit behind the number. */
function undress(plain: string): Dress & { bare: string } {
  let rest = plain;
  let isNegative = false;
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed) {
    isNegative = true;
    rest = (bracketed[1] ?? '').trim();
  }
  rest = rest.replace(currency, '').replace(/,-{1,2}$/, ',00');
  if (/^[+-]\s?(?:rp\.?\s*)?[\d.,]/.test(rest)) {
    isNegative ||= rest.startsWith('-');
    rest = rest.slice(1).trim().replace(currency, '');
  }
  let isPercent = false;
  let unit: string | null = null;
  const tail = /^([\d.,'\s]*\d)\s*(%|persen|percent|[a-zµ°]{1,20}[23]?(?:[/ ][a-zµ°]{1,20}[23]?){0,3})$/.exec(
    rest,
  );
  if (tail && !/^[\d.,]+e[+-]?\d+$/.test(rest)) {
    rest = tail[1] ?? '';
    isPercent = /^(?:%|persen|percent)$/.test(tail[2] ?? '');
    unit = isPercent ? null : (tail[2] ?? '').trim();
  }
  // Spaces and apostrophes only ever stand between thousands.
  if (/^\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?$/.test(rest)) rest = rest.replace(/[ '’]/g, '');
  return { bare: rest, isNegative, isPercent, unit };
}

type Digits = { value: number; mark: DecimalMark | null } | { thousands: number; decimal: number };

function readDigits(bare: string, mark: DecimalMark | null): Digits | null {
  const dots = bare.split('.').length - 1;
  const commas = bare.split(',').length - 1;
  if (dots === 0 && commas === 0) return { value: Number(bare), mark: null };
  if (dots > 0 && commas > 0) {
    const decimal: DecimalMark = bare.lastIndexOf(',') > bare.lastIndexOf('.') ? 'comma' : 'point';
    return readMarked(bare, decimal);
  }
  const sign = dots > 0 ? '.' : ',';
  const asDecimal: DecimalMark = dots > 0 ? 'point' : 'comma';
  const other: DecimalMark = dots > 0 ? 'comma' : 'point';
  if (dots + commas > 1) return readMarked(bare, other);
  const [whole = '', rest = ''] = bare.split(sign);
  if (rest === '') return null;
  const couldBeThousands = rest.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (!couldBeThousands) return { value: Number(`${whole || '0'}.${rest}`), mark: asDecimal };
  if (mark === asDecimal) return { value: Number(`${whole}.${rest}`), mark: null };
  if (mark === other) return { value: Number(whole + rest), mark: null };
  return { thousands: Number(whole + rest), decimal: Number(`${whole}.${rest}`) };
}

/** A number with grouped thousands and perhaps decimals; null where the groups are not of three. */
function readMarked(bare: string, decimal: DecimalMark): Digits | null {
  const [group, point] = decimal === 'comma' ? ['.', ','] : [',', '.'];
  const [whole = '', rest, ...more] = bare.split(point);
  if (more.length > 0 || rest === '') return null;
  const parts = whole.split(group);
  const isGrouped = parts.every((part, index) =>
    index === 0 ? part.length >= 1 && part.length <= 3 : part.length === 3,
  );
  if (!isGrouped || rest?.includes(group)) return null;
  return { value: Number(`${parts.join('')}.${rest ?? '0'}`), mark: decimal };
}
