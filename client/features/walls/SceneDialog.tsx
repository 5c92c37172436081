import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallCard, WallView } from '#shared/model/wall.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { showOnWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { LengthField } from './LengthField.tsx';
import { ViewFields } from './ViewFields.tsx';

interface SceneDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Sends a scene to a wall at once. */
export function SceneDialog({ wall: { name, title, group }, onClose }: SceneDialogProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [view, setView] = useState<WallView>({ scene: 'peta' });
  const [seconds, setSeconds] = useState<number | null>(300);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await submit.run(() => showOnWall(name, { view, seconds })))) return;
    await client.invalidateQueries({ queryKey: ['walls'] });
    onClose();
  };
  return (
    <Dialog title={t('send.title', { title })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        {group ? <Message tone="info">{t('send.group', { group })}</Message> : null}
        <ViewFields view={view} onChange={setView} />
        <LengthField label={t('send.long')} value={seconds} onChange={setSeconds} open={t('send.open')} />
        <DialogActions
          submit={t('send.go')}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
