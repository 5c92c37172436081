import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { signOut } from '../../connection/desk/account.ts';
import { forgetKept } from '../../connection/desk/deskWorker.ts';
import { PasswordForm } from '../../features/account/PasswordForm.tsx';
import { TwoFactor } from '../../features/account/TwoFactor.tsx';
import { useNames, useUser } from '../../hooks/desk/useDesk.ts';
import { useOutbox } from '../../hooks/desk/useOutbox.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

/** `/akun`: who one is, password, second factor, and the way out. */
export function AccountPage() {
  const { t } = useTranslation('entry');
  const { t: common } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const user = useUser();
  const names = useNames();
  const waiting = useOutbox(user.id);
  const submit = useSubmit();
  const leave = async (): Promise<void> => {
    if (waiting.length > 0 && !window.confirm(t('account.waiting', { count: waiting.length }))) return;
    const isOut = await submit.run(signOut);
    if (!isOut) return;
    await forgetKept();
    await navigate('/masuk');
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    await client.refetchQueries({ queryKey: ['me'] });
  };
  return (
    <Page title={t('account.title')}>
      <section className="card stack">
        <dl className="facts">
          <dt>{t('name')}</dt>
          <dd>{user.name}</dd>
          <dt>{t('signIn.email')}</dt>
          <dd>{user.email}</dd>
          <dt>{common('admin:people.role')}</dt>
          <dd>{common(`role.${user.role}`)}</dd>
          {user.agency ? (
            <>
              <dt>{common('agency')}</dt>
              <dd>{names.agency(user.agency)?.name ?? user.agency}</dd>
            </>
          ) : null}
        </dl>
        {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
        <div>
          <button type="button" disabled={submit.isBusy} onClick={leave}>
            {t('account.signOut')}
          </button>
        </div>
      </section>
      <PasswordForm about={[user.name, user.email]} />
      <TwoFactor
        isOn={user.hasTwoFactor}
        onChange={() => void client.invalidateQueries({ queryKey: ['me'] })}
      />
    </Page>
  );
}
