import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { wallTones } from '#shared/model/lists.ts';
import type { WallCard, WallTone } from '#shared/model/wall.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { tellWall } from '../../connection/desk/walls.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { LengthField } from './LengthField.tsx';

interface MessageDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Words for a wall, with an end. */
export function MessageDialog({ wall: { name, title }, onClose }: MessageDialogProps) {
  const { t } = useTranslation('wall');
  const submit = useDialogSubmit('walls', onClose);
  const [text, setText] = useState('');
  const [tone, setTone] = useState<WallTone>('info');
  const [seconds, setSeconds] = useState(900);
  const go = (): Promise<void> => submit.send(() => tellWall(name, { text, tone, seconds }));
  return (
    <FormDialog
      title={t('tell.title', { title })}
      submit={t('tell.go')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      <TextField
        label={t('tell.text')}
        hint={t('tell.textHint')}
        error={submit.at('/text')}
        required
        maxLength={200}
        value={text}
        onChange={setText}
      />
      <ChoiceField
        label={t('tell.tone')}
        value={tone}
        choices={wallTones.map((one) => [one, t(`tell.${one}`)] as const)}
        onChange={setTone}
      />
      <LengthField label={t('tell.long')} value={seconds} onChange={(next) => setSeconds(next ?? 900)} />
    </FormDialog>
  );
}
