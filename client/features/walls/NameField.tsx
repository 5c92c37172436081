import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/desk/TextField.tsx';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly error?: string | undefined;
}

/** A wall's name in its address; what cannot stand there becomes a hyphen while typing. */
export function NameField({ value, onChange, error }: NameFieldProps) {
  const { t } = useTranslation('wall');
  return (
    <TextField
      label={t('pair.name')}
      hint={t('pair.nameHint', { name: value || '…' })}
      error={error}
      required
      minLength={2}
      maxLength={40}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(text) => onChange(toSlug(text))}
    />
  );
}

/** The name of an address from what people write. */
export function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40);
}
