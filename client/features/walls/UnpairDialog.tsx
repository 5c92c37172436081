import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WallCard } from '#shared/model/wall.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { unpairWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

interface UnpairDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Asks before a screen loses its pairing. */
export function UnpairDialog({ wall: { name, title }, onClose }: UnpairDialogProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const go = async (): Promise<void> => {
    if (!(await submit.run(() => unpairWall(name)))) return;
    await client.invalidateQueries({ queryKey: ['walls'] });
    onClose();
  };
  return (
    <Dialog title={t('unpair.title', { title })} onClose={onClose}>
      <p>{t('unpair.text')}</p>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <div className="row">
        <button type="button" data-kind="danger" disabled={submit.isBusy} onClick={go}>
          {t('unpair.go')}
        </button>
        <button type="button" onClick={onClose}>
          {t('common:cancel')}
        </button>
      </div>
    </Dialog>
  );
}
