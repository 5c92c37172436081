import { useTranslation } from 'react-i18next';
import { Field } from '../../components/desk/Field.tsx';

const minutes = [1, 5, 15, 30, 60, 240];

interface LengthFieldProps {
  readonly label: string;
  /** Seconds; null for until released. */
  readonly value: number | null;
  readonly onChange: (seconds: number | null) => void;
  /** Words for no end; left out where there must be one. */
  readonly open?: string;
}

/** How long something stands on a wall. */
export function LengthField({ label, value, onChange, open }: LengthFieldProps) {
  const { t } = useTranslation('wall');
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          {open ? <option value="">{open}</option> : null}
          {minutes.map((count) => (
            <option key={count} value={count * 60}>
              {t('send.minutes', { count })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
