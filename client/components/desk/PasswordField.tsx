import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check } from './Check.tsx';
import { TextField } from './TextField.tsx';

interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A new one is offered to the password manager to be made. */
  readonly isNew?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
}

/** A password that can be looked at while typing; pasting is allowed. */
export function PasswordField({ label, value, onChange, isNew = false, hint, error }: PasswordFieldProps) {
  const { t } = useTranslation('entry');
  const [isShown, setShown] = useState(false);
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        error={error}
        type={isShown ? 'text' : 'password'}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        maxLength={128}
        required
        value={value}
        onChange={onChange}
      />
      <Check checked={isShown} onChange={setShown}>
        {t('signIn.show')}
      </Check>
    </div>
  );
}
