import { useTranslation } from 'react-i18next';
import { agreementLimits } from '#shared/model/agreement.ts';
import { TextField } from '../../components/desk/TextField.tsx';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { addParty, type FactsDraft, type PartyDraft } from './agreementDraft.ts';
import styles from './agreements.module.css';

interface PartyFieldsProps {
  readonly draft: FactsDraft;
  readonly at: Submit['at'];
  readonly onChange: (draft: FactsDraft) => void;
}

/** The sides of an agreement with who signs for each. */
export function PartyFields({ draft, at, onChange }: PartyFieldsProps) {
  const { t } = useTranslation('agreement');
  const { parties } = draft;
  const change = (id: number, patch: Partial<PartyDraft>): void =>
    onChange({ ...draft, parties: parties.map((one) => (one.id === id ? { ...one, ...patch } : one)) });
  return (
    <>
      {parties.map((party, index) => (
        <fieldset key={party.id} className={styles['party']}>
          <legend>{t('form.party', { n: index + 1 })}</legend>
          <TextField
            label={t('form.institution')}
            error={at(`/parties/${index}/institution`)}
            required
            maxLength={160}
            value={party.institution}
            onChange={(institution) => change(party.id, { institution })}
          />
          <div className="pair">
            <TextField
              label={t('form.signatory')}
              error={at(`/parties/${index}/signatory`)}
              maxLength={120}
              value={party.signatory}
              onChange={(signatory) => change(party.id, { signatory })}
            />
            <TextField
              label={t('form.office')}
              error={at(`/parties/${index}/office`)}
              maxLength={160}
              value={party.office}
              onChange={(office) => change(party.id, { office })}
            />
          </div>
          {parties.length > 2 ? (
            <button
              type="button"
              data-kind="quiet"
              onClick={() => onChange({ ...draft, parties: parties.filter(({ id }) => id !== party.id) })}
            >
              {t('form.dropParty', { n: index + 1 })}
            </button>
          ) : null}
        </fieldset>
      ))}
      {parties.length < agreementLimits.parties ? (
        <div>
          <button type="button" onClick={() => onChange(addParty(draft))}>
            {t('form.addParty')}
          </button>
        </div>
      ) : null}
    </>
  );
}
