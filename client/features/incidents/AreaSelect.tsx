import { useTranslation } from 'react-i18next';
import { Field } from '../../components/desk/Field.tsx';
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
    <Field label={t('field.area')} error={error}>
      {(ids) => (
        <select {...ids} required value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('common:choose')}</option>
          {areas.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
