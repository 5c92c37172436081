import { useTranslation } from 'react-i18next';
import { roles } from '#shared/model/lists.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';

interface RoleFieldsProps {
  readonly role: string;
  readonly agency: string;
  readonly onRole: (role: string) => void;
  readonly onAgency: (agency: string) => void;
  readonly roleError: string | undefined;
  readonly agencyError: string | undefined;
}

/** A role, and the agency that an agency operator belongs to. */
export function RoleFields({ role, agency, onRole, onAgency, roleError, agencyError }: RoleFieldsProps) {
  const { t } = useTranslation('admin');
  const names = useNames();
  return (
    <>
      <ChoiceField
        label={t('people.role')}
        value={role}
        choices={roles.map((one) => [one, t(`common:role.${one}`)] as const)}
        required
        error={roleError}
        onChange={onRole}
      />
      {role === 'agency-operator' ? (
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={agency}
          onChange={onAgency}
          error={agencyError}
        />
      ) : null}
    </>
  );
}
