import { useTranslation } from 'react-i18next';
import { Field } from '../../components/desk/Field.tsx';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  readonly error?: string | undefined;
}

/** A wall's name in its address; what cannot stand there becomes a hyphen while typing. */
export function NameField({ value, onChange, error }: NameFieldProps) {
  const { t } = useTranslation('wall');
  return (
    <Field label={t('pair.name')} hint={t('pair.nameHint', { name: value || '…' })} error={error}>
      {(ids) => (
        <input
          {...ids}
          required
          minLength={2}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(toSlug(event.target.value))}
        />
      )}
    </Field>
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
