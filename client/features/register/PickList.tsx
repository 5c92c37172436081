import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FieldError } from '../../components/desk/Field.tsx';
import styles from './register.module.css';

interface PickListProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly picked: readonly Value[];
  /** All that may be picked, in this order. */
  readonly choices: readonly (readonly [value: Value, text: string])[];
  readonly max: number;
  readonly error?: string | undefined;
  readonly onChange: (picked: Value[]) => void;
}

/** Several of many: one is added at a time from a list, each can be taken out again. */
export function PickList<Value extends string>({
  label,
  hint,
  picked,
  choices,
  max,
  error,
  onChange,
}: PickListProps<Value>) {
  const { t } = useTranslation('programme');
  const textOf = (value: Value): string => choices.find(([one]) => one === value)?.[1] ?? value;
  const left = choices.filter(([value]) => !picked.includes(value));
  const add = (value: Value | ''): void => {
    if (value !== '' && picked.length < max) onChange([...picked, value]);
  };
  return (
    <div className="stack" data-tight>
      <ChoiceField<Value | ''>
        label={label}
        hint={hint}
        value=""
        disabled={picked.length >= max}
        choices={[['', t('programmeForm:add')], ...left]}
        onChange={add}
      />
      <ul className={styles['picked']} aria-label={label}>
        {picked.map((value) => (
          <li key={value}>
            {textOf(value)}
            <button
              type="button"
              data-kind="quiet"
              aria-label={t('programmeForm:drop', { name: textOf(value) })}
              onClick={() => onChange(picked.filter((one) => one !== value))}
            >
              <X size={18} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {error ? <FieldError>{error}</FieldError> : null}
    </div>
  );
}
