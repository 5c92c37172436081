import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';

interface AreaSelectProps {
  readonly value: string;
  readonly onChange: (area: string) => void;
  readonly error?: string | undefined;
}

/** The region or one of its kecamatan. */
export function AreaSelect({ value, onChange, error }: AreaSelectProps) {
  const { t } = useTranslation('incident');
  const areas = [...(useNames().catalogue?.areas ?? [])].sort(
    (a, b) =>
      Number(a.level !== 'regency') - Number(b.level !== 'regency') || a.name.localeCompare(b.name, 'id'),
  );
  return (
    <ChoiceField
      label={t('field.area')}
      value={value}
      choices={[['', t('common:choose')], ...areas.map(({ code, name }) => [String(code), name] as const)]}
      required
      error={error}
      onChange={onChange}
    />
  );
}
