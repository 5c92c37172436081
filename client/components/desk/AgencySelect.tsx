import { useTranslation } from 'react-i18next';
import type { Agency } from '#shared/model/agency.ts';
import { ChoiceField } from './ChoiceField.tsx';

interface AgencySelectProps {
  readonly agencies: readonly Agency[];
  readonly value: string;
  readonly onChange: (code: string) => void;
  /** Text of the choice that stands for none in particular; left out where one must be chosen. */
  readonly all?: string;
  readonly label?: string;
  readonly error?: string | undefined;
}

/** One of the region's agencies. */
export function AgencySelect({ agencies, value, onChange, all, label, error }: AgencySelectProps) {
  const { t } = useTranslation();
  const sorted = [...agencies].sort((a, b) => a.abbreviation.localeCompare(b.abbreviation, 'id'));
  return (
    <ChoiceField
      label={label ?? t('agency')}
      value={value}
      choices={[
        ['', all ?? t('choose')],
        ...sorted.map(
          ({ code, abbreviation, name }) =>
            [String(code), abbreviation === name ? name : `${abbreviation} – ${name}`] as const,
        ),
      ]}
      required={all === undefined}
      error={error}
      onChange={onChange}
    />
  );
}
