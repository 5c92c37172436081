import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Dimension,
  dimensions,
  type Evaluation,
  type EvaluationChange,
  type EvaluationList,
} from '#shared/model/evaluation.ts';
import { toWeightSum } from '#shared/rules/evaluation.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FieldError } from '../../components/desk/Field.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { putEvaluation } from '../../connection/desk/evaluations.ts';
import { useEvaluationLine } from '../../hooks/desk/useEvaluations.ts';
import { toNumberText } from '../../lib/desk/format.ts';
import styles from './evaluation.module.css';
import { readNumber, toFieldText } from './evaluationWords.ts';

type ByDimension = Readonly<Record<Dimension, string>>;

interface Draft {
  readonly year: string;
  readonly scheme: string;
  readonly weights: ByDimension;
  readonly scores: ByDimension;
  readonly published: string;
  readonly rank: string;
  readonly note: string;
  readonly source: string;
}

function toTexts(values: Readonly<Record<Dimension, number | null>> | undefined): ByDimension {
  return Object.fromEntries(
    dimensions.map((one) => [one, toFieldText(values?.[one] ?? null)]),
  ) as ByDimension;
}

function toNumbers(texts: ByDimension): Record<Dimension, number | null> {
  return Object.fromEntries(dimensions.map((one) => [one, readNumber(texts[one])])) as Record<
    Dimension,
    number | null
  >;
}

function toDraft(start: Evaluation | null, { schemes, years }: EvaluationFormProps['list']): Draft {
  const [scheme] = schemes;
  return {
    year: String(start?.year ?? Math.max(0, ...years.map(({ year }) => year)) + 1),
    scheme: start ? (start.scheme ?? '') : (scheme?.id ?? ''),
    weights: toTexts(start?.weights ?? scheme?.weights),
    scores: toTexts(start?.scores),
    published: toFieldText(start?.published ?? null),
    rank: start?.rank ?? '',
    note: start?.note ?? '',
    source: start?.source?.label ?? '',
  };
}

function toChange(draft: Draft): Omit<EvaluationChange, 'key'> {
  return {
    scheme: draft.scheme || null,
    weights: toNumbers(draft.weights) as EvaluationChange['weights'],
    scores: toNumbers(draft.scores),
    published: readNumber(draft.published),
    rank: draft.rank.trim() || null,
    note: draft.note.trim() || null,
    source: draft.source.trim() || null,
  };
}

interface EvaluationFormProps {
  readonly list: Pick<EvaluationList, 'schemes' | 'years'>;
  /** Null for a new year. */
  readonly start: Evaluation | null;
  readonly onSaved: (year: number) => void;
  readonly onClose: () => void;
}

/** Weights and published scores of one year. */
export function EvaluationForm({ list, start, onSaved, onClose }: EvaluationFormProps) {
  const { t } = useTranslation('evaluation');
  const line = useEvaluationLine();
  const [draft, setDraft] = useState(() => toDraft(start, list));
  const [version] = useState(start?.version ?? 0);
  const change = (patch: Partial<Draft>): void => setDraft({ ...draft, ...patch });
  const year = Number(draft.year);
  const isThere = start === null && list.years.some((one) => one.year === year);
  const send = async (): Promise<void> => {
    if (isThere) return;
    const body = { ...toChange(draft), version };
    if (!(await line.send(body, (keyed) => putEvaluation(year, keyed)))) return;
    onSaved(year);
    onClose();
  };
  return (
    <FormDialog
      title={start ? t('form.editTitle', { year: start.year }) : t('form.newTitle')}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      {start ? null : (
        <TextField
          label={t('form.year')}
          error={isThere ? t('form.yearThere', { year }) : undefined}
          inputMode="numeric"
          pattern="20[1-9][0-9]"
          required
          maxLength={4}
          value={draft.year}
          onChange={(text) => change({ year: text })}
        />
      )}
      <WeightFields draft={draft} list={list} at={line.at} onChange={change} />
      <fieldset className="stack" data-tight>
        <legend className="strong">{t('form.scores')}</legend>
        <p className="quiet">{t('form.scoresHint')}</p>
        <div className={styles['five']}>
          {dimensions.map((one) => (
            <TextField
              key={one}
              label={t('form.score', { dimension: t(`dimension.${one}`) })}
              error={line.at(`/scores/${one}`)}
              inputMode="decimal"
              maxLength={6}
              value={draft.scores[one]}
              onChange={(text) => change({ scores: { ...draft.scores, [one]: text } })}
            />
          ))}
        </div>
      </fieldset>
      <div className="pair">
        <TextField
          label={t('form.published')}
          error={line.at('/published')}
          inputMode="decimal"
          maxLength={6}
          value={draft.published}
          onChange={(published) => change({ published })}
        />
        <TextField
          label={t('form.rank')}
          error={line.at('/rank')}
          maxLength={200}
          value={draft.rank}
          onChange={(rank) => change({ rank })}
        />
      </div>
      <TextField
        label={t('form.source')}
        hint={t('form.sourceHint')}
        error={line.at('/source')}
        maxLength={200}
        value={draft.source}
        onChange={(source) => change({ source })}
      />
      <TextField
        label={t('form.note')}
        error={line.at('/note')}
        isLong
        maxLength={1_000}
        value={draft.note}
        onChange={(note) => change({ note })}
      />
    </FormDialog>
  );
}

interface WeightFieldsProps {
  readonly draft: Draft;
  readonly list: EvaluationFormProps['list'];
  readonly at: (pointer: string) => string | undefined;
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** A weight that is changed by hand is no longer that of the set. */
function WeightFields({ draft, list, at, onChange }: WeightFieldsProps) {
  const { t } = useTranslation('evaluation');
  const numbers = toNumbers(draft.weights);
  const sum = toWeightSum(
    Object.fromEntries(dimensions.map((one) => [one, numbers[one] ?? 0])) as EvaluationChange['weights'],
  );
  const choose = (id: string): void => {
    const weights = list.schemes.find((one) => one.id === id)?.weights;
    onChange({ scheme: id, ...(weights ? { weights: toTexts(weights) } : {}) });
  };
  const told = at('/weights') ?? (sum === 100 ? undefined : t('form.weightSum', { sum: toNumberText(sum) }));
  return (
    <>
      <ChoiceField
        label={t('form.scheme')}
        error={at('/scheme')}
        value={draft.scheme}
        choices={[...list.schemes.map(({ id, name }) => [id, name] as const), ['', t('form.schemeOwn')]]}
        onChange={choose}
      />
      <fieldset className="stack" data-tight>
        <legend className="strong">{t('form.weights')}</legend>
        <div className={styles['five']}>
          {dimensions.map((one) => (
            <TextField
              key={one}
              label={t('form.weight', { dimension: t(`dimension.${one}`) })}
              error={at(`/weights/${one}`)}
              inputMode="decimal"
              required
              maxLength={6}
              value={draft.weights[one]}
              onChange={(text) => onChange({ scheme: '', weights: { ...draft.weights, [one]: text } })}
            />
          ))}
        </div>
        {told ? <FieldError>{told}</FieldError> : null}
      </fieldset>
    </>
  );
}
