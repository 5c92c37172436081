import { useTranslation } from 'react-i18next';
import { type EvaluationList, maxScore } from '#shared/model/evaluation.ts';
import { listGains, type WeightedScore } from '#shared/rules/evaluation.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { toNumberText } from '../../lib/desk/format.ts';
import styles from './evaluation.module.css';
import { toDifferenceText, toScoreText } from './evaluationWords.ts';

interface DimensionTableProps extends Pick<EvaluationList, 'estimates' | 'simulated'> {
  readonly year: number;
  readonly weighted: WeightedScore;
}

const columns = ['dimension', 'weight', 'score', 'points', 'gain', 'estimate'] as const;

/** What each dimension weighs, scores and brings, beside what Simpul reckons of it. */
export function DimensionTable({ year, weighted, estimates, simulated }: DimensionTableProps) {
  const { t } = useTranslation('evaluation');
  return (
    <section className="card stack" aria-labelledby="dimensi">
      <h2 id="dimensi">{t('tableLabel', { year })}</h2>
      <table className={`${styles['dimensions']} ${styles['stacked']}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={isNumber(column) ? 'number' : undefined}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weighted.contributions.map((one) => (
            <tr key={one.dimension}>
              <th scope="row">
                {t(`dimension.${one.dimension}`)}
                <small>{t(`measures.${one.dimension}`)}</small>
              </th>
              <td className="number" data-label={t('column.weight')}>
                {toNumberText(one.weight)} %
              </td>
              <td className="number" data-label={t('column.score')}>
                {one.score === null ? <span className="quiet">{t('noScore')}</span> : toScoreText(one.score)}
              </td>
              <td data-label={t('column.points')}>
                <Points points={one.points} weight={one.weight} />
              </td>
              <td className="number" data-label={t('column.gain')}>
                {one.toGain === null ? (
                  <span className="quiet">{t('noScore')}</span>
                ) : (
                  toDifferenceText(one.toGain)
                )}
              </td>
              <td data-label={t('column.estimate')}>
                <EstimateCell name={one.dimension} estimate={estimates[one.dimension]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">
        {t('estimate.note')} {simulated ? <Tag tone="watch">{t('estimate.simulated')}</Tag> : null}
      </p>
      <details>
        <summary>{t('estimate.rules')}</summary>
        <ul className="quiet">
          {(['output', 'outcome', 'impact', 'quickWin', 'baseline', 'least'] as const).map((rule) => (
            <li key={rule}>{t(`estimate.rule.${rule}`)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const isNumber = (column: (typeof columns)[number]): boolean =>
  column === 'weight' || column === 'score' || column === 'gain';

/** The bar is full when the dimension brings all that it can. */
function Points({ points, weight }: { readonly points: number | null; readonly weight: number }) {
  const { t } = useTranslation('evaluation');
  if (points === null) return <span className="quiet">{t('noScore')}</span>;
  const most = (maxScore * weight) / 100;
  return (
    <span className={styles['points']}>
      {toScoreText(points)}
      <span className={styles['bar']} aria-hidden="true">
        <span style={{ width: `${most === 0 ? 0 : (points / most) * 100}%` }} />
      </span>
    </span>
  );
}

interface EstimateCellProps {
  readonly name: keyof EvaluationList['estimates'];
  readonly estimate: EvaluationList['estimates'][keyof EvaluationList['estimates']];
}

function EstimateCell({ name, estimate: { value, counted, of } }: EstimateCellProps) {
  const { t } = useTranslation('evaluation');
  if (name === 'baseline') return <span className="quiet">{t('estimate.noRule')}</span>;
  return (
    <span>
      {value === null ? <span className="quiet">{t('estimate.none')}</span> : toScoreText(value)}
      <br />
      <small className="quiet">
        {t(of === 0 ? 'estimate.coverageNone' : 'estimate.coverage', { counted, of })}
      </small>
    </span>
  );
}

/** Dimensions by what they would bring to the final score; those that cannot be told are named apart. */
export function Gains({ weighted }: { readonly weighted: WeightedScore }) {
  const { t } = useTranslation('evaluation');
  const gains = listGains(weighted);
  const unknown = weighted.contributions.filter(({ toGain }) => toGain === null);
  const names = unknown.map(({ dimension }) => t(`dimension.${dimension}`)).join(', ');
  return (
    <section className="card stack" aria-labelledby="naik">
      <h2 id="naik">{t('gains.title')}</h2>
      {gains.length > 0 ? (
        <ol className="stack" data-tight>
          {gains.map(({ dimension, toGain, weight }, index) => (
            <li key={dimension}>
              {index + 1}.{' '}
              {t('gains.line', {
                dimension: t(`dimension.${dimension}`),
                max: maxScore,
                gain: toScoreText(toGain),
              })}{' '}
              <span className="quiet">{t('gains.step', { step: toNumberText(weight / 1_000) })}</span>
            </li>
          ))}
        </ol>
      ) : null}
      {names ? <p className="quiet">{t('gains.unknown', { names })}</p> : null}
    </section>
  );
}
