import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Survey } from '#shared/model/evaluation.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { ReasonDialog } from '../../components/desk/ReasonDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { addSurvey, enterSurvey } from '../../connection/desk/evaluations.ts';
import { useEvaluationLine } from '../../hooks/desk/useEvaluations.ts';
import { readNumber, toFieldText } from './evaluationWords.ts';

interface SurveyFormProps {
  readonly year: number;
  /** Null for a new one. */
  readonly survey: Survey | null;
  readonly onClose: () => void;
}

function toDraft(survey: Survey | null) {
  return {
    programme: survey?.programme ?? '',
    question: survey?.question ?? '',
    respondents: survey ? String(survey.respondents) : '',
    score: toFieldText(survey?.score ?? null),
    scale: survey ? toFieldText(survey.scale) : '4',
    source: survey?.source ?? '',
  };
}

type Draft = ReturnType<typeof toDraft>;

function toBody(year: number, draft: Draft) {
  return {
    year,
    programme: draft.programme.trim(),
    question: draft.question.trim(),
    respondents: Number(draft.respondents),
    score: readNumber(draft.score) as number,
    scale: readNumber(draft.scale) as number,
    source: draft.source.trim(),
  };
}

/** The result of a survey for one programme. */
export function SurveyForm({ year, survey, onClose }: SurveyFormProps) {
  const { t } = useTranslation('evaluation');
  const line = useEvaluationLine();
  const [draft, setDraft] = useState(() => toDraft(survey));
  const change = (patch: Partial<Draft>): void => setDraft({ ...draft, ...patch });
  const send = async (): Promise<void> => {
    const body = toBody(year, draft);
    const isDone =
      survey === null
        ? await line.send(body, addSurvey)
        : await line.send({ kind: 'change' as const, version: survey.version, ...body }, (keyed) =>
            enterSurvey(survey.id, keyed),
          );
    if (isDone) onClose();
  };
  return (
    <FormDialog
      title={t(survey === null ? 'survey.add' : 'survey.editTitle')}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      {(['programme', 'question', 'source'] as const).map((name) => (
        <TextField
          key={name}
          label={t(`survey.${name}`)}
          error={line.at(`/${name}`)}
          required
          maxLength={name === 'question' ? 400 : name === 'source' ? 200 : 160}
          value={draft[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
      <TextField
        label={t('survey.respondents')}
        error={line.at('/respondents')}
        inputMode="numeric"
        pattern="[0-9]+"
        required
        maxLength={8}
        value={draft.respondents}
        onChange={(respondents) => change({ respondents })}
      />
      <div className="pair">
        {(['score', 'scale'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`survey.${name}`)}
            error={line.at(`/${name}`)}
            inputMode="decimal"
            required
            maxLength={8}
            value={draft[name]}
            onChange={(text) => change({ [name]: text })}
          />
        ))}
      </div>
    </FormDialog>
  );
}

/** Takes a result away, with the reason. */
export function RemoveSurvey({ survey, onClose }: { readonly survey: Survey; readonly onClose: () => void }) {
  const { t } = useTranslation('evaluation');
  const line = useEvaluationLine();
  const send = async (reason: string): Promise<void> => {
    const body = { kind: 'remove' as const, reason };
    if (await line.send(body, (keyed) => enterSurvey(survey.id, keyed))) onClose();
  };
  return (
    <ReasonDialog
      title={t('survey.removeTitle')}
      submit={t('survey.remove')}
      lead={t('survey.removeLead')}
      kind="danger"
      isBusy={line.isBusy}
      failure={line.failure}
      error={line.at('/reason')}
      onSubmit={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
