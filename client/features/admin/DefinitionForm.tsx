import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { toPeriodInstant } from '#shared/rules/period.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { addVersion } from '../../connection/desk/admin.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toDayKey, toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { type DefinitionDraft, toChanges, toDraft } from './definitionDraft.ts';

type TextName = 'nameId' | 'nameEn' | 'weight' | 'min' | 'max' | 'target' | 'targetYear' | 'targetSource';

const textFields: readonly (readonly [TextName, string])[] = [
  ['nameId', 'nameId'],
  ['nameEn', 'nameEn'],
  ['weight', 'weight'],
  ['min', 'min'],
  ['max', 'max'],
  ['target', 'target'],
  ['targetYear', 'targetYear'],
  ['targetSource', 'targetSource'],
];

/** Changes a definition from a day on; only what differs is sent. */
export function DefinitionForm({
  indicator,
  onDone,
}: {
  readonly indicator: Indicator;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const names = useNames();
  const client = useQueryClient();
  const [before] = useState(() => toDraft(indicator, toNumberText));
  const [draft, setDraft] = useState(before);
  const [from, setFrom] = useState(() => toDayKey(Date.now(), zone));
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = useSubmit();
  const change = (part: Partial<DefinitionDraft>): void => setDraft({ ...draft, ...part });
  const { changes, faults } = toChanges(draft, before, deskLanguage());
  const isSame = Object.keys(changes).length === 0;
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (isSame || faults.length > 0) return;
    const validFrom = new Date(toPeriodInstant(from, 'start', zone)).toISOString();
    const isDone = await submit.run(() => addVersion(indicator.id, { validFrom, changes, reason }));
    if (!isDone) return;
    await client.invalidateQueries();
    onDone();
  };
  return (
    <form className="card stack" onSubmit={go}>
      <h3>{t('indicators.add')}</h3>
      <div className="pair">
        {textFields.map(([field, words]) => (
          <TextField
            key={field}
            label={t(`indicators.${words}`)}
            error={isTried && faults.includes(field) ? t('input:form.unreadable') : undefined}
            maxLength={200}
            value={draft[field]}
            onChange={(text) => change({ [field]: text })}
          />
        ))}
        <AgencySelect
          label={t('indicators.agency')}
          agencies={names.catalogue?.agencies ?? []}
          value={draft.agency}
          onChange={(agency) => change({ agency })}
        />
        <ChoiceField
          label={t('indicators.steps')}
          value={draft.steps}
          choices={[
            ['1', '1'],
            ['2', '2'],
          ]}
          onChange={(steps) => change({ steps })}
        />
      </div>
      <Check checked={draft.needed} onChange={(needed) => change({ needed })}>
        {t('indicators.needed')}
      </Check>
      <Check checked={draft.provisional} onChange={(provisional) => change({ provisional })}>
        {t('indicators.provisional')}
      </Check>
      <div className="pair">
        <TextField
          label={t('indicators.from')}
          error={submit.at('/validFrom')}
          type="date"
          required
          value={from}
          onChange={setFrom}
        />
        <ReasonField value={reason} onChange={setReason} />
      </div>
      {isTried && isSame ? <Message tone="bad">{t('indicators.same')}</Message> : null}
      {submit.failure || submit.at('/changes/showProvisional') ? (
        <Message tone="bad">{submit.failure ?? submit.at('/changes/showProvisional')}</Message>
      ) : null}
      <div className="row">
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('common:save')}
        </button>
        <button type="button" onClick={onDone}>
          {t('common:cancel')}
        </button>
      </div>
    </form>
  );
}
