import { useState } from 'react';
import { toClock } from '../../lib/desk/clockText.ts';
import type { FieldIds } from './Field.tsx';

interface ClockInputProps extends Partial<FieldIds> {
  readonly 'aria-label'?: string;
  readonly required?: boolean;
  /** `14:05`; empty for none. */
  readonly value: string;
  /** Empty until all of it is typed. */
  readonly onChange: (value: string) => void;
}

/** A time of day, typed as the region writes it: `14.05`. The browser's own field speaks the browser's language, with AM and PM. */
export function ClockInput({ value, onChange, ...ids }: ClockInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      {...ids}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      placeholder="14.05"
      pattern="([01][0-9]|2[0-3])[.:]?[0-5][0-9]"
      maxLength={5}
      size={6}
      value={typed ?? value.replace(':', '.')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(toClock(event.target.value) ?? '');
      }}
      onBlur={() => {
        // What is not a time stays to be mended, unless there is another that holds.
        if (value !== '') setTyped(null);
      }}
    />
  );
}
