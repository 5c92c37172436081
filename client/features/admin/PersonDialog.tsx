import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '#shared/model/person.ts';
import { Check } from '../../components/desk/Check.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { changePerson, signOutPerson } from '../../connection/desk/admin.ts';
import { useDialogSubmit } from '../../hooks/desk/useDialogSubmit.ts';
import { RoleFields } from './RoleFields.tsx';

interface PersonDialogProps {
  readonly person: Person;
  readonly onClose: () => void;
}

/** Changes what a person may do, or ends their sessions. */
export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const { t } = useTranslation('admin');
  const [role, setRole] = useState<string>(person.role);
  const [agency, setAgency] = useState<string>(person.agency ?? '');
  const [isDisabled, setDisabled] = useState(person.disabled);
  const submit = useDialogSubmit('people', onClose);
  const go = async (): Promise<void> => {
    const wanted = { role, agency: role === 'agency-operator' ? agency : null, disabled: isDisabled };
    await submit.send(() => changePerson(person.id, wanted));
  };
  return (
    <FormDialog
      title={t('people.changeTitle', { name: person.name })}
      submit={t('common:save')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      actions={
        <button
          type="button"
          disabled={submit.isBusy || person.sessions === 0}
          onClick={() => submit.send(() => signOutPerson(person.id))}
        >
          {t('people.signOut')}
        </button>
      }
      onSubmit={() => void go()}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
