import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occasion, Recommendation } from '#shared/model/assistance.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { isFollowUpLate } from '#shared/rules/assistance.ts';
import { toDateText } from '../../lib/desk/format.ts';
import styles from './assistance.module.css';
import { EffectList } from './EffectList.tsx';

interface ChainProps {
  readonly recommendation: Recommendation;
  readonly occasion: Occasion | null;
  readonly figures: readonly OfficialFigure[];
  readonly today: string;
}

/** A recommendation and what followed it, step by step. */
export function Chain({ recommendation, occasion, figures, today }: ChainProps) {
  const { t } = useTranslation('assistance');
  const { response, decision, closed, dropped } = recommendation;
  const isLate = isFollowUpLate(recommendation, today);
  const hasEffect = recommendation.figures.some(({ value }) => value !== null);
  return (
    <div className={styles['chain']}>
      <Step name="recommendation" isThere>
        <p>{recommendation.text}</p>
        <p className="quiet">
          {t('given', { from: recommendation.from, day: toDateText(recommendation.givenOn) })}
          {occasion ? ` · ${occasion.name}` : null}
        </p>
      </Step>
      <Step name="response" isThere={response !== null} isLate={isLate && response === null}>
        {response ? (
          <>
            <p>{response.text}</p>
            <p className="quiet">{toDateText(response.on)}</p>
          </>
        ) : (
          <p className="quiet">{t('noResponse')}</p>
        )}
      </Step>
      <Step name="decision" isThere={decision !== null} isLate={isLate}>
        {decision ? (
          <>
            <p>{decision.title}</p>
            <p className="quiet">
              {t(`decisionKind.${decision.decisionKind}`)}
              {decision.number === null ? '' : ` ${decision.number}`} · {toDateText(decision.on)}
            </p>
          </>
        ) : (
          <p className="quiet">{t('noDecision')}</p>
        )}
      </Step>
      <Step name="effect" isThere={decision !== null && hasEffect}>
        <EffectList recommendation={recommendation} figures={figures} />
        {closed ? <p>{t('closedOn', { day: toDateText(closed.on), text: closed.text })}</p> : null}
        {dropped === null ? null : <p>{t('dropped', { reason: dropped })}</p>}
      </Step>
    </div>
  );
}

interface StepProps {
  readonly name: 'recommendation' | 'response' | 'decision' | 'effect';
  readonly isThere: boolean;
  readonly isLate?: boolean;
  readonly children: ReactNode;
}

function Step({ name, isThere, isLate = false, children }: StepProps) {
  const { t } = useTranslation('assistance');
  return (
    <div
      className={styles['step']}
      data-there={isThere || undefined}
      data-late={(isLate && !isThere) || undefined}
    >
      <h3>{t(`step.${name}`)}</h3>
      {children}
    </div>
  );
}
