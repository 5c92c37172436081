import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../components/desk/Message.tsx';
import { Secret } from '../../components/desk/Secret.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { invite } from '../../connection/desk/admin.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { RoleFields } from './RoleFields.tsx';

/** Invites a person: the link is shown once, for the admin to hand over. */
export function InviteForm() {
  const { t } = useTranslation('admin');
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState('agency-operator');
  const [agency, setAgency] = useState('');
  const [made, setMade] = useState<{ email: string; url: string } | null>(null);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMade(null);
    const isDone = await submit.run(async () => {
      const { url } = await invite({ email, role, agency: role === 'agency-operator' ? agency : null });
      setMade({ email, url });
    });
    if (!isDone) return;
    setEmail('');
    await client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <form className="card stack" onSubmit={go}>
      <h2>{t('people.invite')}</h2>
      <p className="quiet">{t('people.inviteLead')}</p>
      {made ? (
        <Message tone="good">
          <p>{t('people.made', { email: made.email })}</p>
          <Secret label={t('people.link')} value={made.url} />
        </Message>
      ) : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <div className="pair">
        <TextField
          label={t('entry:signIn.email')}
          error={submit.at('/email')}
          type="email"
          required
          maxLength={200}
          autoComplete="off"
          value={email}
          onChange={setEmail}
        />
        <RoleFields
          role={role}
          agency={agency}
          onRole={setRole}
          onAgency={setAgency}
          roleError={submit.at('/role')}
          agencyError={submit.at('/agency')}
        />
      </div>
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('people.make')}
        </button>
      </div>
    </form>
  );
}
