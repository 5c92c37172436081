import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ProgrammeRow } from '#shared/model/programme.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { removeProgramme } from '../../connection/desk/programmes.ts';
import { useUser } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { rowName } from './registerNames.ts';

/** Takes an entry out that should never have been made: the walidata alone, with a reason. */
export function RemoveEntry({ row }: { readonly row: ProgrammeRow }) {
  const { t } = useTranslation('programme');
  const { role } = useUser();
  const navigate = useNavigate();
  const client = useQueryClient();
  const submit = useSubmit();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if ((role !== 'verifier' && role !== 'admin') || row.version === 0) return null;
  const send = async (): Promise<void> => {
    if (!(await submit.run(() => removeProgramme(row.id, { version: row.version, reason })))) return;
    await navigate('/program');
    client.removeQueries({ queryKey: ['programme', row.id] });
    for (const topic of ['programmes', 'budgets']) void client.invalidateQueries({ queryKey: [topic] });
  };
  return (
    <div>
      <button type="button" data-kind="danger" onClick={() => setOpen(true)}>
        {t('detail.remove')}
      </button>
      {isOpen ? (
        <FormDialog
          title={t('detail.removeTitle', { name: rowName(row) })}
          submit={t('detail.remove')}
          kind="danger"
          isBusy={submit.isBusy}
          failure={submit.failure}
          onSubmit={() => void send()}
          onClose={() => setOpen(false)}
        >
          <p>{t('detail.removeText')}</p>
          <ReasonField value={reason} onChange={setReason} error={submit.at('/reason')} />
        </FormDialog>
      ) : null}
    </div>
  );
}
