import { useTranslation } from 'react-i18next';
import { FreshnessMark } from '../../components/FreshnessMark.tsx';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useSituation } from '../../hooks/useSituation.ts';
import styles from './Totals.module.css';

/** How the regency's figures stand, in four numbers: what is current, late, never sent and refused. */
export function Totals() {
  const { t } = useTranslation();
  const { counts } = useSituation();
  return (
    <section className={styles.totals} aria-labelledby="totals-title">
      <h3 id="totals-title" className={styles.title}>
        {t('totals.title')} <span>{t('totals.of', { total: counts.total })}</span>
      </h3>
      <dl className={styles.list}>
        <div className={styles.item}>
          <dd className={styles.count}>{counts.current}</dd>
          <dt className={styles.word}>{t('totals.current')}</dt>
        </div>
        <div className={styles.item}>
          <dd className={styles.count}>{counts.late}</dd>
          <dt className={styles.word}>
            <FreshnessMark freshness="late" /> {t('totals.late')}
          </dt>
        </div>
        <div className={styles.item}>
          <dd className={styles.count}>{counts.none}</dd>
          <dt className={styles.word}>
            <StatusMark status="down" /> {t('totals.none')}
          </dt>
        </div>
        {counts.rejected > 0 && (
          <div className={styles.item}>
            <dd className={styles.count}>{counts.rejected}</dd>
            <dt className={styles.word}>{t('totals.rejected')}</dt>
          </div>
        )}
      </dl>
    </section>
  );
}
