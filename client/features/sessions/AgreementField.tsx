import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { fetchAgreements } from '../../connection/desk/agreements.ts';

interface AgreementFieldProps {
  readonly value: string | null;
  readonly error: string | undefined;
  readonly onChange: (agreement: string | null) => void;
}

/** The agreement that a session signs or reviews. */
export function AgreementField({ value, error, onChange }: AgreementFieldProps) {
  const { t } = useTranslation('session');
  const { data } = useQuery({ queryKey: ['agreements', 'list'], queryFn: fetchAgreements });
  const items = data?.items ?? [];
  // One that is not in the list (yet) stays what it was.
  const isOther = value !== null && !items.some(({ id }) => id === value);
  return (
    <ChoiceField
      label={t('plan.agreement')}
      value={value ?? ''}
      error={error}
      choices={[
        ['', t('plan.noAgreement')],
        ...(isOther ? [[value, value] as const] : []),
        ...items.map(({ id, title }) => [id as string, title] as const),
      ]}
      onChange={(id) => onChange(id || null)}
    />
  );
}
