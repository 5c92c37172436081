import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionLink } from '#shared/model/session.ts';
import { sessionPurposes } from '#shared/model/sessionLists.ts';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { MomentInput } from '../../components/desk/MomentInput.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { AgendaFields } from './AgendaFields.tsx';
import { AgreementField } from './AgreementField.tsx';
import { PartyFields } from './PartyFields.tsx';
import type { PlanDraft } from './planDraft.ts';

interface PlanFormProps {
  readonly draft: PlanDraft;
  readonly links: readonly SessionLink[];
  readonly line: Pick<Submit, 'isBusy' | 'failure' | 'at'>;
  readonly submit: string;
  readonly onChange: (draft: PlanDraft) => void;
  readonly onSubmit: () => void;
}

/** All that is planned of a session. */
export function PlanForm({ draft, links, line, submit, onChange, onSubmit }: PlanFormProps) {
  const { t } = useTranslation('session');
  const change = (patch: Partial<PlanDraft>): void => onChange({ ...draft, ...patch });
  const go = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="stack" noValidate onSubmit={go}>
      <section className="card stack" aria-labelledby="plan-facts">
        <h2 id="plan-facts">{t('plan.facts')}</h2>
        <TextField
          label={t('plan.title')}
          required
          maxLength={160}
          value={draft.title}
          error={line.at('/title')}
          onChange={(title) => change({ title })}
        />
        <div className="pair">
          <ChoiceField
            label={t('plan.purpose')}
            value={draft.purpose}
            choices={sessionPurposes.map((one) => [one, t(`purpose.${one}`)])}
            onChange={(purpose) => change({ purpose })}
          />
          <Field label={t('plan.startsAt')} error={line.at('/startsAt')}>
            {(ids) => (
              <MomentInput
                ids={ids}
                label={t('plan.startsAt')}
                value={draft.startsAt}
                onChange={(startsAt) => change({ startsAt })}
              />
            )}
          </Field>
        </div>
        <TextField
          label={t('plan.place')}
          hint={t('plan.placeHint')}
          maxLength={200}
          value={draft.place}
          error={line.at('/place')}
          onChange={(place) => change({ place })}
        />
        <AgreementField
          value={draft.agreement}
          error={line.at('/agreement')}
          onChange={(agreement) => change({ agreement })}
        />
        <Check checked={draft.watermark} onChange={(watermark) => change({ watermark })}>
          {t('plan.watermark')}
        </Check>
      </section>
      <section className="card">
        <AgendaFields agenda={draft.agenda} at={line.at} onChange={(agenda) => change({ agenda })} />
      </section>
      {draft.purpose === 'ceremony' ? (
        <section className="card">
          <PartyFields
            parties={draft.parties}
            links={links}
            at={line.at}
            onChange={(parties) => change({ parties })}
          />
        </section>
      ) : null}
      {line.failure ? <Message tone="bad">{line.failure}</Message> : null}
      <div>
        <button type="submit" data-kind="main" disabled={line.isBusy}>
          {submit}
        </button>
      </div>
    </form>
  );
}
