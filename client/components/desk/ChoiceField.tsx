import type { ReactNode } from 'react';
import { Field } from './Field.tsx';

interface ChoiceFieldProps<Value extends string | number> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: Value;
  /** In this order; the empty text stands for none. */
  readonly choices: readonly (readonly [value: Value, text: string])[];
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly error?: string | undefined;
  readonly onChange: (value: Value) => void;
}

/** A field of one of a few, by the browser's own list: it is searched by typing and works on every phone. */
export function ChoiceField<Value extends string | number>({
  label,
  hint,
  value,
  choices,
  required,
  disabled,
  error,
  onChange,
}: ChoiceFieldProps<Value>) {
  const choose = (text: string): void => {
    const chosen = choices.find(([one]) => String(one) === text);
    if (chosen) onChange(chosen[0]);
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <select
          {...ids}
          required={required}
          disabled={disabled}
          value={value}
          onChange={(event) => choose(event.target.value)}
        >
          {choices.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
