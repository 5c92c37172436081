import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallCard, WallView } from '#shared/model/wall.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { showOnWall } from '../../connection/desk/walls.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { LengthField } from './LengthField.tsx';
import { ViewFields } from './ViewFields.tsx';

interface SceneDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Sends a scene to a wall at once. */
export function SceneDialog({ wall: { name, title, group }, onClose }: SceneDialogProps) {
  const { t } = useTranslation('wall');
  const submit = useDialogSubmit('walls', onClose);
  const [view, setView] = useState<WallView>({ scene: 'peta' });
  const [seconds, setSeconds] = useState<number | null>(300);
  const go = (): Promise<void> => submit.send(() => showOnWall(name, { view, seconds }));
  return (
    <FormDialog
      title={t('send.title', { title })}
      submit={t('send.go')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      {group ? <Message tone="info">{t('send.group', { group })}</Message> : null}
      <ViewFields view={view} onChange={setView} />
      <LengthField label={t('send.long')} value={seconds} onChange={setSeconds} open={t('send.open')} />
    </FormDialog>
  );
}
