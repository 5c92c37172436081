import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AgreementSummary, agreementDocuments } from '#shared/model/agreement.ts';
import { agreementTypeIds } from '#shared/model/agreementTypes.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { type Facts, type FactsDraft, titleBounds, toFacts } from './agreementDraft.ts';
import { toTypeName } from './agreementWords.ts';
import { PartyFields } from './PartyFields.tsx';

interface AgreementFormProps {
  readonly title: string;
  readonly start: FactsDraft;
  /** Those that it may go on from. */
  readonly others: readonly Pick<AgreementSummary, 'id' | 'title'>[];
  readonly submit: Pick<Submit, 'isBusy' | 'failure' | 'at'>;
  readonly onSend: (facts: Facts) => void;
  readonly onClose: () => void;
}

/** The facts of an agreement; what is not known stays empty. */
export function AgreementForm({ title, start, others, submit, onSend, onClose }: AgreementFormProps) {
  const { t } = useTranslation('agreement');
  const [draft, setDraft] = useState(start);
  const change = (patch: Partial<FactsDraft>): void => setDraft({ ...draft, ...patch });
  return (
    <FormDialog
      title={title}
      submit={t('common:save')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => onSend(toFacts(draft))}
      onClose={onClose}
    >
      <TextField
        label={t('form.title')}
        error={submit.at('/title')}
        required
        minLength={titleBounds.min}
        maxLength={titleBounds.max}
        value={draft.title}
        onChange={(text) => change({ title: text })}
      />
      <ChoiceField
        label={t('form.type')}
        value={draft.type}
        choices={agreementTypeIds.map((id) => [id, toTypeName(id)] as const)}
        onChange={(type) => change({ type })}
      />
      <ChoiceField
        label={t('form.document')}
        value={draft.document}
        choices={agreementDocuments.map((id) => [id, t(`document.${id}`)] as const)}
        onChange={(document) => change({ document })}
      />
      <TextField
        label={t('form.number')}
        error={submit.at('/number')}
        maxLength={120}
        value={draft.number}
        onChange={(number) => change({ number })}
      />
      <PartyFields draft={draft} at={submit.at} onChange={setDraft} />
      <DayFields draft={draft} at={submit.at} onChange={change} />
      <ChoiceField
        label={t('form.predecessor')}
        error={submit.at('/predecessor')}
        value={draft.predecessor}
        choices={[['', t('form.noPredecessor')], ...others.map(({ id, title: name }) => [id, name] as const)]}
        onChange={(predecessor) => change({ predecessor })}
      />
      {(['scope', 'note'] as const).map((name) => (
        <TextField
          key={name}
          label={t(`form.${name}`)}
          error={submit.at(`/${name}`)}
          isLong
          maxLength={2_000}
          value={draft[name]}
          onChange={(text) => change({ [name]: text })}
        />
      ))}
    </FormDialog>
  );
}

interface DayFieldsProps {
  readonly draft: FactsDraft;
  readonly at: Submit['at'];
  readonly onChange: (patch: Partial<FactsDraft>) => void;
}

function DayFields({ draft, at, onChange }: DayFieldsProps) {
  const { t } = useTranslation('agreement');
  return (
    <>
      <div className="pair">
        <TextField
          type="date"
          label={t('form.signedOn')}
          hint={t('form.signedOnHint')}
          error={at('/signedOn')}
          value={draft.signedOn}
          onChange={(signedOn) => onChange({ signedOn })}
        />
        <TextField
          label={t('form.signedPlace')}
          error={at('/signedPlace')}
          maxLength={160}
          value={draft.signedPlace}
          onChange={(signedPlace) => onChange({ signedPlace })}
        />
      </div>
      <div className="pair">
        <TextField
          type="date"
          label={t('form.validFrom')}
          error={at('/validFrom')}
          value={draft.validFrom}
          onChange={(validFrom) => onChange({ validFrom })}
        />
        <TextField
          type="date"
          label={t('form.validUntil')}
          error={at('/validUntil')}
          value={draft.validUntil}
          onChange={(validUntil) => onChange({ validUntil })}
        />
      </div>
    </>
  );
}
