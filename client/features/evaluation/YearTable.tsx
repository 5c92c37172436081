import { useTranslation } from 'react-i18next';
import { dimensions, type Evaluation } from '#shared/model/evaluation.ts';
import { toWeightedScore } from '#shared/rules/evaluation.ts';
import { Tag } from '../../components/desk/Message.tsx';
import styles from './evaluation.module.css';
import { toScoreText } from './evaluationWords.ts';

/** Scores of all years beside each other, newest first. */
export function YearTable({ years }: { readonly years: readonly Evaluation[] }) {
  const { t } = useTranslation('evaluation');
  return (
    <section className="card stack" aria-labelledby="tahun">
      <h2 id="tahun">{t('compare.title')}</h2>
      <table className={`${styles['dimensions']} ${styles['stacked']}`}>
        <thead>
          <tr>
            <th scope="col">{t('form.year')}</th>
            {dimensions.map((one) => (
              <th key={one} scope="col" className="number">
                {t(`dimension.${one}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('compare.final')}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((evaluation) => (
            <YearRow key={evaluation.year} evaluation={evaluation} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function YearRow({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const { year, scores, weights, published, origin } = evaluation;
  const { value } = toWeightedScore(scores, weights);
  return (
    <tr>
      <th scope="row">
        {year} {origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
      </th>
      {dimensions.map((one) => {
        const score = scores[one];
        return (
          <td key={one} className="number" data-label={t(`dimension.${one}`)}>
            {score === null ? <span className="quiet">{t('noScore')}</span> : toScoreText(score)}
          </td>
        );
      })}
      <td className="number" data-label={t('compare.final')}>
        {published !== null ? (
          <strong>{toScoreText(published)}</strong>
        ) : value === null ? (
          <span className="quiet">{t('estimate.none')}</span>
        ) : (
          <span>
            {toScoreText(value)} <small className="quiet">({t('compare.computed')})</small>
          </span>
        )}
      </td>
    </tr>
  );
}
