import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/desk/Field.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
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
    </FormDialog>
  );
}
