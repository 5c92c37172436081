import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallTones } from '#shared/model/lists.ts';
import type { WallCard, WallTone } from '#shared/model/wall.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { tellWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { LengthField } from './LengthField.tsx';

interface MessageDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Words for a wall, with an end. */
export function MessageDialog({ wall: { name, title }, onClose }: MessageDialogProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [text, setText] = useState('');
  const [tone, setTone] = useState<WallTone>('info');
  const [seconds, setSeconds] = useState(900);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await submit.run(() => tellWall(name, { text, tone, seconds })))) return;
    await client.invalidateQueries({ queryKey: ['walls'] });
    onClose();
  };
  return (
    <Dialog title={t('tell.title', { title })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        <Field label={t('tell.text')} hint={t('tell.textHint')} error={submit.at('/text')}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('tell.tone')}>
          {(ids) => (
            <select {...ids} value={tone} onChange={(event) => setTone(event.target.value as WallTone)}>
              {wallTones.map((one) => (
                <option key={one} value={one}>
                  {t(`tell.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <LengthField label={t('tell.long')} value={seconds} onChange={(next) => setSeconds(next ?? 900)} />
        <DialogActions
          submit={t('tell.go')}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
