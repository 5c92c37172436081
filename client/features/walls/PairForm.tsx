import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { pairWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { NameField, toSlug } from './NameField.tsx';

interface PairFormProps {
  /** As the QR code brought it; empty for one who types. */
  readonly code: string;
  readonly onClose: () => void;
}

/** Makes a wall of the screen that shows a code. */
export function PairForm({ code: given, onClose }: PairFormProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [code, setCode] = useState(given);
  const [title, setTitle] = useState('');
  const [name, setName] = useState<string | null>(null);
  const shownName = name ?? toSlug(title).replace(/-$/, '');
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await submit.run(() => pairWall({ code, name: shownName.replace(/-$/, ''), title })))) return;
    await client.invalidateQueries({ queryKey: ['walls'] });
    onClose();
  };
  return (
    <Dialog title={t('pair.title')} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        <Field label={t('pair.code')} hint={t('pair.codeHint')} error={submit.at('/code')}>
          {(ids) => (
            <input
              {...ids}
              required
              minLength={6}
              maxLength={6}
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value.toUpperCase().replace(/\s/g, ''))}
            />
          )}
        </Field>
        <Field label={t('pair.label')} error={submit.at('/title')}>
          {(ids) => (
            <input
              {...ids}
              required
              maxLength={80}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <NameField value={shownName} onChange={setName} error={submit.at('/name')} />
        <DialogActions
          submit={t('pair.go')}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
