import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../components/desk/Message.tsx';
import { PasswordField } from '../../components/desk/PasswordField.tsx';
import { changePassword } from '../../connection/desk/account.ts';
import { useNewPassword } from '../../hooks/desk/useNewPassword.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

/** Changes the password; every other device is signed out. */
export function PasswordForm({ about }: { readonly about: readonly string[] }) {
  const { t } = useTranslation('entry');
  const [current, setCurrent] = useState('');
  const fresh = useNewPassword();
  const [isDone, setDone] = useState(false);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setDone(false);
    if (!fresh.check(about)) return;
    if (!(await submit.run(() => changePassword(current, fresh.value)))) return;
    setCurrent('');
    fresh.clear();
    setDone(true);
  };
  return (
    <form className="stack card" onSubmit={go}>
      <div>
        <h2>{t('account.password')}</h2>
        <p className="quiet">{t('account.passwordLead')}</p>
      </div>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {isDone ? <Message tone="good">{t('account.changed')}</Message> : null}
      <PasswordField label={t('account.current')} value={current} onChange={setCurrent} />
      <PasswordField
        isNew
        label={t('newPassword')}
        hint={fresh.hint}
        error={fresh.error ?? submit.at('/newPassword')}
        value={fresh.value}
        onChange={fresh.set}
      />
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('account.change')}
        </button>
      </div>
    </form>
  );
}
