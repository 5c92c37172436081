import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import {
  type Contact,
  fetchContact,
  fetchPeople,
  fetchRegion,
  saveContact,
} from '../../connection/desk/admin.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** An agency: what it owns, who works for it, and where its reminders go. */
export function Agencies() {
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
      {agency ? <AgencyFacts code={agency} /> : null}
      {agency ? (
        <Answer query={query}>
          {(contact) => <ContactForm key={agency} agency={agency} contact={contact} />}
        </Answer>
      ) : null}
    </div>
  );
}

function AgencyFacts({ code }: { readonly code: string }) {
  const { t } = useTranslation('admin');
  const names = useNames();
  const people = useQuery({ queryKey: ['people'], queryFn: fetchPeople });
  const agency = names.agency(code);
  if (!agency) return null;
  const language = deskLanguage();
  const indicators = (names.catalogue?.indicators ?? []).filter((one) => one.agency === code);
  const pillars = (names.catalogue?.pillars ?? []).filter(({ id }) => agency.pillars.includes(id));
  const staff = (people.data?.items ?? []).filter((person) => person.agency === code);
  return (
    <dl className="card facts">
      <dt>{t('people.name')}</dt>
      <dd>{agency.name}</dd>
      <dt>{t('contacts.pillars')}</dt>
      <dd>{pillars.map(({ name }) => name[language]).join(', ') || '–'}</dd>
      <dt>{t('section.indicators')}</dt>
      <dd>{indicators.map(({ name }) => name[language]).join(', ') || t('common:none')}</dd>
      <dt>{t('section.people')}</dt>
      <dd>{staff.map(({ name }) => name).join(', ') || t('common:none')}</dd>
    </dl>
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
      <h2>{t('contacts.title')}</h2>
      <p className="quiet">{t('contacts.where')}</p>
      {isSaved ? <Message tone="good">{t('contacts.saved')}</Message> : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <TextField
        label={t('contacts.email')}
        error={submit.at('/email')}
        type="email"
        maxLength={200}
        value={email}
        onChange={setEmail}
      />
      <TextField
        label={t('contacts.webhook')}
        error={submit.at('/webhook')}
        type="url"
        maxLength={500}
        value={webhook}
        onChange={setWebhook}
      />
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('common:save')}
        </button>
      </div>
    </form>
  );
}
