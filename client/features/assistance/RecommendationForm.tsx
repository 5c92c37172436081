import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  assistanceLimits,
  type NewRecommendation,
  type Occasion,
  type Recommendation,
} from '#shared/model/assistance.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { IndicatorSelect } from '../../components/desk/IndicatorSelect.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Facts of a recommendation as the server takes them. */
export type RecommendationFacts = Omit<NewRecommendation, 'key'>;

interface Draft {
  readonly occasion: string;
  readonly from: string;
  readonly givenOn: string;
  readonly text: string;
  readonly pillar: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly indicators: readonly string[];
}

function toDraft(one: Recommendation | null): Draft {
  return {
    occasion: one?.occasion ?? '',
    from: one?.from ?? '',
    givenOn: one?.givenOn ?? '',
    text: one?.text ?? '',
    pillar: one?.pillar ?? '',
    owner: one?.owner ?? '',
    dueOn: one?.dueOn ?? '',
    indicators: one?.indicators ?? [],
  };
}

function toFacts(draft: Draft): RecommendationFacts {
  return {
    occasion: draft.occasion || null,
    from: draft.from.trim(),
    givenOn: draft.givenOn,
    text: draft.text.trim(),
    pillar: (draft.pillar || null) as RecommendationFacts['pillar'],
    owner: draft.owner as RecommendationFacts['owner'],
    dueOn: draft.dueOn,
    indicators: draft.indicators as RecommendationFacts['indicators'],
  };
}

interface RecommendationFormProps {
  readonly title: string;
  /** Null for a new one. */
  readonly start: Recommendation | null;
  readonly occasions: readonly Occasion[];
  readonly submit: Pick<Submit, 'isBusy' | 'failure' | 'at'>;
  readonly onSend: (facts: RecommendationFacts) => void;
  readonly onClose: () => void;
}

/** What was recommended, by whom, and who follows it up. */
export function RecommendationForm(props: RecommendationFormProps) {
  const { title, start, occasions, submit, onSend, onClose } = props;
  const { t } = useTranslation('assistance');
  const { catalogue } = useNames();
  const [draft, setDraft] = useState(() => toDraft(start));
  const change = (patch: Partial<Draft>): void => setDraft({ ...draft, ...patch });
  const pillars =
    catalogue?.pillars.map(({ id, name }) => [id as string, name[deskLanguage()]] as const) ?? [];
  return (
    <FormDialog
      title={title}
      submit={t('common:save')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => onSend(toFacts(draft))}
      onClose={onClose}
    >
      <ChoiceField
        label={t('field.occasion')}
        error={submit.at('/occasion')}
        value={draft.occasion}
        choices={[['', t('field.occasionOther')], ...occasions.map(({ id, name }) => [id, name] as const)]}
        onChange={(occasion) => change({ occasion })}
      />
      <div className="pair">
        <TextField
          label={t('field.from')}
          hint={t('field.fromHint')}
          error={submit.at('/from')}
          required
          maxLength={160}
          value={draft.from}
          onChange={(from) => change({ from })}
        />
        <TextField
          type="date"
          label={t('field.givenOn')}
          error={submit.at('/givenOn')}
          required
          value={draft.givenOn}
          onChange={(givenOn) => change({ givenOn })}
        />
      </div>
      <TextField
        label={t('field.text')}
        error={submit.at('/text')}
        isLong
        required
        minLength={5}
        maxLength={1_000}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <ChoiceField
        label={t('field.pillar')}
        value={draft.pillar}
        choices={[['', t('field.noPillar')], ...pillars]}
        onChange={(pillar) => change({ pillar })}
      />
      <div className="pair">
        <AgencySelect
          label={t('field.owner')}
          agencies={catalogue?.agencies ?? []}
          error={submit.at('/owner')}
          value={draft.owner}
          onChange={(owner) => change({ owner })}
        />
        <TextField
          type="date"
          label={t('field.dueOn')}
          error={submit.at('/dueOn')}
          required
          value={draft.dueOn}
          onChange={(dueOn) => change({ dueOn })}
        />
      </div>
      <IndicatorFields draft={draft} at={submit.at} onChange={change} />
    </FormDialog>
  );
}

interface IndicatorFieldsProps {
  readonly draft: Draft;
  readonly at: Submit['at'];
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** The chosen ones and one place more; a place that is emptied goes away. */
function IndicatorFields({ draft, at, onChange }: IndicatorFieldsProps) {
  const { t } = useTranslation('assistance');
  const { indicators } = draft;
  const places = [...indicators, ''].slice(0, assistanceLimits.indicators);
  const put = (index: number, id: string): void =>
    onChange({ indicators: places.map((one, at_) => (at_ === index ? id : one)).filter(Boolean) });
  return (
    <fieldset className="stack" data-tight>
      <legend className="strong">{t('field.indicators')}</legend>
      <p className="quiet">{t('field.indicatorsHint')}</p>
      {places.map((id, index) => (
        <IndicatorSelect
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is what it stands at
          key={index}
          label={t('field.indicator', { n: index + 1 })}
          none={t('field.noIndicator')}
          error={at(`/indicators/${index}`)}
          value={id}
          onChange={(chosen) => put(index, chosen)}
        />
      ))}
    </fieldset>
  );
}
