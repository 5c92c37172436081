import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionItem, Agreement } from '#shared/model/agreement.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { IndicatorSelect } from '../../components/desk/IndicatorSelect.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useAgreementLine } from '../../hooks/desk/useAgreement.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { type ItemDraft, toItemDraft, toItemFields } from './agreementDraft.ts';

interface ItemDialogProps {
  readonly agreement: Agreement;
  /** Null for a new one. */
  readonly item: ActionItem | null;
  readonly onClose: () => void;
}

/** Adds an item to the action plan, or changes one. */
export function ItemDialog({ agreement, item, onClose }: ItemDialogProps) {
  const { t } = useTranslation('agreement');
  const line = useAgreementLine(agreement.id);
  const [draft, setDraft] = useState(() => toItemDraft(item));
  // What was looked at when the form was opened; another's change meanwhile is told, not overwritten.
  const [version] = useState(agreement.version);
  const change = (patch: Partial<ItemDraft>): void => setDraft({ ...draft, ...patch });
  const send = async (): Promise<void> => {
    const fields = toItemFields(draft);
    const isDone =
      item === null
        ? await line.enter({ kind: 'item', ...fields })
        : await line.enter({ kind: 'item-change', item: item.id, ...fields }, version);
    if (isDone) onClose();
  };
  return (
    <FormDialog
      title={t(item === null ? 'items.add' : 'items.editTitle')}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('items.text')}
        error={line.at('/text')}
        isLong
        rows={2}
        required
        minLength={3}
        maxLength={500}
        value={draft.text}
        onChange={(text) => change({ text })}
      />
      <TextField
        label={t('items.milestone')}
        hint={t('items.milestoneHint')}
        error={line.at('/milestone')}
        maxLength={300}
        value={draft.milestone}
        onChange={(milestone) => change({ milestone })}
      />
      <OwnerFields agreement={agreement} draft={draft} at={line.at} onChange={change} />
      <TextField
        type="date"
        label={t('items.dueOn')}
        error={line.at('/dueOn')}
        required
        value={draft.dueOn}
        onChange={(dueOn) => change({ dueOn })}
      />
      <IndicatorSelect
        label={t('items.indicator')}
        none={t('items.noIndicator')}
        error={line.at('/indicator')}
        value={draft.indicator}
        onChange={(indicator) => change({ indicator })}
      />
      <TextField
        label={t('items.programme')}
        hint={t('items.programmeHint')}
        error={line.at('/programme')}
        maxLength={160}
        value={draft.programme}
        onChange={(programme) => change({ programme })}
      />
    </FormDialog>
  );
}

interface OwnerFieldsProps {
  readonly agreement: Agreement;
  readonly draft: ItemDraft;
  readonly at: Submit['at'];
  readonly onChange: (patch: Partial<ItemDraft>) => void;
}

function OwnerFields({ agreement, draft, at, onChange }: OwnerFieldsProps) {
  const { t } = useTranslation('agreement');
  const { catalogue } = useNames();
  return (
    <div className="pair">
      <ChoiceField
        label={t('items.ownerKind')}
        value={draft.kind}
        choices={[
          ['agency', t('items.ownerAgency')],
          ['party', t('items.ownerParty')],
        ]}
        onChange={(kind) => onChange({ kind })}
      />
      {draft.kind === 'agency' ? (
        <AgencySelect
          label={t('items.owner')}
          agencies={catalogue?.agencies ?? []}
          error={at('/agency')}
          value={draft.agency}
          onChange={(agency) => onChange({ agency })}
        />
      ) : (
        <ChoiceField
          label={t('items.owner')}
          error={at('/party') ?? at('/agency')}
          required
          value={draft.party}
          choices={[
            ['', t('common:choose')],
            ...agreement.parties.map(({ institution }) => [institution, institution] as const),
          ]}
          onChange={(party) => onChange({ party })}
        />
      )}
    </div>
  );
}
