import { useTranslation } from 'react-i18next';
import type { AlarmSeverity } from '#shared/model/alarm.ts';
import { type IncidentKind, incidentKinds } from '#shared/model/incident.ts';
import { alarmSeverities } from '#shared/model/lists.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import styles from './incidents.module.css';
import { SeverityWord } from './SeverityWord.tsx';

/** What an incident is, apart from where. */
export interface Facts {
  readonly title: string;
  /** Null until it is chosen: nothing of an incident is guessed. */
  readonly kind: IncidentKind | null;
  readonly severity: AlarmSeverity | null;
}

interface FactFieldsProps {
  readonly facts: Facts;
  readonly onChange: (patch: Partial<Facts>) => void;
  readonly titleError?: string | undefined;
}

/** Title, kind and severity. */
export function FactFields({ facts, onChange, titleError }: FactFieldsProps) {
  const { t } = useTranslation('incident');
  return (
    <>
      <TextField
        label={t('field.title')}
        hint={t('field.titleHint')}
        error={titleError}
        data-first
        required
        minLength={3}
        maxLength={160}
        value={facts.title}
        onChange={(title) => onChange({ title })}
      />
      <ChoiceField
        label={t('field.kind')}
        value={facts.kind ?? ''}
        choices={[
          ['', t('common:choose')],
          ...incidentKinds.map((kind) => [kind, t(`kind.${kind}`)] as const),
        ]}
        required
        onChange={(kind) => onChange({ kind: kind || null })}
      />
      <fieldset className={styles['severities']}>
        <legend>{t('field.severity')}</legend>
        {alarmSeverities.map((severity) => (
          <label key={severity}>
            <input
              type="radio"
              name="severity"
              required
              checked={facts.severity === severity}
              onChange={() => onChange({ severity })}
            />
            <SeverityWord severity={severity} />
          </label>
        ))}
      </fieldset>
    </>
  );
}
