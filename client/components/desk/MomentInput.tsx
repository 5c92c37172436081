import { useTranslation } from 'react-i18next';
import { ClockInput } from './ClockInput.tsx';
import type { FieldIds } from './Field.tsx';
import styles from './kit.module.css';

interface MomentInputProps {
  readonly ids: FieldIds;
  /** Of the field: the clock is named after it too. */
  readonly label: string;
  /** `2026-11-28T14:05`; without what is not typed yet. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day and a time of day. */
export function MomentInput({ ids, label, value, onChange }: MomentInputProps) {
  const { t } = useTranslation();
  const { id, ...told } = ids;
  const [day = '', clock = ''] = value.split('T');
  return (
    <div className={styles['moment']}>
      <input
        {...told}
        id={id}
        type="date"
        required
        value={day}
        onChange={(event) => onChange(`${event.target.value}T${clock}`)}
      />
      <ClockInput
        {...told}
        aria-label={`${label}, ${t('clock')}`}
        required
        value={clock}
        onChange={(next) => onChange(`${day}T${next}`)}
      />
    </div>
  );
}
