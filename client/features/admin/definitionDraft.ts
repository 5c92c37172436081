import type { DefinitionChanges } from '#shared/model/definition.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { parseEntry } from '#shared/rules/parseEntry.ts';

/** What of a definition the form edits, as it is typed. */
export interface DefinitionDraft {
  readonly nameId: string;
  readonly nameEn: string;
  readonly agency: string;
  readonly weight: string;
  readonly min: string;
  readonly max: string;
  readonly target: string;
  readonly targetYear: string;
  readonly targetSource: string;
  readonly needed: boolean;
  readonly steps: '1' | '2';
  readonly provisional: boolean;
}

/** The draft of an indicator as it is now. */
export function toDraft(indicator: Indicator, toText: (value: number) => string): DefinitionDraft {
  const { name, agency, weight, range, target } = indicator;
  return {
    nameId: name.id,
    nameEn: name.en,
    agency,
    weight: toText(weight),
    min: range ? toText(range.min) : '',
    max: range ? toText(range.max) : '',
    target: target ? toText(target.value) : '',
    targetYear: target ? String(target.year) : '',
    targetSource: target?.source.label ?? '',
    needed: indicator.verificationNeeded,
    steps: indicator.verificationSteps === 2 ? '2' : '1',
    provisional: indicator.showProvisional,
  };
}

type Fields = readonly (keyof DefinitionDraft)[];

/** What a draft changes; `faults` name the fields that cannot be read. */
export function toChanges(
  draft: DefinitionDraft,
  before: DefinitionDraft,
  language: Language,
): { readonly changes: DefinitionChanges; readonly faults: Fields } {
  const changed = (...fields: Fields): boolean => fields.some((field) => draft[field] !== before[field]);
  const faults: (keyof DefinitionDraft)[] = [];
  const read = (field: 'weight' | 'min' | 'max' | 'target'): number => {
    const entry = parseEntry(draft[field], language);
    if (entry.kind === 'number') return entry.value;
    faults.push(field);
    return 0;
  };
  const changes: DefinitionChanges = {
    ...(changed('nameId', 'nameEn') ? { name: { id: draft.nameId.trim(), en: draft.nameEn.trim() } } : {}),
    ...(changed('agency') ? { agency: draft.agency as Indicator['agency'] } : {}),
    ...(changed('weight') ? { weight: read('weight') } : {}),
    ...(changed('min', 'max')
      ? { range: draft.min + draft.max === '' ? null : { min: read('min'), max: read('max') } }
      : {}),
    ...(changed('target', 'targetYear', 'targetSource') ? { target: toTarget(draft, read) } : {}),
    ...(changed('needed') ? { verificationNeeded: draft.needed } : {}),
    ...(changed('steps') ? { verificationSteps: Number(draft.steps) } : {}),
    ...(changed('provisional') ? { showProvisional: draft.provisional } : {}),
  };
  return { changes, faults };
}

function toTarget(
  { target, targetYear, targetSource }: DefinitionDraft,
  read: (field: 'target') => number,
): Indicator['target'] {
  if (target === '') return null;
  const label = targetSource.trim();
  return { value: read('target'), year: Number(targetYear), source: { key: 'admin', label } };
}
