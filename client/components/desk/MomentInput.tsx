import { useTranslation } from 'react-i18next';
import { ClockInput } from './ClockInput.tsx';
import type { FieldIds } from './Field.tsx';
import styles from './kit.module.css';

interface MomentInputProps {
  readonly ids: FieldIds;
  /** `2026-11-28T14:05`; without what is not typed yet. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A day and a time of day. */
export function MomentInput({ ids, value, onChange }: MomentInputProps) {
  const { t } = useTranslation();
  const [day = '', clock = ''] = value.split('T');
  return (
    <div className={styles['moment']}>
      <input
        {...ids}
        type="date"
        required
        value={day}
        onChange={(event) => onChange(`${event.target.value}T${clock}`)}
      />
      <ClockInput
        aria-label={t('clock')}
        required
        value={clock}
        onChange={(next) => onChange(`${day}T${next}`)}
      />
    </div>
  );
}
