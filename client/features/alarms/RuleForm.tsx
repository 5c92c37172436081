import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmRule, AlarmRuleView } from '#shared/model/alarm.ts';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { saveAlarmRule } from '../../connection/desk/alarms.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { ConditionFields } from './ConditionFields.tsx';
import { DisplayFields, GuidanceFields, WeightFields } from './RuleFields.tsx';
import { fromRuleDraft, newRule, type RuleDraft, toRuleDraft, toRuleId } from './ruleDraft.ts';

/** What every part of the form gets. */
export interface RulePart {
  readonly draft: RuleDraft;
  readonly change: (rule: Partial<AlarmRule>) => void;
  readonly changeDraft: (draft: Partial<RuleDraft>) => void;
  /** What is wrong at a place below the rule, `/condition/limit`. */
  readonly at: (pointer: string) => string | undefined;
}

interface RuleFormProps {
  readonly rule: AlarmRule | AlarmRuleView;
  /** The version that was read; a change against an older one is refused. */
  readonly version: number;
  readonly rules: readonly AlarmRuleView[];
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

/** Writes a rule, or changes one; its kind stays. */
export function RuleForm({ rule: before, version, rules, onDone, onClose }: RuleFormProps) {
  const { t } = useTranslation('alarmRule');
  const [draft, setDraft] = useState(() => toRuleDraft(before, toNumberText));
  // Kept from when the form was opened: the list behind it may have been renewed.
  const [readVersion] = useState(version);
  const [isTried, setTried] = useState(false);
  const [conflict, setConflict] = useState(false);
  const submit = useSubmit();
  const isNew = before.id === newRule.id;
  const { rule, faults: drafted } = fromRuleDraft(draft, deskLanguage());
  const id = isNew ? toRuleId(rule.name.id) : before.id;
  // A name of signs alone gives no id.
  const faults = id === '' ? [...drafted, '/name/id'] : drafted;
  const isTaken = isNew && rules.some((one) => one.id === id);
  const at = (pointer: string): string | undefined => {
    if (isTried && faults.includes(pointer)) return t(toFaultText(pointer));
    return submit.at(`/rule${pointer}`);
  };
  const part: RulePart = {
    draft,
    change: (changes) => setDraft((old) => ({ ...old, rule: { ...old.rule, ...changes } })),
    changeDraft: (changes) => setDraft((old) => ({ ...old, ...changes })),
    at,
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setConflict(false);
    if (faults.length > 0 || isTaken) return;
    const isDone = await submit.run(async () => {
      try {
        await saveAlarmRule({ ...rule, id }, readVersion);
      } catch (error) {
        if (error instanceof Error && 'status' in error && error.status === 409) setConflict(true);
        throw error;
      }
    });
    if (isDone) await onDone();
  };
  const hasFaults = (isTried && faults.length > 0) || (submit.isFaulty && !submit.failure);
  const title = isNew ? t('form.newTitle') : t('form.editTitle', { name: before.name[deskLanguage()] });
  return (
    <form className="card stack" onSubmit={send} noValidate aria-label={title}>
      <h2>{title}</h2>
      <div className="pair">
        <TextField
          label={t('form.nameId')}
          maxLength={200}
          value={draft.rule.name.id}
          error={at('/name/id') ?? (isTaken ? t('form.taken', { id }) : undefined)}
          onChange={(text) => part.change({ name: { ...draft.rule.name, id: text } })}
        />
        <TextField
          label={t('form.nameEn')}
          maxLength={200}
          value={draft.rule.name.en}
          error={at('/name/en')}
          onChange={(text) => part.change({ name: { ...draft.rule.name, en: text } })}
        />
      </div>
      <ConditionFields {...part} />
      <WeightFields {...part} rules={rules.filter((one) => one.id !== id)} />
      <GuidanceFields {...part} />
      <DisplayFields {...part} />
      {conflict ? <Message tone="bad">{t('form.conflict')}</Message> : null}
      {submit.failure && !conflict ? <Message tone="bad">{submit.failure}</Message> : null}
      {hasFaults ? <Message tone="bad">{t('form.faults')}</Message> : null}
      <div className="row">
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('common:save')}
        </button>
        <button type="button" onClick={onClose}>
          {t('common:cancel')}
        </button>
      </div>
    </form>
  );
}

/** What is missing at a place that the form itself checks. */
function toFaultText(pointer: string): string {
  if (pointer.startsWith('/name')) return 'form.needed';
  if (pointer.startsWith('/guidance')) return 'form.short';
  return pointer.endsWith('/indicator') ? 'form.choose' : 'form.number';
}
