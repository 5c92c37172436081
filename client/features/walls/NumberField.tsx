import { useState } from 'react';
import { TextField } from '../../components/desk/TextField.tsx';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** A small whole number; while it is being typed it may be empty or out of bounds, and is only taken when it is neither. */
export function NumberField({ label, value, min, max, onChange, hint, error }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string): void => {
    const number = Number(text);
    const isGood = /^\d+$/.test(text) && number >= min && number <= max;
    setTyped(isGood ? null : text);
    if (isGood) onChange(number);
  };
  return (
    <TextField
      label={label}
      hint={hint}
      error={error}
      type="number"
      inputMode="numeric"
      required
      min={min}
      max={max}
      value={typed ?? String(value)}
      onChange={take}
    />
  );
}
