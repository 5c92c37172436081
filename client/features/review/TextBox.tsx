import { type ChangeEvent, type InputHTMLAttributes, useId } from 'react';

type Rules = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'required' | 'minLength' | 'maxLength' | 'min' | 'autoComplete'
>;

interface TextBoxProps extends Rules {
  readonly label: string;
  readonly value: string;
  /** Lines of a longer text; left out, one line. */
  readonly rows?: number;
  readonly hint?: string;
  readonly onChange: (text: string) => void;
}

/** A text with its label. */
export function TextBox({ label, value, rows, hint, onChange, ...rules }: TextBoxProps) {
  const id = useId();
  const take = (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void =>
    onChange(event.target.value);
  const ids = { id, value, onChange: take, ...(hint ? { 'aria-describedby': `${id}-hint` } : {}) };
  const { required, minLength, maxLength } = rules;
  return (
    <div className="review-field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input {...ids} {...rules} />
      ) : (
        <textarea {...ids} {...{ required, minLength, maxLength, rows }} />
      )}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  );
}

interface ChoiceBoxProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [value: string, text: string])[];
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
}

/** One of a list, with its label. */
export function ChoiceBox({ label, value, choices, required, onChange }: ChoiceBoxProps) {
  const id = useId();
  return (
    <div className="review-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} required={required} onChange={(event) => onChange(event.target.value)}>
        {choices.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
