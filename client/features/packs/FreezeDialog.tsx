import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pillarIds } from '#shared/model/lists.ts';
import type { PackSummary } from '#shared/model/pack.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { freezePack } from '../../connection/desk/packs.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { useStableKey } from '../../hooks/desk/useStableKey.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

interface FreezeDialogProps {
  readonly onFrozen: (pack: PackSummary) => void;
  readonly onClose: () => void;
}

/** Asks for a title and freezes what is shown. */
export function FreezeDialog({ onFrozen, onClose }: FreezeDialogProps) {
  const { t } = useTranslation('pack');
  const { catalogue } = useNames();
  const submit = useDialogSubmit('packs', onClose);
  const keys = useStableKey();
  const [title, setTitle] = useState('');
  const [pillar, setPillar] = useState('');
  const freeze = (): void => {
    const body = { title: title.trim(), pillar: pillarIds.find((id) => id === pillar) ?? null };
    void submit.send(async () => onFrozen(await freezePack({ ...body, key: keys.keyOf(body) })));
  };
  const pillars = catalogue?.pillars ?? [];
  return (
    <FormDialog
      title={t('freezeTitle')}
      submit={submit.isBusy ? t('freezing') : t('freeze')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={freeze}
      onClose={onClose}
    >
      <p className="quiet">{t('freezeLead')}</p>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        error={submit.at('/title')}
        required
        minLength={3}
        maxLength={160}
        value={title}
        onChange={setTitle}
      />
      <ChoiceField
        label={t('pillar')}
        value={pillar}
        choices={[
          ['', t('allPillars')],
          ...pillars.map(({ id, name }) => [id, name[deskLanguage()]] as const),
        ]}
        onChange={setPillar}
      />
    </FormDialog>
  );
}
