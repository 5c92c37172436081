import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DrillChoice } from '#shared/model/drill.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
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
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wish = { scenario: scenario.id, title, speed, leadMinutes };
    if (!(await submit.run(() => startDrill(wish)))) return;
    onClose();
    await client.invalidateQueries({ queryKey: ['drills'] });
  };
  const fault = submit.failure ?? submit.at('/scenario') ?? submit.at('');
  return (
    <Dialog title={t('startThis', { title: words.text(scenario.title) })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        {fault ? <Message tone="bad">{fault}</Message> : null}
        <Field label={t('form.title')} hint={t('form.titleHint')} error={submit.at('/title')}>
          {(ids) => (
            <input
              {...ids}
              required
              minLength={3}
              maxLength={120}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('form.speed')} hint={t('form.speedHint')} error={submit.at('/speed')}>
          {(ids) => (
            <select {...ids} value={speed} onChange={(event) => setSpeed(Number(event.target.value))}>
              {speeds.map((one) => (
                <option key={one} value={one}>
                  {t('form.speedOf', {
                    speed: one,
                    minutes: toNumberText(Number((scenario.minutes / one).toFixed(1))),
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('form.lead')} hint={t('form.leadHint')} error={submit.at('/leadMinutes')}>
          {(ids) => (
            <select {...ids} value={leadMinutes} onChange={(event) => setLead(Number(event.target.value))}>
              {leads.map((one) => (
                <option key={one} value={one}>
                  {one === 0 ? t('form.leadNone') : t('form.leadOf', { count: one })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <DialogActions submit={t('form.begin')} isBusy={submit.isBusy} onClose={onClose} />
      </form>
    </Dialog>
  );
}
