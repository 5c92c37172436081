import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokenScopes } from '#shared/model/lists.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { createToken } from '../../connection/desk/admin.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

const terms = [30, 90, 365, 1_095] as const;

function toggle(list: readonly string[], one: string, isIn: boolean): readonly string[] {
  return isIn ? [...list, one] : list.filter((other) => other !== one);
}

/** Makes a token for a machine of an agency. */
export function TokenForm({ onMade }: { readonly onMade: (secret: string) => void }) {
  const { t } = useTranslation('admin');
  const names = useNames();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [agency, setAgency] = useState('');
  const [scopes, setScopes] = useState<readonly string[]>(['readings:write']);
  const [only, setOnly] = useState<readonly string[]>([]);
  const [days, setDays] = useState('365');
  const submit = useSubmit();
  const own = (names.catalogue?.indicators ?? []).filter((indicator) => indicator.agency === agency);
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wanted = {
      name: name.trim(),
      agency,
      scopes,
      indicators: only.length > 0 ? only : null,
      expiresInDays: days === '' ? null : Number(days),
    };
    const isDone = await submit.run(async () => onMade(await createToken(wanted)));
    if (!isDone) return;
    setName('');
    await client.invalidateQueries({ queryKey: ['tokens'] });
  };
  return (
    <form className="card stack" onSubmit={go}>
      <h2>{t('tokens.add')}</h2>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <div className="pair">
        <TextField
          label={t('tokens.name')}
          error={submit.at('/name')}
          required
          maxLength={120}
          value={name}
          onChange={setName}
        />
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={agency}
          error={submit.at('/agency')}
          onChange={(code) => {
            setAgency(code);
            setOnly([]);
          }}
        />
        <fieldset>
          <legend className="strong">{t('tokens.scopes')}</legend>
          {tokenScopes.map((scope) => (
            <Check
              key={scope}
              checked={scopes.includes(scope)}
              onChange={(isIn) => setScopes(toggle(scopes, scope, isIn))}
            >
              {t(`tokens.scope.${scope.replace(':', '_')}`)}
            </Check>
          ))}
        </fieldset>
        <ChoiceField
          label={t('tokens.expires')}
          value={days}
          choices={[
            ...terms.map((count) => [String(count), t('tokens.days', { count })] as const),
            ['', t('tokens.forever')],
          ]}
          onChange={setDays}
        />
      </div>
      {own.length > 0 ? (
        <details>
          <summary>{t('tokens.limits')}</summary>
          <p className="quiet">{t('tokens.limitsHint')}</p>
          {own.map(({ id, name: text }) => (
            <Check key={id} checked={only.includes(id)} onChange={(isIn) => setOnly(toggle(only, id, isIn))}>
              {text[deskLanguage()]}
            </Check>
          ))}
        </details>
      ) : null}
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy || scopes.length === 0}>
          {t('tokens.add')}
        </button>
      </div>
    </form>
  );
}
