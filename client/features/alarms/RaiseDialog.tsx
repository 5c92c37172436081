import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManualAlarm } from '#shared/model/alarm.ts';
import { alarmPriorities, alarmSeverities } from '#shared/model/lists.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { raiseAlarm } from '../../connection/desk/alarms.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

interface RaiseDialogProps {
  /** Told the new alarm's id. */
  readonly onDone: (id: string) => void;
  readonly onClose: () => void;
}

/** Raises an alarm that no rule could. */
export function RaiseDialog({ onDone, onClose }: RaiseDialogProps) {
  const { t } = useTranslation('alarm');
  const names = useNames();
  const submit = useSubmit();
  const [draft, setDraft] = useState<ManualAlarm>({
    text: '',
    severity: 'major',
    priority: 'high',
    area: null,
  });
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<ManualAlarm>): void => setDraft({ ...draft, ...part });
  const isShort = draft.text.trim().length < 5;
  const areas = [...(names.catalogue?.areas ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'id'));
  const send = async (): Promise<void> => {
    setTried(true);
    if (isShort) return;
    let made = '';
    const isDone = await submit.run(async () => {
      made = await raiseAlarm(draft);
    });
    if (isDone) onDone(made);
  };
  return (
    <FormDialog
      title={t('dialog.raiseTitle')}
      submit={t('act.raise')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void send()}
      onClose={onClose}
      noValidate
    >
      <p className="quiet">{t('dialog.raiseLead')}</p>
      <TextField
        label={t('dialog.raiseText')}
        error={isTried && isShort ? t('dialog.raiseFault') : submit.at('/text')}
        isLong
        required
        maxLength={300}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <div className="pair">
        <ChoiceField
          label={t('column.priority')}
          value={draft.priority}
          choices={alarmPriorities.map((one) => [one, t(`priority.${one}`)] as const)}
          onChange={(priority) => change({ priority })}
        />
        <ChoiceField
          label={t('column.severity')}
          value={draft.severity}
          choices={alarmSeverities.map((one) => [one, t(`severity.${one}`)] as const)}
          onChange={(severity) => change({ severity })}
        />
      </div>
      <ChoiceField
        label={t('column.where')}
        value={draft.area ?? ''}
        choices={[['', t('region')], ...areas.map(({ code, name }) => [code, name] as const)]}
        error={submit.at('/area')}
        onChange={(area) => change({ area: area || null })}
      />
    </FormDialog>
  );
}
