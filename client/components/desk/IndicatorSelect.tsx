import { pillarIds } from '#shared/model/lists.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { Field } from './Field.tsx';

interface IndicatorSelectProps {
  readonly label: string;
  /** Words of the choice that stands for none. */
  readonly none: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (id: string) => void;
}

/** One of the region's indicators, by their pillars. */
export function IndicatorSelect({ label, none, value, error, onChange }: IndicatorSelectProps) {
  const { catalogue } = useNames();
  const language = deskLanguage();
  return (
    <Field label={label} error={error}>
      {(ids) => (
        <select {...ids} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{none}</option>
          {pillarIds.map((pillar) => (
            <optgroup
              key={pillar}
              label={catalogue?.pillars.find(({ id }) => id === pillar)?.name[language] ?? pillar}
            >
              {(catalogue?.indicators ?? [])
                .filter((one) => one.pillar === pillar)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name[language]}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  );
}
