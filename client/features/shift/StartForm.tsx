import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { startShift } from '../../connection/desk/shifts.ts';
import { useMayOperate, useZone } from '../../hooks/desk/useDesk.ts';
import { useShiftDeed } from '../../hooks/desk/useShift.ts';
import { shiftNames, toShiftName } from '../../lib/desk/shiftNames.ts';
import styles from './Shift.module.css';

interface NameFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** Name of a shift: one of the three of a day, or the room's own. */
export function NameField({ label, value, onChange, error }: NameFieldProps) {
  const { t } = useTranslation('shift');
  const list = useId();
  return (
    <Field label={label} hint={t('start.hint')} error={error}>
      {(ids) => (
        <>
          <input
            {...ids}
            required
            maxLength={40}
            list={list}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {shiftNames.map((name) => (
              <option key={name} value={t(`names.${name}`)} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

/** The name that fits the hour. */
export function useUsualName(): string {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  return t(`names.${toShiftName(Date.now(), zone)}`);
}

/** Starts a shift where there is none. */
export function StartForm() {
  const { t } = useTranslation('shift');
  const mayOperate = useMayOperate();
  const [name, setName] = useState(useUsualName());
  const deed = useShiftDeed();
  const go = (event: FormEvent): void => {
    event.preventDefault();
    void deed.run(() => startShift(name));
  };
  if (!mayOperate) return <Message tone="watch">{t('start.watch')}</Message>;
  return (
    <form className={`card stack ${styles['start']}`} onSubmit={go}>
      <h2>{t('start.title')}</h2>
      <p>{t('start.none')}</p>
      <NameField label={t('start.name')} value={name} onChange={setName} error={deed.at('/name')} />
      {deed.failure ? <Message tone="bad">{deed.failure}</Message> : null}
      <div className="row">
        <button type="submit" data-kind="main" disabled={deed.isBusy}>
          {t('start.go')}
        </button>
      </div>
    </form>
  );
}
