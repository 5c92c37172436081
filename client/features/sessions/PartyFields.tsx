import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Party, type SessionLink, sessionLimits } from '#shared/model/session.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { fetchSessionPeople } from '../../connection/desk/sessions.ts';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { Moves } from './AgendaFields.tsx';
import { newId } from './planDraft.ts';
import styles from './sessions.module.css';

interface PartyFieldsProps {
  readonly parties: readonly Party[];
  /** Guest links that hold; a session that is not kept yet has none. */
  readonly links: readonly SessionLink[];
  readonly at: Submit['at'];
  readonly onChange: (parties: readonly Party[]) => void;
}

/** Who signs, in order, and by which account or guest link. */
export function PartyFields({ parties, links, at, onChange }: PartyFieldsProps) {
  const { t } = useTranslation('session');
  const people = useQuery({ queryKey: ['sessions', 'people'], queryFn: fetchSessionPeople });
  const change = (index: number, patch: Partial<Party>): void =>
    onChange(parties.map((one, place) => (place === index ? { ...one, ...patch } : one)));
  const signers: readonly (readonly [string, string])[] = [
    ['', t('plan.signerOpen')],
    ...(people.data?.items ?? []).map(({ id, name }) => [`person ${id}`, name] as const),
    ...links.map(({ id, label }) => [`link ${id}`, t('plan.signerLink', { label })] as const),
  ];
  return (
    <fieldset className="stack">
      <legend className="strong">{t('plan.parties')}</legend>
      <p className="quiet">{t('plan.partiesHint')}</p>
      <ol className={styles['items']}>
        {parties.map((party, index) => (
          <li key={party.id} className={styles['item']}>
            <div className={styles['pickers']}>
              {(['party', 'name', 'office'] as const).map((field) => (
                <TextField
                  key={field}
                  label={t(`plan.party.${field}`)}
                  required
                  maxLength={field === 'name' ? 120 : 160}
                  value={party[field]}
                  error={at(`/parties/${index}/${field}`)}
                  onChange={(text) => change(index, { [field]: text })}
                />
              ))}
              <ChoiceField
                label={t('plan.signer')}
                value={party.person ? `person ${party.person}` : party.link ? `link ${party.link}` : ''}
                choices={signers}
                error={at(`/parties/${index}/person`) ?? at(`/parties/${index}/link`)}
                onChange={(value) => {
                  const [kind, id = ''] = value.split(' ');
                  change(index, {
                    person: kind === 'person' ? id : null,
                    link: kind === 'link' ? id : null,
                  });
                }}
              />
            </div>
            <Moves {...{ index, list: parties, name: party.name, onChange }} />
          </li>
        ))}
      </ol>
      {parties.length < sessionLimits.parties ? (
        <div>
          <button
            type="button"
            onClick={() =>
              onChange([
                ...parties,
                {
                  id: newId('p', parties),
                  place: parties.length + 1,
                  party: '',
                  name: '',
                  office: '',
                  link: null,
                  person: null,
                },
              ])
            }
          >
            {t('plan.addParty')}
          </button>
        </div>
      ) : null}
    </fieldset>
  );
}
