import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findPasswordFault, maxPasswordLength, minPasswordLength } from '#shared/rules/password.ts';

/** A new password with what is wrong with it, told once it was sent. */
export interface NewPassword {
  readonly value: string;
  readonly hint: string;
  readonly error: string | undefined;
  set(value: string): void;
  /** True when it is good; from then on faults are told while typing. */
  check(about: readonly string[]): boolean;
  clear(): void;
}

/** Judges a new password by the same rule as the server. */
export function useNewPassword(): NewPassword {
  const { t } = useTranslation('entry');
  const [value, setValue] = useState('');
  const [about, setAbout] = useState<readonly string[] | null>(null);
  const limits = { min: minPasswordLength, max: maxPasswordLength };
  const fault = about ? findPasswordFault(value, about) : null;
  return {
    value,
    hint: t('passwordHint', limits),
    error: fault ? t(`fault.${fault}`, limits) : undefined,
    set: setValue,
    clear() {
      setValue('');
      setAbout(null);
    },
    check(given) {
      setAbout(given);
      return findPasswordFault(value, given) === null;
    },
  };
}
