import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PromiseList } from '#shared/model/agreement.ts';
import { isSigned, toItemState } from '#shared/rules/agreement.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { toDateText } from '../../lib/desk/format.ts';
import styles from './agreements.module.css';
import { ItemRow } from './ItemRow.tsx';

const filters = ['late', 'open', 'done', 'all'] as const;
type Filter = (typeof filters)[number];
type Promised = PromiseList['items'];

/** Promises by their agreement, newest agreement first; what is late is shown until something else is chosen. */
export function PromiseGroups({ items, today, figures }: PromiseList) {
  const { t } = useTranslation('agreement');
  const [filter, setFilter] = useState<Filter>('late');
  const of = (wanted: Filter): Promised =>
    wanted === 'all' ? items : items.filter(({ item }) => toItemState(item, today) === wanted);
  const groups = new Map<string, Promised>();
  for (const one of of(filter)) {
    const { id } = one.agreement;
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return (
    <>
      <fieldset className={`row ${styles['filter']}`}>
        <legend className="visually-hidden">{t('promise.show')}</legend>
        {filters.map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {t(`promise.filter.${one}`, { count: of(one).length })}
          </button>
        ))}
      </fieldset>
      {groups.size === 0 ? (
        <Empty>
          <p className="strong">{t(`promise.none.${filter}`)}</p>
          {items.length === 0 ? <p>{t('promise.noneHint')}</p> : null}
        </Empty>
      ) : null}
      {[...groups].map(([id, promised]) => (
        <section key={id} className={`card ${styles['group']}`} aria-labelledby={`janji-${id}`}>
          <GroupHead agreement={promised[0]?.agreement} today={today} />
          <ul className={styles['items']}>
            {promised.map(({ item }) => (
              <ItemRow key={item.id} item={item} today={today} figures={figures} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

interface GroupHeadProps {
  readonly agreement: Promised[number]['agreement'] | undefined;
  readonly today: string;
}

function GroupHead({ agreement, today }: GroupHeadProps) {
  const { t } = useTranslation('agreement');
  if (!agreement) return null;
  const { id, title, signedOn, origin } = agreement;
  return (
    <div className="row">
      <h2 id={`janji-${id}`}>
        <Link to={`/kesepakatan/${id}`}>{title}</Link>
      </h2>
      <span className="quiet">
        {signedOn === null
          ? t(isSigned(agreement, today) ? 'promise.signedUnknown' : 'validity.unsigned')
          : t('promise.signed', { day: toDateText(signedOn) })}
      </span>
      {origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
    </div>
  );
}
