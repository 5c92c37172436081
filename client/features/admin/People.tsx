import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Person } from '#shared/model/person.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { fetchPeople, revokeInvitation } from '../../connection/desk/admin.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import { InviteForm } from './InviteForm.tsx';
import { PersonDialog } from './PersonDialog.tsx';

/** Everyone with an account, invitations that wait, and new ones. */
export function People() {
  const { t } = useTranslation('admin');
  const query = useQuery({ queryKey: ['people'], queryFn: fetchPeople });
  const [opened, setOpened] = useState<Person | null>(null);
  return (
    <div className="stack">
      <p className="quiet">{t('people.lead')}</p>
      <InviteForm />
      <Answer query={query}>
        {({ items, invitations }) => (
          <>
            {invitations.length > 0 ? <Invitations items={invitations} /> : null}
            <ul className="stack" data-tight>
              {items.map((person) => (
                <PersonRow key={person.id} person={person} onOpen={() => setOpened(person)} />
              ))}
            </ul>
          </>
        )}
      </Answer>
      {opened ? <PersonDialog person={opened} onClose={() => setOpened(null)} /> : null}
    </div>
  );
}

function PersonRow({ person, onOpen }: { readonly person: Person; readonly onOpen: () => void }) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const names = useNames();
  const { name, email, role, agency, disabled, hasTwoFactor, lastSignInAt, sessions } = person;
  return (
    <li className="card row" data-apart>
      <div>
        <p className="strong">{name}</p>
        <p className="quiet">
          {email} · {t(`common:role.${role}`)}
          {agency ? ` · ${names.agencyName(agency)}` : ''}
        </p>
        <p className="quiet">
          {lastSignInAt
            ? t('people.lastSignIn', { time: toTimeText(lastSignInAt, zone) })
            : t('people.never')}
          {' · '}
          {t('people.sessions', { count: sessions })}
        </p>
        <div className="row">
          {disabled ? <Tag tone="bad">{t('people.disabledTag')}</Tag> : null}
          {hasTwoFactor ? <Tag tone="good">{t('people.factor')}</Tag> : null}
        </div>
      </div>
      <button type="button" onClick={onOpen} aria-label={t('people.changeTitle', { name })}>
        {t('people.change')}
      </button>
    </li>
  );
}

function Invitations({ items }: { readonly items: readonly Invitation[] }) {
  const { t } = useTranslation('admin');
  const { zone } = useZone();
  const names = useNames();
  const client = useQueryClient();
  const submit = useSubmit();
  const revoke = async ({ id, email }: Invitation): Promise<void> => {
    if (!window.confirm(t('people.revokeAsk', { email }))) return;
    if (await submit.run(() => revokeInvitation(id)))
      await client.invalidateQueries({ queryKey: ['people'] });
  };
  return (
    <section className="stack" data-tight>
      <h2>{t('people.waiting')}</h2>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <ul className="stack" data-tight>
        {items.map((invitation) => {
          const { id, email, role, agency, expiresAt } = invitation;
          return (
            <li key={id} className="card row" data-apart>
              <div>
                <p className="strong">{email}</p>
                <p className="quiet">
                  {t(`common:role.${role}`)}
                  {agency ? ` · ${names.agencyName(agency)}` : ''} ·{' '}
                  {t('people.until', { time: toTimeText(expiresAt, zone) })}
                </p>
              </div>
              <button
                type="button"
                data-kind="danger"
                disabled={submit.isBusy}
                onClick={() => revoke(invitation)}
              >
                {t('people.revoke')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
