/** One condition of a search, as the identity library writes it. */
export interface Term {
  readonly field: string;
  /** Equality where left out. */
  readonly operator?: string | undefined;
  readonly value: unknown;
  readonly connector?: 'AND' | 'OR' | undefined;
}

/** True where a document meets the terms: all that are joined by AND, and one of those joined by OR where there are any. */
export function isMatch(document: Readonly<Record<string, unknown>>, terms: readonly Term[]): boolean {
  const either = terms.filter(({ connector }) => connector === 'OR');
  const all = terms.filter(({ connector }) => connector !== 'OR');
  if (!all.every((term) => meets(document[term.field], term))) return false;
  return either.length === 0 || either.some((term) => meets(document[term.field], term));
}

function meets(found: unknown, { operator = 'eq', value }: Term): boolean {
  const given = plain(value);
  const held = plain(found);
  switch (operator) {
    case 'eq':
      return held === given;
    case 'ne':
      return held !== given;
    case 'in':
      return Array.isArray(value) && value.map(plain).includes(held);
    case 'not_in':
      return Array.isArray(value) && !value.map(plain).includes(held);
    case 'lt':
      return held !== null && given !== null && held < given;
    case 'lte':
      return held !== null && given !== null && held <= given;
    case 'gt':
      return held !== null && given !== null && held > given;
    case 'gte':
      return held !== null && given !== null && held >= given;
    case 'contains':
      return String(held ?? '').includes(String(given));
    case 'starts_with':
      return String(held ?? '').startsWith(String(given));
    case 'ends_with':
      return String(held ?? '').endsWith(String(given));
    default:
      throw new Error(`the identity library asks with an unknown operator ${operator}`);
  }
}

/** Instants are kept as texts; nothing is the same as null. */
function plain(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
