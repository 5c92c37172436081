import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Evaluation, type Survey, surveyRule } from '#shared/model/evaluation.ts';
import { isCountingSurvey, toSurveyState } from '#shared/rules/evaluation.ts';
import { Tag } from '../../components/desk/Message.tsx';
import { toNumberText, toPercentText } from '../../lib/desk/format.ts';
import styles from './evaluation.module.css';
import { toScoreText } from './evaluationWords.ts';
import { RemoveSurvey, SurveyForm } from './SurveyForm.tsx';

interface SurveysProps {
  readonly year: number;
  /** Those of the year. */
  readonly surveys: readonly Survey[];
  readonly scores: Evaluation['scores'] | null;
  readonly mayReview: boolean;
}

type Acting = { readonly kind: 'add' } | { readonly kind: 'change' | 'remove'; readonly survey: Survey };

/** What citizens said, beside the official score; too few answers are shown and do not count. */
export function Surveys({ year, surveys, scores, mayReview }: SurveysProps) {
  const { t } = useTranslation('evaluation');
  const [acting, setActing] = useState<Acting | null>(null);
  const { counting, isWhole, share } = toSurveyState(surveys);
  const { programmes } = surveyRule;
  const impact = scores?.impact ?? null;
  const close = (): void => setActing(null);
  return (
    <section className="card stack" aria-labelledby="survei">
      <div className="row" data-apart>
        <h2 id="survei">{t('survey.title')}</h2>
        {mayReview ? (
          <button type="button" onClick={() => setActing({ kind: 'add' })}>
            {t('survey.add')}
          </button>
        ) : null}
      </div>
      <p className="quiet">{t('survey.lead', surveyRule)}</p>
      {surveys.length === 0 ? (
        <p>{t('survey.none', { year })}</p>
      ) : (
        <>
          <SurveyTable surveys={surveys} mayReview={mayReview} onAct={setActing} />
          <p>
            <Tag tone={isWhole ? 'good' : 'watch'}>{t('survey.whole', { counting, programmes })}</Tag>{' '}
            {share === null ? null : t('survey.mean', { share: toPercentText(share) })}
          </p>
        </>
      )}
      <p>
        {impact === null
          ? t('survey.officialNone', { year })
          : t('survey.official', { year, score: toScoreText(impact) })}
      </p>
      {acting?.kind === 'remove' ? <RemoveSurvey survey={acting.survey} onClose={close} /> : null}
      {acting?.kind === 'add' || acting?.kind === 'change' ? (
        <SurveyForm year={year} survey={acting.kind === 'change' ? acting.survey : null} onClose={close} />
      ) : null}
    </section>
  );
}

interface SurveyTableProps extends Pick<SurveysProps, 'surveys' | 'mayReview'> {
  readonly onAct: (acting: Acting) => void;
}

function SurveyTable({ surveys, mayReview, onAct }: SurveyTableProps) {
  const { t } = useTranslation('evaluation');
  return (
    <table className={styles['stacked']}>
      <thead>
        <tr>
          <th scope="col">{t('survey.programme')}</th>
          <th scope="col">{t('survey.question')}</th>
          <th scope="col" className="number">
            {t('survey.respondents')}
          </th>
          <th scope="col" className="number">
            {t('survey.score')}
          </th>
          <th scope="col">{t('survey.source')}</th>
          {mayReview ? <td /> : null}
        </tr>
      </thead>
      <tbody>
        {surveys.map((survey) => (
          <tr key={survey.id}>
            <th scope="row">
              {survey.programme}{' '}
              {survey.origin === 'simulated' ? <Tag tone="watch">{t('official:simulated')}</Tag> : null}
              <div>
                {isCountingSurvey(survey) ? null : <Tag tone="watch">{t('survey.few', surveyRule)}</Tag>}
              </div>
            </th>
            <td>{survey.question}</td>
            <td className="number" data-label={t('survey.respondents')}>
              {toNumberText(survey.respondents)}
            </td>
            <td className="number" data-label={t('survey.score')}>
              {t('survey.of', { score: toNumberText(survey.score), scale: toNumberText(survey.scale) })}
            </td>
            <td>{survey.source}</td>
            {mayReview ? (
              <td>
                <span className="row">
                  {(['change', 'remove'] as const).map((kind) => (
                    <button
                      key={kind}
                      type="button"
                      data-kind="quiet"
                      aria-label={t(`survey.${kind}Of`, { name: survey.programme })}
                      onClick={() => onAct({ kind, survey })}
                    >
                      {t(`survey.${kind}`)}
                    </button>
                  ))}
                </span>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
