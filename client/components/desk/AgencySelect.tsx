import { useTranslation } from 'react-i18next';
import type { Agency } from '#shared/model/agency.ts';
import { Field } from './Field.tsx';

interface AgencySelectProps {
  readonly agencies: readonly Agency[];
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** Text of the choice that stands for none in particular; left out where one must be chosen. */
  readonly all?: string;
  readonly label?: string;
  readonly error?: string | undefined;
}

/** One of the region's agencies, by the browser's own list: it is searched by typing and works on every phone. */
export function AgencySelect({ agencies, value, onChange, all, label, error }: AgencySelectProps) {
  const { t } = useTranslation();
  const sorted = [...agencies].sort((a, b) => a.abbreviation.localeCompare(b.abbreviation, 'id'));
  return (
    <Field label={label ?? t('agency')} error={error}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          required={all === undefined}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{all ?? t('choose')}</option>
          {sorted.map(({ code, abbreviation, name }) => (
            <option key={code} value={code}>
              {abbreviation === name ? name : `${abbreviation} – ${name}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
