import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrillChoice } from '#shared/model/drill.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { startDrill } from '../../connection/desk/drills.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toNumberText } from '../../lib/desk/format.ts';
import { useDrillWords } from './useDrillWords.ts';

const speeds = [1, 2, 4, 10, 30, 60] as const;
const leads = [0, 1, 2, 5, 10, 15] as const;

interface StartDialogProps {
  readonly scenario: DrillChoice;
  readonly onClose: () => void;
}

/** Name, speed and the time to join; then the drill's server gets ready. */
export function StartDialog({ scenario, onClose }: StartDialogProps) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const client = useQueryClient();
  const submit = useSubmit();
  const [title, setTitle] = useState(words.text(scenario.title));
  const [speed, setSpeed] = useState(1);
  const [leadMinutes, setLead] = useState(2);
  const go = async (): Promise<void> => {
    const wish = { scenario: scenario.id, title, speed, leadMinutes };
    if (!(await submit.run(() => startDrill(wish)))) return;
    onClose();
    await client.invalidateQueries({ queryKey: ['drills'] });
  };
  const fault = submit.failure ?? submit.at('/scenario') ?? submit.at('');
  return (
    <FormDialog
      title={t('startThis', { title: words.text(scenario.title) })}
      submit={t('form.begin')}
      isBusy={submit.isBusy}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      {fault ? <Message tone="bad">{fault}</Message> : null}
      <TextField
        label={t('form.title')}
        hint={t('form.titleHint')}
        error={submit.at('/title')}
        required
        minLength={3}
        maxLength={120}
        value={title}
        onChange={setTitle}
      />
      <ChoiceField
        label={t('form.speed')}
        hint={t('form.speedHint')}
        value={speed}
        choices={speeds.map((one) => {
          const minutes = toNumberText(Number((scenario.minutes / one).toFixed(1)));
          return [one, t('form.speedOf', { speed: one, minutes })] as const;
        })}
        error={submit.at('/speed')}
        onChange={setSpeed}
      />
      <ChoiceField
        label={t('form.lead')}
        hint={t('form.leadHint')}
        value={leadMinutes}
        choices={leads.map(
          (one) => [one, one === 0 ? t('form.leadNone') : t('form.leadOf', { count: one })] as const,
        )}
        error={submit.at('/leadMinutes')}
        onChange={setLead}
      />
    </FormDialog>
  );
}
