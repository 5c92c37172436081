import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmAction, AlarmDetail, AlarmList } from '#shared/model/alarm.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { ClockInput } from '../../components/desk/ClockInput.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toMinutesUntil } from '../../lib/desk/alarmActs.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { toName } from './alarmWords.ts';

/** What a dialog needs whatever it asks. */
export interface ActDialogProps {
  readonly targets: readonly AlarmDetail[];
  readonly isBusy: boolean;
  readonly failure: string | null;
  readonly onSend: (action: AlarmAction) => void;
  readonly onClose: () => void;
}

function useWhat(targets: readonly AlarmDetail[]): string {
  const { t } = useTranslation('alarm');
  const [first] = targets;
  return targets.length === 1 && first ? toName(first) : t('dialog.many', { count: targets.length });
}

/** Acknowledges with words, or only adds words. */
export function CommentDialog(props: ActDialogProps & { readonly act: 'acknowledge' | 'comment' }) {
  const { targets, act, onSend, ...rest } = props;
  const { t } = useTranslation('alarm');
  const what = useWhat(targets);
  const [comment, setComment] = useState('');
  const ids = targets.map(({ id }) => id);
  const send = (): void => {
    const text = comment.trim();
    if (act === 'acknowledge') onSend({ action: act, ids, ...(text ? { comment: text } : {}) });
    else if (text) onSend({ action: act, ids, comment: text });
  };
  const isFree = act === 'acknowledge';
  return (
    <FormDialog
      title={t(isFree ? 'dialog.acknowledgeTitle' : 'dialog.commentTitle', { what })}
      submit={t(`act.${act}`)}
      onSubmit={send}
      {...rest}
      noValidate
    >
      <TextField
        label={t(isFree ? 'dialog.commentOptional' : 'dialog.comment')}
        isLong
        maxLength={500}
        required={!isFree}
        value={comment}
        onChange={setComment}
      />
    </FormDialog>
  );
}

const shelfMinutes = [5, 15, 30, 60] as const;

/** Shelves: never without an end and a reason. */
export function ShelveDialog({ targets, onSend, ...rest }: ActDialogProps) {
  const { t } = useTranslation('alarm');
  const { zone } = useZone();
  const what = useWhat(targets);
  const [choice, setChoice] = useState('15');
  const [time, setTime] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const minutes = choice === 'time' ? toMinutesUntil(time, serverNow(), zone) : Number(choice);
  const isReasoned = reason.trim().length >= 3;
  const send = (): void => {
    setTried(true);
    if (minutes === null || !isReasoned) return;
    onSend({ action: 'shelve', ids: targets.map(({ id }) => id), minutes, comment: reason.trim() });
  };
  return (
    <FormDialog
      title={t('dialog.shelveTitle', { what })}
      submit={t('act.shelve')}
      onSubmit={send}
      {...rest}
      noValidate
    >
      <p className="quiet">{t('dialog.shelveLead')}</p>
      <ChoiceField
        label={t('dialog.howLong')}
        value={choice}
        choices={[
          ...shelfMinutes.map((count) => [String(count), t('dialog.minutes', { count })] as const),
          ['time', t('dialog.toTime')],
        ]}
        onChange={setChoice}
      />
      {choice === 'time' ? (
        <Field
          label={t('dialog.toTime')}
          error={isTried && minutes === null ? t('dialog.timeFault') : undefined}
        >
          {(ids) => <ClockInput {...ids} value={time} onChange={setTime} />}
        </Field>
      ) : null}
      <TextField
        label={t('dialog.reason')}
        error={isTried && !isReasoned ? t('dialog.reasonFault') : undefined}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

/** Gives alarms to somebody, or to nobody. */
export function AssignDialog({
  targets,
  crew,
  onSend,
  ...rest
}: ActDialogProps & { readonly crew: AlarmList['crew'] }) {
  const { t } = useTranslation('alarm');
  const what = useWhat(targets);
  const [to, setTo] = useState(targets[0]?.assignee?.id ?? '');
  return (
    <FormDialog
      title={t('dialog.assignTitle', { what })}
      submit={t('act.assign')}
      onSubmit={() => onSend({ action: 'assign', ids: targets.map(({ id }) => id), to: to || null })}
      {...rest}
      noValidate
    >
      <ChoiceField
        label={t('dialog.assignTo')}
        value={to}
        choices={[['', t('dialog.assignNobody')], ...crew.map(({ id, name }) => [id, name] as const)]}
        onChange={setTo}
      />
    </FormDialog>
  );
}
