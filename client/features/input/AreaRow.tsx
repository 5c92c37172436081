import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { FieldError } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toNumberText, toPercentText, toPeriodText, toValueText } from '../../lib/desk/format.ts';
import styles from './FigureForm.module.css';
import type { JudgedRow, TypedRow } from './formState.ts';
import type { RowFault, RowQuestion } from './judgeRow.ts';

interface AreaRowProps {
  readonly judgedRow: JudgedRow;
  readonly indicator: Indicator;
  readonly isLocked: boolean;
  /** True once the form was sent: then a missing reason is told. */
  readonly isTried: boolean;
  readonly serverFault: string | undefined;
  readonly onChange: (typed: TypedRow) => void;
  readonly onTrail: () => void;
}

/** One area of a form: what was, what stands, what is typed, and what that was read as. */
export function AreaRow(props: AreaRowProps) {
  const { judgedRow, indicator, isLocked, isTried, serverFault, onChange, onTrail } = props;
  const { t } = useTranslation('input');
  const id = useId();
  const { row, typed, judged, needsReason } = judgedRow;
  const fault = judged.fault ? <FaultText fault={judged.fault} indicator={indicator} /> : null;
  const isFaulty = fault !== null || (isTried && needsReason) || serverFault !== undefined;
  return (
    <li className={styles['rowItem']} data-faulty={isFaulty || undefined}>
      <div className={styles['entry']}>
        <label className="strong" htmlFor={id}>
          {row.name}
        </label>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          enterKeyHint="next"
          autoComplete="off"
          maxLength={30}
          disabled={isLocked}
          aria-describedby={`${id}-hint ${id}-echo`}
          aria-invalid={isFaulty || undefined}
          value={typed.text}
          onChange={(event) => onChange({ ...typed, text: event.target.value })}
        />
        <div className="quiet" id={`${id}-hint`}>
          <Known judgedRow={judgedRow} indicator={indicator} />
        </div>
        {row.current ? (
          <button
            type="button"
            data-kind="quiet"
            onClick={onTrail}
            aria-label={t('form.trailOf', { area: row.name })}
          >
            {t('form.trail')}
          </button>
        ) : null}
      </div>
      <div id={`${id}-echo`} aria-live="polite">
        {fault || serverFault ? <FieldError>{fault ?? serverFault}</FieldError> : null}
        {judged.value !== null && !fault ? (
          <p className={styles['echo']}>{t('form.echo', { value: toValueText(judged.value, indicator) })}</p>
        ) : null}
        {judged.maybePercent !== null ? (
          <Message tone="watch">
            {t('form.maybePercent', { value: `${toNumberText(judged.maybePercent)} %` })}
          </Message>
        ) : null}
      </div>
      {judged.question ? (
        <TextField
          label={t('form.reason', { area: row.name })}
          hint={<QuestionText question={judged.question} indicator={indicator} />}
          error={isTried && needsReason ? t('form.reasonNeeded') : undefined}
          maxLength={180}
          value={typed.reason}
          onChange={(reason) => onChange({ ...typed, reason })}
        />
      ) : null}
    </li>
  );
}

function Known({ judgedRow: { row }, indicator }: Pick<AreaRowProps, 'judgedRow' | 'indicator'>) {
  const { t } = useTranslation('input');
  const { t: common } = useTranslation();
  const { zone } = useZone();
  const last = row.before.at(-1);
  return (
    <>
      {last
        ? t('form.last', {
            value: toValueText(last.value, indicator),
            period: toPeriodText(last.observedAt, indicator.cadence, zone),
          })
        : t('form.noLast')}
      {row.current ? (
        <>
          <br />
          {t('form.current', {
            value: toValueText(row.current.value, indicator),
            state: common(`verificationState.${row.current.verification}`),
          })}
        </>
      ) : null}
      {row.held ? (
        <>
          <br />
          {t('form.held', { value: toValueText(row.held.value, indicator) })}
        </>
      ) : null}
    </>
  );
}

function FaultText({ fault, indicator }: { readonly fault: RowFault; readonly indicator: Indicator }) {
  const { t } = useTranslation('input');
  switch (fault.code) {
    case 'ambiguous':
      return t('form.ambiguous', { thousand: fault.thousand, decimal: fault.decimal });
    case 'outOfRange':
      return t('form.outOfRange', {
        min: toValueText(fault.min, indicator),
        max: toValueText(fault.max, indicator),
      });
    default:
      return t(`form.${fault.code}`);
  }
}

function QuestionText({
  question,
  indicator,
}: {
  readonly question: RowQuestion;
  readonly indicator: Indicator;
}) {
  const { t } = useTranslation('input');
  if (question.code === 'outlier') {
    const [low, high] = [question.low, question.high].map((one) =>
      toValueText(Number(one.toFixed(indicator.decimals)), indicator),
    );
    return t('form.odd.outlier', { low, high });
  }
  const previous = toValueText(question.previous, indicator);
  if (question.code === 'correction') return t('form.odd.correction', { previous });
  const { factor } = question;
  return t(`form.odd.${question.code}`, {
    previous,
    times: toNumberText(Number(factor.toPrecision(2))),
    percent: toPercentText(factor),
  });
}
