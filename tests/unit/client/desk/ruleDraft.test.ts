import { describe, expect, it } from 'vitest';
import {
  fromRuleDraft,
  newRule,
  toRuleDraft,
  toRuleId,
} from '../../../../client/features/alarms/ruleDraft.ts';
import packRules from '../../../../server/regions/bekasi/alarms.json' with { type: 'json' };
import type { AlarmRule } from '../../../../shared/model/alarm.ts';
import { alarmRuleSchema } from '../../../../shared/model/alarm.ts';

const toText = (value: number): string =>
  new Intl.NumberFormat('id-ID', { maximumFractionDigits: 10 }).format(value);

describe('a rule in its form', () => {
  it.each(packRules.map((rule) => [rule.id, alarmRuleSchema.parse(rule)] as const))(
    '%s comes out as it went in',
    (_id, rule: AlarmRule) => {
      expect(fromRuleDraft(toRuleDraft(rule, toText), 'id')).toEqual({ rule, faults: [] });
    },
  );

  it('names every place that keeps it from being sent', () => {
    const { faults } = fromRuleDraft(
      { ...toRuleDraft(newRule, toText), numbers: { limit: 'tinggi', count: '1' }, escalateAfter: 'x' },
      'id',
    );
    expect([...faults].sort()).toEqual([
      '/condition/indicator',
      '/condition/limit',
      '/escalateAfterSeconds',
      '/guidance/action/en',
      '/guidance/action/id',
      '/guidance/contact/en',
      '/guidance/contact/id',
      '/guidance/meaning/en',
      '/guidance/meaning/id',
      '/name/en',
      '/name/id',
    ]);
  });

  it('reads numbers as they are written in the language', () => {
    const draft = { ...toRuleDraft(newRule, toText), numbers: { limit: '1.250,5' } };
    expect(fromRuleDraft(draft, 'id').rule.condition).toMatchObject({ limit: 1250.5 });
  });

  it('makes its id from its name', () => {
    expect(toRuleId('Muka air sungai (Cibeet) > 3 m!')).toBe('muka-air-sungai-cibeet-3-m');
    expect(toRuleId('112 tidak tersambung')).toBe('tidak-tersambung');
    expect(toRuleId('???')).toBe('');
    expect(toRuleId('a'.repeat(80))).toHaveLength(60);
  });
});
