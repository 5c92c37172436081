import { useTranslation } from 'react-i18next';
import { TextField } from './TextField.tsx';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
  readonly error?: string | undefined;
}

/** Why something is done; it stands in the audit trail. */
export function ReasonField({ value, onChange, label, error }: ReasonFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      label={label ?? t('reason')}
      hint={t('reasonHint')}
      error={error}
      required
      maxLength={300}
      value={value}
      onChange={onChange}
    />
  );
}
