import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmRuleView } from '#shared/model/alarm.ts';
import { Field } from '../../components/desk/Field.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { MomentInput } from '../../components/desk/MomentInput.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { setAlarmService } from '../../connection/desk/alarms.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { toFieldInstant, toFieldText } from '../../lib/desk/zonedTime.ts';
import { serverNow } from '../../lib/serverClock.ts';

interface ServiceDialogProps {
  readonly rule: AlarmRuleView;
  readonly onDone: () => Promise<unknown>;
  readonly onClose: () => void;
}

const usualMs = 8 * 3_600_000;

/** Puts a rule out of service: with a reason and an end. */
export function ServiceDialog({ rule, onDone, onClose }: ServiceDialogProps) {
  const { t } = useTranslation('alarmRule');
  const { zone } = useZone();
  const submit = useSubmit();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(() => toFieldText(serverNow() + usualMs, zone));
  const send = async (): Promise<void> => {
    const instant = toFieldInstant(until, zone);
    const at = instant === null ? '' : new Date(instant).toISOString();
    const isDone = await submit.run(() => setAlarmService(rule.id, { reason: reason.trim(), until: at }));
    if (isDone) await onDone();
  };
  return (
    <FormDialog
      title={t('service.title', { name: rule.name[deskLanguage()] })}
      submit={t('service.rest')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void send()}
      onClose={onClose}
      noValidate
    >
      <p className="quiet">{t('service.lead')}</p>
      <Field label={t('service.until')} hint={t('service.untilHint')} error={submit.at('/until')}>
        {(ids) => <MomentInput ids={ids} label={t('service.until')} value={until} onChange={setUntil} />}
      </Field>
      <ReasonField value={reason} onChange={setReason} error={submit.at('/reason')} />
    </FormDialog>
  );
}
