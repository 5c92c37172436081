import { useTranslation } from 'react-i18next';
import { roles } from '#shared/model/lists.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Field } from '../../components/desk/Field.tsx';
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
      <Field label={t('people.role')} error={roleError}>
        {(ids) => (
          <select {...ids} required value={role} onChange={(event) => onRole(event.target.value)}>
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`common:role.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
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
