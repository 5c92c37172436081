import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#shared/model/person.ts';
import { Message } from '../../components/desk/Message.tsx';
import { PasswordField } from '../../components/desk/PasswordField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { giveCode, signIn, startSso } from '../../connection/desk/account.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

interface SignInFormProps {
  readonly sso: Me['sso'];
  /** Where to go afterwards, a path of this site. */
  readonly back: string;
  readonly onDone: () => void;
}

/** E-mail and password, then the second step where the account has one. */
export function SignInForm({ sso, back, onDone }: SignInFormProps) {
  const { t } = useTranslation('entry');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    let needsCode = false;
    const isIn = await submit.run(async () => {
      needsCode = await signIn(email, password);
    });
    if (isIn && needsCode) setAsksCode(true);
    else if (isIn) onDone();
  };
  if (asksCode) return <CodeForm onDone={onDone} />;
  return (
    <div className="stack">
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <form className="stack" onSubmit={go}>
        <TextField
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          maxLength={200}
          value={email}
          onChange={setEmail}
        />
        <PasswordField label={t('signIn.password')} value={password} onChange={setPassword} />
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('signIn.go')}
        </button>
      </form>
      {sso ? (
        <button
          type="button"
          disabled={submit.isBusy}
          onClick={() => submit.run(async () => location.assign(await startSso(back)))}
        >
          {t('signIn.sso', { label: sso.label })}
        </button>
      ) : null}
      <p className="quiet">{t('signIn.forgot')}</p>
    </div>
  );
}

function CodeForm({ onDone }: Pick<SignInFormProps, 'onDone'>) {
  const { t } = useTranslation('entry');
  const [code, setCode] = useState('');
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await submit.run(() => giveCode(code.trim()))) onDone();
  };
  return (
    <form className="stack" onSubmit={go}>
      <h2>{t('signIn.codeTitle')}</h2>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <TextField
        label={t('signIn.code')}
        hint={t('signIn.codeHint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={32}
        value={code}
        onChange={setCode}
      />
      <button type="submit" data-kind="main" disabled={submit.isBusy}>
        {t('signIn.go')}
      </button>
    </form>
  );
}
