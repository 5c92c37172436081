import type { ChangeEvent, InputHTMLAttributes, ReactNode, RefObject } from 'react';
import { Field } from './Field.tsx';

/** What the browser is told of the text. */
type TextRules = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'type'
  | 'required'
  | 'minLength'
  | 'maxLength'
  | 'min'
  | 'max'
  | 'pattern'
  | 'autoComplete'
  | 'autoCapitalize'
  | 'spellCheck'
  | 'inputMode'
  | 'placeholder'
  | 'list'
  | 'readOnly'
>;

interface TextFieldProps extends TextRules {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly value: string;
  /** Of several lines. */
  readonly isLong?: boolean;
  readonly rows?: number;
  readonly input?: RefObject<HTMLInputElement | null>;
  readonly onChange: (text: string) => void;
}

/** A field of one text, or of what the browser has an input of its own for: a day, a time, an address. */
export function TextField({
  label,
  hint,
  error,
  value,
  isLong = false,
  rows,
  input,
  onChange,
  ...rules
}: TextFieldProps) {
  const take = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void =>
    onChange(event.target.value);
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) =>
        isLong ? (
          <textarea {...ids} {...rules} rows={rows} value={value} onChange={take} />
        ) : (
          <input {...ids} {...rules} ref={input} value={value} onChange={take} />
        )
      }
    </Field>
  );
}
