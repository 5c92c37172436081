import { useTranslation } from 'react-i18next';
import { type Evaluation, maxScore, type WeightScheme } from '#shared/model/evaluation.ts';
import { toPrinted, type WeightedScore } from '#shared/rules/evaluation.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './evaluation.module.css';
import { toDifferenceText, toExactText, toScoreText } from './evaluationWords.ts';

interface FinalScoreProps {
  readonly evaluation: Evaluation;
  readonly weighted: WeightedScore;
  readonly schemes: readonly WeightScheme[];
}

/** The published score beside the one that its parts give. */
export function FinalScore({ evaluation, weighted, schemes }: FinalScoreProps) {
  const { t } = useTranslation('evaluation');
  const { year, published, rank, note, origin, source, surety } = evaluation;
  const scheme = schemes.find(({ id }) => id === evaluation.scheme);
  return (
    <section className="card stack" aria-labelledby="nilai">
      <div className="row">
        <h2 id="nilai">{t('final.title', { year })}</h2>
        {origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
      </div>
      {published === null ? (
        <p className="quiet">{t('final.notPublished')}</p>
      ) : (
        <p className={styles['final']}>
          <strong>{toScoreText(published)}</strong>
          <span className="quiet">
            {t('final.of', { max: maxScore })} · {t('final.published')}
          </span>
        </p>
      )}
      <dl className={styles['facts']}>
        <dt>{t('final.computed')}</dt>
        <dd>
          <Computed weighted={weighted} published={published} scheme={scheme?.name ?? evaluation.scheme} />
        </dd>
        <dt>{t('final.balance')}</dt>
        <dd>
          {weighted.balance === null ? t('final.incomplete') : toScoreText(weighted.balance)}
          <p className="quiet">{t('final.balanceHint')}</p>
        </dd>
        {rank === null ? null : (
          <>
            <dt>{t('final.rank')}</dt>
            <dd>{rank}</dd>
          </>
        )}
        {scheme ? (
          <>
            <dt>{t('final.weights')}</dt>
            <dd>
              {t('final.weightsOf', { name: scheme.name, surety: t(`official:surety.${scheme.surety}`) })}
              <p className="quiet">{scheme.note?.[deskLanguage()]}</p>
            </dd>
          </>
        ) : null}
        {note === null ? null : (
          <>
            <dt>{t('final.note')}</dt>
            <dd>{note}</dd>
          </>
        )}
        <dt>{t('official:source')}</dt>
        <dd>
          {source?.label ?? t('official:sourceDesk')}
          {origin !== 'published' && source && source.key !== 'desk'
            ? ` · ${t('official:sourceChanged')}`
            : null}
          {surety ? ` · ${t(`official:surety.${surety}`)}` : null}
        </dd>
      </dl>
    </section>
  );
}

interface ComputedProps {
  readonly weighted: WeightedScore;
  readonly published: number | null;
  /** Name of the weights; null for one's own. */
  readonly scheme: string | null;
}

function Computed({ weighted, published, scheme }: ComputedProps) {
  const { t } = useTranslation('evaluation');
  const { value } = weighted;
  if (value === null) return t('final.incomplete');
  const difference = published === null ? null : toPrinted(value) - published;
  const words = { value: toExactText(value), scheme: scheme ?? t('final.own') };
  return (
    <>
      {t('final.computedOf', words)}{' '}
      {difference === null ? null : Math.abs(difference) < 0.005 ? (
        <Tag tone="good">{t('final.matches')}</Tag>
      ) : (
        <Tag tone="watch">{t('final.differs', { difference: toDifferenceText(difference) })}</Tag>
      )}
    </>
  );
}
