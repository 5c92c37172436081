import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decisionKinds, type Recommendation } from '#shared/model/assistance.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { ReasonDialog } from '../../components/desk/ReasonDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useRecommendationLine } from '../../hooks/desk/useRecommendation.ts';
import { useToday } from '../../hooks/desk/useToday.ts';

/** What is done with a recommendation. */
export type FollowUpAct = 'response' | 'decision' | 'close' | 'drop' | 'reopen';

interface FollowUpDialogProps {
  readonly recommendation: Recommendation;
  readonly act: FollowUpAct;
  readonly onClose: () => void;
}

/** The dialog of what is done with a recommendation. */
export function FollowUpDialog({ recommendation, act, onClose }: FollowUpDialogProps) {
  if (act === 'decision') return <DecisionDialog recommendation={recommendation} onClose={onClose} />;
  if (act === 'drop' || act === 'reopen')
    return <WhyDialog recommendation={recommendation} act={act} onClose={onClose} />;
  return <WordsDialog recommendation={recommendation} act={act} onClose={onClose} />;
}

type OneProps = Omit<FollowUpDialogProps, 'act'>;

/** A response, or what came of it in the end: words and a day. */
function WordsDialog({ recommendation, act, onClose }: OneProps & { readonly act: 'response' | 'close' }) {
  const { t } = useTranslation('assistance');
  const line = useRecommendationLine(recommendation.id);
  const today = useToday();
  const before = act === 'response' ? recommendation.response : recommendation.closed;
  const [text, setText] = useState(before?.text ?? '');
  const [on, setOn] = useState(before?.on ?? today);
  const send = async (): Promise<void> => {
    if (await line.enter({ kind: act, text: text.trim(), on })) onClose();
  };
  return (
    <FormDialog
      title={t(`act.${act}`)}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p className="quiet">{recommendation.text}</p>
      <TextField
        label={t(act === 'response' ? 'field.responseText' : 'field.closeText')}
        error={line.at('/text')}
        isLong
        required
        maxLength={1_000}
        value={text}
        onChange={setText}
      />
      <TextField
        type="date"
        label={t('field.on')}
        error={line.at('/on')}
        required
        max={today}
        value={on}
        onChange={setOn}
      />
    </FormDialog>
  );
}

function DecisionDialog({ recommendation, onClose }: OneProps) {
  const { t } = useTranslation('assistance');
  const line = useRecommendationLine(recommendation.id);
  const today = useToday();
  const { decision } = recommendation;
  const [kind, setKind] = useState(decision?.decisionKind ?? 'regulation');
  const [title, setTitle] = useState(decision?.title ?? '');
  const [number, setNumber] = useState(decision?.number ?? '');
  const [on, setOn] = useState(decision?.on ?? today);
  const send = async (): Promise<void> => {
    const fields = { decisionKind: kind, title: title.trim(), number: number.trim() || null, on };
    if (await line.enter({ kind: 'decision', ...fields })) onClose();
  };
  return (
    <FormDialog
      title={t('act.decision')}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p className="quiet">{recommendation.text}</p>
      <ChoiceField
        label={t('field.decisionKind')}
        value={kind}
        choices={decisionKinds.map((one) => [one, t(`decisionKind.${one}`)] as const)}
        onChange={setKind}
      />
      <TextField
        label={t('field.decisionTitle')}
        error={line.at('/title')}
        required
        maxLength={240}
        value={title}
        onChange={setTitle}
      />
      <div className="pair">
        <TextField
          label={t('field.number')}
          error={line.at('/number')}
          maxLength={120}
          value={number}
          onChange={setNumber}
        />
        <TextField
          type="date"
          label={t('field.on')}
          error={line.at('/on')}
          required
          max={today}
          value={on}
          onChange={setOn}
        />
      </div>
    </FormDialog>
  );
}

function WhyDialog({ recommendation, act, onClose }: OneProps & { readonly act: 'drop' | 'reopen' }) {
  const { t } = useTranslation('assistance');
  const line = useRecommendationLine(recommendation.id);
  const send = async (reason: string): Promise<void> => {
    if (await line.enter({ kind: act, reason })) onClose();
  };
  return (
    <ReasonDialog
      title={t(`act.${act}`)}
      submit={t(`act.${act}`)}
      lead={act === 'drop' ? t('dropLead') : recommendation.text}
      kind={act === 'drop' ? 'danger' : 'main'}
      isBusy={line.isBusy}
      failure={line.failure}
      error={line.at('/reason')}
      onSubmit={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
