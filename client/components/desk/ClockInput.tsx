import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockPattern, toClock } from '../../lib/desk/clockText.ts';
import { FieldError, type FieldIds } from './Field.tsx';

interface ClockInputProps extends Partial<FieldIds> {
  readonly 'aria-label'?: string;
  readonly required?: boolean;
  /** `14:05`; empty for none. */
  readonly value: string;
  /** Empty until all of it is typed. */
  readonly onChange: (value: string) => void;
}

/** A time of day, typed as the region writes it: `14.05`. The browser's own field speaks the browser's language, with AM and PM. */
export function ClockInput({ value, onChange, 'aria-describedby': told, ...rest }: ClockInputProps) {
  const { t } = useTranslation();
  const faultId = useId();
  const { shown, refused, type, settle } = useTyping(value, onChange);
  const described = [told, refused ? faultId : undefined].filter(Boolean).join(' ');
  return (
    <>
      <input
        {...rest}
        {...(described ? { 'aria-describedby': described } : {})}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        placeholder="14.05"
        pattern={clockPattern}
        title={t('clockFormat')}
        maxLength={5}
        size={6}
        value={shown}
        onChange={(event) => type(event.target.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
      {refused ? <FieldError id={faultId}>{t('clockWrong', { text: refused })}</FieldError> : null}
    </>
  );
}

/** What stands in the field: the time that holds, but for what is being typed. */
function useTyping(value: string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  return {
    shown: typed !== null && (isTyping || value === '') ? typed : value.replace(':', '.'),
    /** What was typed in vain: the time before it holds. */
    refused,
    type(text: string): void {
      setTyping(true);
      setRefused(null);
      const clock = isUnsettled(text) ? null : toClock(text);
      setTyped(clock ? null : text);
      onChange(clock ?? '');
    },
    settle(): void {
      setTyping(false);
      const clock = toClock(typed ?? '');
      // What is not a time stays to be mended, unless there is another that holds.
      if (typed === null || (!clock && value === '')) return;
      setTyped(null);
      if (clock) onChange(clock);
      else setRefused(typed.trim() || null);
    },
  };
}

/** True where the hour may still get its second digit: `1.05` on the way from `14.05` to `15.05`. */
function isUnsettled(text: string): boolean {
  return /^\s*\d[.:]/.test(text);
}
