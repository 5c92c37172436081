import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmAction, AlarmDetail, AlarmList } from '#shared/model/alarm.ts';
import { toZoneOffsetMs } from '#shared/rules/calendar.ts';
import { ClockInput } from '../../components/desk/ClockInput.tsx';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
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

interface FormProps {
  readonly title: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly failure: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with one form. */
export function FormDialog({ title, submit, isBusy, failure, onSubmit, onClose, children }: FormProps) {
  const go = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={go} noValidate>
        {children}
        <DialogActions submit={submit} isBusy={isBusy} failure={failure} onClose={onClose} />
      </form>
    </Dialog>
  );
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
    >
      <Field label={t(isFree ? 'dialog.commentOptional' : 'dialog.comment')}>
        {(ids) => (
          <textarea
            {...ids}
            maxLength={500}
            required={!isFree}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
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
  const now = serverNow();
  const minutes = choice === 'time' ? toMinutesUntil(time, now, toZoneOffsetMs(now, zone)) : Number(choice);
  const isReasoned = reason.trim().length >= 3;
  const send = (): void => {
    setTried(true);
    if (minutes === null || !isReasoned) return;
    onSend({ action: 'shelve', ids: targets.map(({ id }) => id), minutes, comment: reason.trim() });
  };
  return (
    <FormDialog title={t('dialog.shelveTitle', { what })} submit={t('act.shelve')} onSubmit={send} {...rest}>
      <p className="quiet">{t('dialog.shelveLead')}</p>
      <Field label={t('dialog.howLong')}>
        {(ids) => (
          <select {...ids} value={choice} onChange={(event) => setChoice(event.target.value)}>
            {shelfMinutes.map((count) => (
              <option key={count} value={count}>
                {t('dialog.minutes', { count })}
              </option>
            ))}
            <option value="time">{t('dialog.toTime')}</option>
          </select>
        )}
      </Field>
      {choice === 'time' ? (
        <Field
          label={t('dialog.toTime')}
          error={isTried && minutes === null ? t('dialog.timeFault') : undefined}
        >
          {(ids) => <ClockInput {...ids} value={time} onChange={setTime} />}
        </Field>
      ) : null}
      <Field label={t('dialog.reason')} error={isTried && !isReasoned ? t('dialog.reasonFault') : undefined}>
        {(ids) => (
          <input
            {...ids}
            required
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
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
    >
      <Field label={t('dialog.assignTo')}>
        {(ids) => (
          <select {...ids} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t('dialog.assignNobody')}</option>
            {crew.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </FormDialog>
  );
}
