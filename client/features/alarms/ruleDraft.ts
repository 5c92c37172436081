import type { AlarmRule, AlarmRuleView } from '#shared/model/alarm.ts';
import type { Language } from '#shared/model/text.ts';
import { parseEntry } from '#shared/rules/parseEntry.ts';

const guidanceParts = ['meaning', 'action', 'contact'] as const;
const languageKeys = ['id', 'en'] as const;

/** Numbers of a rule's condition, as they are typed. */
export type NumberField =
  | 'limit'
  | 'deadBand'
  | 'count'
  | 'delaySeconds'
  | 'clearSeconds'
  | 'leastMagnitude'
  | 'withinKm';

/** A rule as it is typed: everything as in the rule but its numbers, which are still text. */
export interface RuleDraft {
  readonly rule: AlarmRule;
  readonly numbers: Readonly<Partial<Record<NumberField, string>>>;
  /** Empty for never. */
  readonly escalateAfter: string;
}

const empty = { id: '', en: '' };

/** Draft of a limit rule that is still to be written. */
export const newRule: AlarmRule = {
  id: 'new',
  name: empty,
  severity: 'major',
  priority: 'high',
  condition: {
    kind: 'limit',
    indicator: '' as never,
    side: 'above',
    limit: 0,
    deadBand: 0,
    delaySeconds: 0,
    clearSeconds: 0,
    count: 1,
  },
  guidance: { meaning: empty, action: empty, contact: empty },
  display: { scene: 'ikhtisar' },
  escalateAfterSeconds: null,
  suppressedBy: [],
};

/** Draft of a rule as it is now. */
export function toRuleDraft(view: AlarmRule | AlarmRuleView, toText: (value: number) => string): RuleDraft {
  const { id, name, severity, priority, condition, guidance, display, escalateAfterSeconds, suppressedBy } =
    view;
  const entries = Object.entries(condition).filter(([, value]) => typeof value === 'number');
  return {
    rule: { id, name, severity, priority, condition, guidance, display, escalateAfterSeconds, suppressedBy },
    numbers: Object.fromEntries(entries.map(([key, value]) => [key, toText(Number(value))])),
    escalateAfter: escalateAfterSeconds === null ? '' : toText(escalateAfterSeconds),
  };
}

/** The rule of a draft; `faults` are JSON pointers below the rule of what cannot be sent. */
export function fromRuleDraft(
  { rule, numbers, escalateAfter }: RuleDraft,
  language: Language,
): { readonly rule: AlarmRule; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const read = (text: string, pointer: string): number => {
    const entry = parseEntry(text, language);
    if (entry.kind === 'number') return entry.value;
    faults.push(pointer);
    return 0;
  };
  const condition = { ...rule.condition };
  for (const [field, text] of Object.entries(numbers))
    Object.assign(condition, { [field]: read(text, `/condition/${field}`) });
  if (condition.kind === 'limit' && !condition.indicator) faults.push('/condition/indicator');
  for (const part of guidanceParts)
    for (const language of languageKeys)
      if (rule.guidance[part][language].trim().length < 10) faults.push(`/guidance/${part}/${language}`);
  for (const language of languageKeys)
    if (rule.name[language].trim() === '') faults.push(`/name/${language}`);
  const escalateAfterSeconds =
    escalateAfter.trim() === '' ? null : read(escalateAfter, '/escalateAfterSeconds');
  return { rule: { ...rule, condition, escalateAfterSeconds }, faults };
}

/** Id of a new rule from its name: `Muka air tinggi` is `muka-air-tinggi`; empty where nothing of the name is left. */
export function toRuleId(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
