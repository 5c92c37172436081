import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackMinutes as Minutes } from '#shared/model/pack.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { toInstantText, toValueText } from '../../lib/desk/format.ts';
import { usePackWords } from './packWords.ts';

interface PackMinutesProps {
  readonly minutes: Minutes;
  readonly zone: string;
}

/** Minutes of a session as they were frozen. */
export function PackMinutes({ minutes, zone }: PackMinutesProps) {
  const { t } = useTranslation('pack');
  const { agenda, attendance, decisions, questions, signatures, summary } = minutes;
  return (
    <>
      {summary ? (
        <Part title={t('summary')}>
          <p>{summary}</p>
        </Part>
      ) : null}
      <Part title={t('decisions')}>
        {decisions.length === 0 ? <Empty>{t('noDecisions')}</Empty> : null}
        <ol className="stack" data-tight>
          {decisions.map((decision) => (
            <li key={`${decision.at} ${decision.text}`}>
              <Decision decision={decision} zone={zone} />
            </li>
          ))}
        </ol>
      </Part>
      {questions.length > 0 ? (
        <Part title={t('questions')}>
          <ol>
            {questions.map(({ text, at, answer }) => (
              <li key={`${at} ${text}`}>
                {text} <span className="quiet">{answer?.text ?? t('unanswered')}</span>
              </li>
            ))}
          </ol>
        </Part>
      ) : null}
      {agenda.length > 0 ? (
        <Part title={t('agenda')}>
          <ol>
            {agenda.map(({ title }) => (
              <li key={title}>{title}</li>
            ))}
          </ol>
        </Part>
      ) : null}
      <Part title={t('attendance', { count: attendance.length })}>
        <p>
          {attendance
            .map(({ name, speaksFor, isGuest }) =>
              [name, speaksFor, isGuest ? t('guest') : null].filter(Boolean).join(', '),
            )
            .join('; ') || '–'}
        </p>
      </Part>
      {signatures.length > 0 ? (
        <Part title={t('signatures')}>
          <ol>
            {signatures.map(({ place, party, name, office, signed }) => (
              <li key={place}>
                {party}: {name}, {office}{' '}
                <span className="quiet">{signed ? toInstantText(signed.at, zone) : t('unsigned')}</span>
              </li>
            ))}
          </ol>
          <p className="quiet">{t('signatureCaution')}</p>
        </Part>
      ) : null}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="stack" data-tight>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

interface DecisionProps {
  readonly decision: Minutes['decisions'][number];
  readonly zone: string;
}

function Decision({ decision, zone }: DecisionProps) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const { text, owner, dueOn, withdrawn, figure } = decision;
  return (
    <>
      <p>{withdrawn === null ? text : <del>{text}</del>}</p>
      <p className="quiet">
        {t('owner')}: {owner} · {t('due')}: {dueOn}
        {withdrawn === null ? '' : ` · ${t('withdrawn', { reason: withdrawn })}`}
      </p>
      {figure ? (
        <p className="quiet">
          {figure.name}, {figure.areaName}:{' '}
          {toValueText(figure.value, { unit: figure.unit, unitEn: figure.unit })}
          {figure.observedAt === null ? '' : ` (${figure.period ?? toInstantText(figure.observedAt, zone)})`}
          {words.decided(figure).map((word) => ` · ${word}`)}
        </p>
      ) : null}
    </>
  );
}
