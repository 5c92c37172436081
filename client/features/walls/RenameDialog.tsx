import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallCard } from '#shared/model/wall.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { renameWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { NameField } from './NameField.tsx';

interface RenameDialogProps {
  readonly wall: WallCard;
  readonly onClose: () => void;
}

/** Another address for a wall. */
export function RenameDialog({ wall, onClose }: RenameDialogProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [name, setName] = useState(wall.name);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await submit.run(() => renameWall(wall.name, name)))) return;
    await client.invalidateQueries({ queryKey: ['walls'] });
    onClose();
  };
  return (
    <Dialog title={t('rename.title', { name: wall.name })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        <p className="quiet">{t('rename.text')}</p>
        <NameField value={name} onChange={setName} error={submit.at('/name')} />
        <DialogActions
          submit={t('common:save')}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
