import { useTranslation } from 'react-i18next';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';

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
    <ChoiceField
      label={label}
      value={value ?? ''}
      choices={[
        ...(open ? [['', open] as const] : []),
        ...minutes.map((count) => [count * 60, t('send.minutes', { count })] as const),
      ]}
      onChange={(seconds) => onChange(seconds === '' ? null : seconds)}
    />
  );
}
