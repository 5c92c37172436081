import { useTranslation } from 'react-i18next';
import type { AssistanceList } from '#shared/model/assistance.ts';
import styles from './assistance.module.css';

type OccasionTableProps = Pick<AssistanceList, 'occasions' | 'items'>;

/** Meetings that are public, with how many recommendations of each are recorded. */
export function OccasionTable({ occasions, items }: OccasionTableProps) {
  const { t } = useTranslation('assistance');
  if (occasions.length === 0) return <p className="quiet">{t('occasionsNone')}</p>;
  return (
    <table className={styles['occasions']}>
      <thead>
        <tr>
          {(['meeting', 'topic', 'period', 'source', 'count'] as const).map((column) => (
            <th key={column} scope="col" className={column === 'count' ? 'number' : undefined}>
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {occasions.map(({ id, name, topic, period, source, surety }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{topic}</td>
            <td>{period}</td>
            <td>
              {source.label}
              <div className="quiet">{t(`official:surety.${surety}`)}</div>
            </td>
            <td className="number" data-label={t('column.count')}>
              {items.filter(({ occasion }) => occasion === id).length}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
