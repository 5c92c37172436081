import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../components/desk/Message.tsx';
import { PasswordField } from '../../components/desk/PasswordField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNewPassword } from '../../hooks/desk/useNewPassword.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

/** What someone gives who comes in by a link. */
export interface Joining {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

interface JoinFormProps {
  /** Address that the invitation is for; null where the person gives one. */
  readonly email: string | null;
  readonly action: string;
  /** Makes the account and signs in. */
  readonly join: (entry: Joining) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Name, address and a new password: the first administrator and everyone who was invited. */
export function JoinForm({ email: invited, action, join, onDone }: JoinFormProps) {
  const { t } = useTranslation('entry');
  const [name, setName] = useState('');
  const [email, setEmail] = useState(invited ?? '');
  const password = useNewPassword();
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!password.check([email, name])) return;
    if (await submit.run(() => join({ name: name.trim(), email, password: password.value }))) onDone();
  };
  return (
    <form className="stack" onSubmit={go}>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <TextField
        label={t('name')}
        error={submit.at('/name')}
        autoComplete="name"
        required
        maxLength={120}
        value={name}
        onChange={setName}
      />
      <TextField
        label={t('signIn.email')}
        error={submit.at('/email')}
        type="email"
        autoComplete="username"
        required
        maxLength={200}
        readOnly={invited !== null}
        value={email}
        onChange={setEmail}
      />
      <PasswordField
        isNew
        label={t('newPassword')}
        hint={password.hint}
        error={password.error ?? submit.at('/password')}
        value={password.value}
        onChange={password.set}
      />
      <button type="submit" data-kind="main" disabled={submit.isBusy}>
        {action}
      </button>
    </form>
  );
}
