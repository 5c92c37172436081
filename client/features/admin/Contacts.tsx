import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { Field } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { type Contact, fetchContact, fetchRegion, saveContact } from '../../connection/desk/admin.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

/** Where reminders of an agency go. */
export function Contacts() {
  const { t } = useTranslation('admin');
  const names = useNames();
  const [agency, setAgency] = useState('');
  const region = useQuery({ queryKey: ['region'], queryFn: fetchRegion });
  const query = useQuery({
    queryKey: ['contact', agency],
    queryFn: () => fetchContact(agency),
    enabled: agency !== '',
  });
  return (
    <div className="stack">
      <p className="quiet">{t('contacts.lead')}</p>
      {region.data?.hasMail === false ? <Message tone="info">{t('contacts.off')}</Message> : null}
      <AgencySelect agencies={names.catalogue?.agencies ?? []} value={agency} onChange={setAgency} />
      {agency ? (
        <Answer query={query}>
          {(contact) => <ContactForm key={agency} agency={agency} contact={contact} />}
        </Answer>
      ) : null}
    </div>
  );
}

function ContactForm({ agency, contact }: { readonly agency: string; readonly contact: Contact }) {
  const { t } = useTranslation('admin');
  const [email, setEmail] = useState(contact.email ?? '');
  const [webhook, setWebhook] = useState(contact.webhook ?? '');
  const [isSaved, setSaved] = useState(false);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaved(false);
    const wanted = { email: email.trim() || null, webhook: webhook.trim() || null };
    setSaved(await submit.run(() => saveContact(agency, wanted)));
  };
  return (
    <form className="card stack" onSubmit={go}>
      {isSaved ? <Message tone="good">{t('contacts.saved')}</Message> : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <Field label={t('contacts.email')} error={submit.at('/email')}>
        {(ids) => (
          <input
            {...ids}
            type="email"
            maxLength={200}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('contacts.webhook')} error={submit.at('/webhook')}>
        {(ids) => (
          <input
            {...ids}
            type="url"
            maxLength={500}
            value={webhook}
            onChange={(event) => setWebhook(event.target.value)}
          />
        )}
      </Field>
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('common:save')}
        </button>
      </div>
    </form>
  );
}
