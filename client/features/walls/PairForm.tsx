import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { pairWall } from '../../connection/desk/walls.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { NameField, toSlug } from './NameField.tsx';

interface PairFormProps {
  /** As the QR code brought it; empty for one who types. */
  readonly code: string;
  readonly onClose: () => void;
}

/** Makes a wall of the screen that shows a code. */
export function PairForm({ code: given, onClose }: PairFormProps) {
  const { t } = useTranslation('wall');
  const submit = useDialogSubmit('walls', onClose);
  const [code, setCode] = useState(given);
  const [title, setTitle] = useState('');
  const [name, setName] = useState<string | null>(null);
  const shownName = name ?? toSlug(title).replace(/-$/, '');
  const go = (): Promise<void> =>
    submit.send(() => pairWall({ code, name: shownName.replace(/-$/, ''), title }));
  return (
    <FormDialog
      title={t('pair.title')}
      submit={t('pair.go')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void go()}
      onClose={onClose}
    >
      <TextField
        label={t('pair.code')}
        hint={t('pair.codeHint')}
        error={submit.at('/code')}
        required
        minLength={6}
        maxLength={6}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(text) => setCode(text.toUpperCase().replace(/\s/g, ''))}
      />
      <TextField
        label={t('pair.label')}
        error={submit.at('/title')}
        required
        maxLength={80}
        value={title}
        onChange={setTitle}
      />
      <NameField value={shownName} onChange={setName} error={submit.at('/name')} />
    </FormDialog>
  );
}
