import { useTranslation } from 'react-i18next';
import type { AlarmSeverity } from '#shared/model/alarm.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { severityMarks } from '../../lib/severityMarks.ts';
import styles from './incidents.module.css';

/** Severity by shape and word; the colour only helps. */
export function SeverityWord({ severity }: { readonly severity: AlarmSeverity }) {
  const { t } = useTranslation('incident');
  return (
    <span className={styles['severity']} data-severity={severity}>
      <StatusMark status={severityMarks[severity]} /> {t(`severity.${severity}`)}
    </span>
  );
}
