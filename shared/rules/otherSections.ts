import { type MissingSection, missingSectionSchema, type PackSections } from '../model/pack.ts';

const own = new Set(['figures', 'totals', 'absent', 'scores', 'alarms', 'links', 'minutes']);

/** A section of a pack that another part gave: its rows, or why it is not there. */
export interface OtherSection {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Null for one that is there, be it empty. */
  readonly missing: MissingSection['missing'] | null;
}

/** Sections that other parts gave, by name; rows are the section itself or its `items`, as far as they are a list of objects. */
export function listOtherSections(sections: PackSections): readonly OtherSection[] {
  return Object.entries(sections)
    .filter(([name]) => !own.has(name))
    .map(([name, section]) => {
      const missing = missingSectionSchema.safeParse(section);
      return { name, rows: toRows(section), missing: missing.success ? missing.data.missing : null };
    });
}

function toRows(section: unknown): OtherSection['rows'] {
  const list = isObject(section) ? section['items'] : section;
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
