import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallCard } from '#shared/model/wall.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { renameWall } from '../../connection/desk/walls.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { NameField } from './NameField.tsx';

interface RenameDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Another address for a wall. */
export function RenameDialog({ wall, onClose }: RenameDialogProps) {
  const { t } = useTranslation('wall');
  const submit = useDialogSubmit('walls', onClose);
  const [name, setName] = useState(wall.name);
  const go = (): Promise<void> => submit.send(() => renameWall(wall.name, name));
  return (
    <FormDialog
      title={t('rename.title', { name: wall.name })}
      submit={t('common:save')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      <p className="quiet">{t('rename.text')}</p>
      <NameField value={name} onChange={setName} error={submit.at('/name')} />
    </FormDialog>
  );
}
