import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WallCard } from '#shared/model/wall.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
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
      <DialogActions
        submit={t('unpair.go')}
        isBusy={submit.isBusy}
        failure={submit.failure}
        kind="danger"
        onClick={go}
        onClose={onClose}
      />
    </Dialog>
  );
}
