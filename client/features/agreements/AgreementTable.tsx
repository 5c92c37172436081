import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AgreementSummary } from '#shared/model/agreement.ts';
import { isRenewalWanted, toValidity } from '#shared/rules/agreement.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { toDateText } from '../../lib/desk/format.ts';
import styles from './agreements.module.css';
import { toTypeName } from './agreementWords.ts';
import { ValidityTag } from './ValidityTag.tsx';

interface AgreementListProps {
  readonly items: readonly AgreementSummary[];
  /** `YYYY-MM-DD` in the region's zone. */
  readonly today: string;
}

/** What ends soon or has ended, and has no successor. */
export function RenewalWarnings({ items, today }: AgreementListProps) {
  const { t } = useTranslation('agreement');
  return items.flatMap((item) => {
    const validity = toValidity(item, item.successors.length > 0, today);
    if (item.validUntil === null || !isRenewalWanted(validity)) return [];
    const words = { title: item.title, day: toDateText(item.validUntil), days: validity.days };
    return (
      <Message key={item.id} tone={validity.kind === 'ending' ? 'watch' : 'bad'}>
        {t(`renew.${validity.kind}`, words)}
      </Message>
    );
  });
}

const columns = ['agreement', 'parties', 'signed', 'validity', 'plan'] as const;

/** Agreements, newest first. */
export function AgreementTable({ items, today }: AgreementListProps) {
  const { t } = useTranslation('agreement');
  return (
    <div className="card">
      <table className={styles['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <AgreementRow key={item.id} item={item} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AgreementRow({ item, today }: { readonly item: AgreementSummary; readonly today: string }) {
  const { t } = useTranslation('agreement');
  const validity = toValidity(item, item.successors.length > 0, today);
  return (
    <tr>
      <td>
        <Link className={styles['title']} to={`/kesepakatan/${item.id}`}>
          {item.title}
        </Link>{' '}
        {item.origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
        <div className={styles['under']}>
          {t(`document.${item.document}`)} · {toTypeName(item.type)}
          {item.number === null ? '' : ` · ${item.number}`}
        </div>
      </td>
      <td>{item.parties.map(({ institution }) => institution).join('; ')}</td>
      <td>
        {item.signedOn === null ? <span className="quiet">–</span> : toDateText(item.signedOn)}
        <div className={styles['under']}>{item.signedPlace}</div>
      </td>
      <td>
        <ValidityTag validity={validity} />
        {item.validUntil === null ? null : (
          <div className={styles['under']}>{t('until', { day: toDateText(item.validUntil) })}</div>
        )}
      </td>
      <td>
        <Plan counts={item.counts} />
      </td>
    </tr>
  );
}

/** How much of an action plan is done; what was dropped does not count. */
function Plan({ counts }: Pick<AgreementSummary, 'counts'>) {
  const { t } = useTranslation('agreement');
  const { done, late, open } = counts;
  const all = done + late + open;
  if (all === 0) return <span className="quiet">{t('planNone')}</span>;
  return (
    <div className={styles['plan']}>
      <span>{t('plan', { done, all })}</span>
      <span className={styles['bar']} aria-hidden="true">
        <span style={{ width: `${(done / all) * 100}%` }} />
        <span data-late style={{ width: `${(late / all) * 100}%` }} />
      </span>
      {late > 0 ? <Tag tone="bad">{t('planLate', { count: late })}</Tag> : null}
    </div>
  );
}
