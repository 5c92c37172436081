import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmRuleView } from '#shared/model/alarm.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { setAlarmService } from '../../connection/desk/alarms.ts';
import { useMayAct, useNames, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { PriorityMark } from './AlarmMarks.tsx';
import { RuleForm } from './RuleForm.tsx';
import styles from './Rules.module.css';
import { newRule } from './ruleDraft.ts';
import { toConditionWords } from './ruleWords.ts';
import { ServiceDialog } from './ServiceDialog.tsx';

interface RuleListProps {
  readonly rules: readonly AlarmRuleView[];
  /** Rule that the address leads to. */
  readonly chosen: string | null;
  readonly onChanged: () => Promise<unknown>;
}

/** The rules that raise alarms; the admin changes them in their place. */
export function RuleList({ rules, chosen, onChanged }: RuleListProps) {
  const { t } = useTranslation('alarmRule');
  const isAdmin = useUser().role === 'admin';
  const [editing, setEditing] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const done = async (): Promise<void> => {
    await onChanged();
    setEditing(null);
    setSaved(true);
  };
  const edit = (id: string | null): void => {
    setSaved(false);
    setEditing(id);
  };
  return (
    <>
      {isSaved ? <Message tone="good">{t('form.saved')}</Message> : null}
      {isAdmin && editing !== newRule.id ? (
        <div>
          <button type="button" onClick={() => edit(newRule.id)}>
            {t('add')}
          </button>
        </div>
      ) : null}
      {editing === newRule.id ? (
        <RuleForm rule={newRule} version={0} rules={rules} onDone={done} onClose={() => edit(null)} />
      ) : null}
      <ul className={styles['rules']}>
        {rules.map((rule) =>
          rule.id === editing ? (
            <li key={rule.id}>
              <RuleForm
                rule={rule}
                version={rule.version}
                rules={rules}
                onDone={done}
                onClose={() => edit(null)}
              />
            </li>
          ) : (
            <RuleItem
              key={rule.id}
              rule={rule}
              isChosen={rule.id === chosen}
              onChanged={onChanged}
              onEdit={isAdmin ? () => edit(rule.id) : null}
            />
          ),
        )}
      </ul>
    </>
  );
}

interface RuleItemProps {
  readonly rule: AlarmRuleView;
  readonly isChosen: boolean;
  readonly onChanged: () => Promise<unknown>;
  /** Null for who may not. */
  readonly onEdit: (() => void) | null;
}

function RuleItem({ rule, isChosen, onChanged, onEdit }: RuleItemProps) {
  const { t } = useTranslation('alarmRule');
  const names = useNames();
  const { zone } = useZone();
  const mayAct = useMayAct();
  const [isAsking, setAsking] = useState(false);
  const submit = useSubmit();
  const { id, priority, severity, outOfService, changed } = rule;
  const name = rule.name[deskLanguage()];
  const elementId = `aturan-${id}`;
  useEffect(() => {
    if (isChosen) document.getElementById(elementId)?.scrollIntoView({ block: 'center' });
  }, [isChosen, elementId]);
  const back = async (): Promise<void> => {
    if (await submit.run(() => setAlarmService(id, null))) await onChanged();
  };
  return (
    <li id={elementId} className={styles['rule']} data-chosen={isChosen || undefined}>
      <div>
        <h2>
          <PriorityMark priority={priority} isCalm /> {name}
        </h2>
        <p>{toConditionWords(rule, names, t)}</p>
        <p className="quiet">
          {t('form.priority')}: {t(`alarm:priority.${priority}`)} · {t('form.severity')}:{' '}
          {t(`alarm:severity.${severity}`)} · {t(changed ? 'changed' : 'pack')}
        </p>
        {outOfService ? (
          <p className={styles['resting']}>
            <Tag tone="watch">{t('service.out')}</Tag>{' '}
            {t('service.outUntil', {
              time: toInstantText(outOfService.until, zone),
              by: outOfService.by,
              reason: outOfService.reason,
            })}
          </p>
        ) : null}
        {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      </div>
      <div className={styles['buttons']}>
        {!mayAct ? null : outOfService ? (
          <button
            type="button"
            aria-label={t('service.backOf', { name })}
            disabled={submit.isBusy}
            onClick={() => void back()}
          >
            {t('service.back')}
          </button>
        ) : (
          <button type="button" aria-label={t('service.restOf', { name })} onClick={() => setAsking(true)}>
            {t('service.rest')}
          </button>
        )}
        {onEdit ? (
          <button type="button" aria-label={t('editOf', { name })} onClick={onEdit}>
            {t('edit')}
          </button>
        ) : null}
      </div>
      {isAsking ? (
        <ServiceDialog
          rule={rule}
          onClose={() => setAsking(false)}
          onDone={async () => {
            await onChanged();
            setAsking(false);
          }}
        />
      ) : null}
    </li>
  );
}
