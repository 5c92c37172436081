import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { ProgrammeAnswer } from '#shared/model/budget.ts';
import type { ProgrammeFields } from '#shared/model/programme.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { addProgramme, changeProgramme, fetchProgramme } from '../../connection/desk/programmes.ts';
import { ProgrammeForm } from '../../features/register/ProgrammeForm.tsx';
import { toDraft, toNewDraft } from '../../features/register/programmeDraft.ts';
import { useUser } from '../../hooks/desk/useDesk.ts';
import { useStableKey } from '../../hooks/desk/useStableKey.ts';

/** `/program/baru`: an entry that is not there yet. */
export function NewProgrammePage() {
  const { t } = useTranslation('programme');
  const user = useUser();
  const navigate = useNavigate();
  const client = useQueryClient();
  const keys = useStableKey();
  const save = async (programme: ProgrammeFields): Promise<void> => {
    const made = await addProgramme({ key: keys.keyOf(programme), programme });
    keys.renew();
    client.setQueryData(['programme', made.row.id], made);
    await client.invalidateQueries({ queryKey: ['programmes'] });
    await navigate(`/program/${encodeURIComponent(made.row.id)}`);
  };
  return (
    <Page title={t('programmeForm:titleNew')}>
      <ProgrammeForm first={toNewDraft(user.agency ?? '')} onSave={save} onSaved={() => undefined} />
    </Page>
  );
}

/** `/program/:id/ubah`: an entry that is there. */
export function EditProgrammePage() {
  const { t } = useTranslation('programme');
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['programme', id],
    queryFn: () => fetchProgramme(id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={t('programmeForm:titleEdit')}>
      <Answer query={query}>{(answer) => <Edit answer={answer} />}</Answer>
    </Page>
  );
}

function Edit({ answer: { row, programme } }: { readonly answer: ProgrammeAnswer }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  // What was opened is changed: a version that came meanwhile holds what nobody looked at.
  const [version] = useState(row.version);
  const save = async (fields: ProgrammeFields): Promise<void> => {
    const changed = await changeProgramme(row.id, { version, programme: fields });
    client.setQueryData(['programme', row.id], changed);
    await client.invalidateQueries({ queryKey: ['programmes'] });
  };
  return (
    <ProgrammeForm
      first={toDraft(programme)}
      onSave={save}
      onSaved={() => void navigate(`/program/${encodeURIComponent(row.id)}`)}
    />
  );
}
