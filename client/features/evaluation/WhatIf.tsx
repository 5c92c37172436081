import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Dimension,
  dimensions,
  type Evaluation,
  maxScore,
  type Scores,
} from '#shared/model/evaluation.ts';
import { toWeightedScore } from '#shared/rules/evaluation.ts';
import { Tag } from '../../components/desk/Message.tsx';
import styles from './evaluation.module.css';
import { readNumber, toDifferenceText, toFieldText, toScoreText } from './evaluationWords.ts';

/** What the final score would be with other scores; only on this screen. */
export function WhatIf({ evaluation }: { readonly evaluation: Evaluation }) {
  const { t } = useTranslation('evaluation');
  const [scores, setScores] = useState<Scores>(evaluation.scores);
  const now = toWeightedScore(evaluation.scores, evaluation.weights).value;
  const then = toWeightedScore(scores, evaluation.weights).value;
  const isChanged = dimensions.some((one) => scores[one] !== evaluation.scores[one]);
  return (
    <section className={`card stack ${styles['whatIf']}`} aria-labelledby="andaikan">
      <div className="row">
        <h2 id="andaikan">{t('whatIf.title')}</h2>
        <Tag tone="info">{t('whatIf.mark')}</Tag>
      </div>
      <p className="quiet">{t('whatIf.lead')}</p>
      {dimensions.map((dimension) => (
        <Slider
          key={dimension}
          dimension={dimension}
          value={scores[dimension]}
          onChange={(value) => setScores({ ...scores, [dimension]: value })}
        />
      ))}
      <div className={styles['result']} role="status">
        {then === null ? (
          <span className="quiet">{t('whatIf.none')}</span>
        ) : (
          <>
            <strong>{t('whatIf.result', { value: toScoreText(then) })}</strong>
            <span>
              {now === null
                ? null
                : isChanged
                  ? t('whatIf.difference', {
                      difference: toDifferenceText(then - now),
                      value: toScoreText(now),
                    })
                  : t('whatIf.same')}
            </span>
          </>
        )}
      </div>
      <div>
        <button type="button" disabled={!isChanged} onClick={() => setScores(evaluation.scores)}>
          {t('whatIf.reset')}
        </button>
      </div>
    </section>
  );
}

interface SliderProps {
  readonly dimension: Dimension;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}

/** A slider with a field beside it; what is typed counts once it is a score. Without a score the slider has no thumb: it would stand at 0. */
function Slider({ dimension, value, onChange }: SliderProps) {
  const { t } = useTranslation('evaluation');
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const name = t(`dimension.${dimension}`);
  const type = (text: string): void => {
    setTyped(text);
    const given = readNumber(text);
    if (given === null || (given >= 0 && given <= maxScore)) onChange(given);
  };
  return (
    <div className={styles['slider']}>
      <label htmlFor={id}>{name}</label>
      <input
        type="range"
        aria-label={t('whatIf.slider', { dimension: name })}
        min={0}
        max={maxScore}
        step={0.01}
        value={value ?? 0}
        data-unknown={value === null}
        aria-valuetext={value === null ? t('noScore') : undefined}
        onChange={(event) => {
          setTyped(null);
          onChange(Number(event.target.value));
        }}
      />
      <input
        id={id}
        aria-label={t('whatIf.field', { dimension: name })}
        inputMode="decimal"
        maxLength={5}
        autoComplete="off"
        placeholder={t('noScore')}
        value={typed ?? toFieldText(value)}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
