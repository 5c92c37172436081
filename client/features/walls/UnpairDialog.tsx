import { useTranslation } from 'react-i18next';
import type { WallCard } from '#shared/model/wall.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { unpairWall } from '../../connection/desk/walls.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';

interface UnpairDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Asks before a screen loses its pairing. */
export function UnpairDialog({ wall: { name, title }, onClose }: UnpairDialogProps) {
  const { t } = useTranslation('wall');
  const submit = useDialogSubmit('walls', onClose);
  const go = (): Promise<void> => submit.send(() => unpairWall(name));
  return (
    <FormDialog
      title={t('unpair.title', { title })}
      submit={t('unpair.go')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      kind="danger"
      onSubmit={() => void go()}
      onClose={onClose}
    >
      <p>{t('unpair.text')}</p>
    </FormDialog>
  );
}
