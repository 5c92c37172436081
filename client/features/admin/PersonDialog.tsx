import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '#shared/model/person.ts';
import { Check } from '../../components/desk/Check.tsx';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { changePerson, signOutPerson } from '../../connection/desk/admin.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { RoleFields } from './RoleFields.tsx';

interface PersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Changes what a person may do, or ends their sessions. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [role, setRole] = useState<string>(person.role);
  const [agency, setAgency] = useState<string>(person.agency ?? '');
  const [isDisabled, setDisabled] = useState(person.disabled);
  const submit = useSubmit();
  const finish = async (isDone: boolean): Promise<void> => {
    if (!isDone) return;
    await client.invalidateQueries({ queryKey: ['people'] });
    onClose();
  };
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = { role, agency: role === 'agency-operator' ? agency : null, disabled: isDisabled };
    await finish(await submit.run(() => changePerson(person.id, wanted)));
  };
  return (
    <Dialog title={t('people.changeTitle', { name: person.name })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        <p className="quiet">{t('people.changeLead')}</p>
        <RoleFields
          role={role}
          agency={agency}
          onRole={setRole}
          onAgency={setAgency}
          roleError={submit.at('/role')}
          agencyError={submit.at('/agency')}
        />
        <Check checked={isDisabled} onChange={setDisabled}>
          {t('people.disabled')}
        </Check>
        <DialogActions
          submit={t('common:save')}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onClose={onClose}
        >
          <button
            type="button"
            disabled={submit.isBusy || person.sessions === 0}
            onClick={async () => finish(await submit.run(() => signOutPerson(person.id)))}
          >
            {t('people.signOut')}
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
