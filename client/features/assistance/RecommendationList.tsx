import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AssistanceList, Recommendation } from '#shared/model/assistance.ts';
import { toDaysBetween } from '#shared/rules/agreement.ts';
import { isFollowUpLate, toFollowUp } from '#shared/rules/assistance.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { toDateText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './assistance.module.css';
import { Chain } from './Chain.tsx';

const filters = ['open', 'late', 'decided', 'over', 'all'] as const;
type Filter = (typeof filters)[number];

function isShown(one: Recommendation, filter: Filter, today: string): boolean {
  const step = toFollowUp(one);
  if (filter === 'late') return isFollowUpLate(one, today);
  if (filter === 'open') return step === 'waiting' || step === 'answered';
  if (filter === 'decided') return step === 'decided';
  return filter === 'all' || step === 'closed' || step === 'dropped';
}

/** Recommendations, those that are late first. */
export function RecommendationList({ items, occasions, figures, today }: AssistanceList) {
  const { t } = useTranslation('assistance');
  const [filter, setFilter] = useState<Filter>('all');
  const shown = items.filter((one) => isShown(one, filter, today));
  return (
    <>
      <fieldset className={`row ${styles['filter']}`}>
        <legend className="visually-hidden">{t('show')}</legend>
        {filters.map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {t(`filter.${one}`, { count: items.filter((item) => isShown(item, one, today)).length })}
          </button>
        ))}
      </fieldset>
      {shown.length === 0 ? (
        <Empty>
          <p className="strong">{t(`none.${filter}`)}</p>
          {items.length === 0 ? <p>{t('noneHint')}</p> : null}
        </Empty>
      ) : null}
      <ul className={styles['list']}>
        {shown.map((one) => (
          <li key={one.id} className="card stack">
            <RecommendationHead recommendation={one} today={today} isLinked />
            <Chain
              recommendation={one}
              occasion={occasions.find(({ id }) => id === one.occasion) ?? null}
              figures={figures}
              today={today}
            />
          </li>
        ))}
      </ul>
      {shown.some(({ indicators }) => indicators.length > 0) ? (
        <p className="quiet">{t('effectNote')}</p>
      ) : null}
    </>
  );
}

const tones: Readonly<Record<ReturnType<typeof toFollowUp>, Tone>> = {
  waiting: 'info',
  answered: 'info',
  decided: 'good',
  closed: 'good',
  dropped: 'plain',
};

interface HeadProps {
  readonly recommendation: Recommendation;
  readonly today: string;
  /** True where its owner leads to the page of its own. */
  readonly isLinked?: boolean;
}

/** How a recommendation stands, whose it is and by when. */
export function RecommendationHead({ recommendation, today, isLinked = false }: HeadProps) {
  const { t } = useTranslation('assistance');
  const names = useNames();
  const { id, owner, pillar, dueOn, origin } = recommendation;
  const step = toFollowUp(recommendation);
  const isLate = isFollowUpLate(recommendation, today);
  const pillarName = names.catalogue?.pillars.find((one) => one.id === pillar)?.name[deskLanguage()];
  const who = [names.agencyName(owner), pillarName].filter(Boolean).join(' · ');
  return (
    <div className="row">
      <h2 className="small">
        {isLinked ? (
          <Link className={styles['title']} to={`/pendampingan/${id}`}>
            {who}
          </Link>
        ) : (
          who
        )}
      </h2>
      <Tag tone={tones[step]}>{t(`state.${step}`)}</Tag>
      {isLate ? <Tag tone="bad">{t('lateBy', { days: toDaysBetween(dueOn, today) })}</Tag> : null}
      {step === 'waiting' || step === 'answered' ? (
        <span className="quiet">{t('due', { day: toDateText(dueOn) })}</span>
      ) : null}
      {origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
    </div>
  );
}
