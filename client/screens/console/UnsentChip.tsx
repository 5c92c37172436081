import { MailWarning } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useUnsent } from '../../hooks/desk/useSendQueue.ts';
import styles from './DutyChip.module.css';

/** Lines that are in no log yet and wait for their writer, on every page of the console; nothing while there are none. */
export function UnsentChip() {
  const { t } = useTranslation('console');
  const unsent = useUnsent();
  return (
    <div role="status" className={styles['quiet']}>
      {unsent ? (
        <Link className={styles['chip']} to={unsent.to} data-watch>
          <MailWarning size={18} aria-hidden="true" />
          {t('unsent', { count: unsent.count })}
        </Link>
      ) : null}
    </div>
  );
}
