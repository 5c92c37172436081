import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { PasswordField } from '../../components/desk/PasswordField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { QrCode } from '../../components/QrCode.tsx';
import { beginTwoFactor, endTwoFactor, giveCode } from '../../connection/desk/account.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

interface TwoFactorProps {
  readonly isOn: boolean;
  /** Told that it was switched on or off. */
  readonly onChange: () => void;
}

type Begun = Awaited<ReturnType<typeof beginTwoFactor>>;

/** The second factor: switched on by a scanned code, or off again; both ask for the password. */
export function TwoFactor({ isOn, onChange }: TwoFactorProps) {
  const { t } = useTranslation('entry');
  const [password, setPassword] = useState('');
  const [begun, setBegun] = useState<Begun | null>(null);
  const [said, setSaid] = useState<'done' | 'ended' | null>(null);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSaid(null);
    const isGood = await submit.run(async () => {
      if (isOn) await endTwoFactor(password);
      else setBegun(await beginTwoFactor(password));
    });
    if (!isGood) return;
    setPassword('');
    if (!isOn) return;
    setSaid('ended');
    onChange();
  };
  const finish = (): void => {
    setBegun(null);
    setSaid('done');
    onChange();
  };
  return (
    <section className="stack card">
      <div className="row" data-apart>
        <h2>{t('account.factor')}</h2>
        <Tag tone={isOn ? 'good' : 'watch'}>{t(isOn ? 'account.on' : 'account.off')}</Tag>
      </div>
      <p className="quiet">{isOn ? t('account.factorOn') : t('account.factorOff')}</p>
      {said ? <Message tone="good">{t(`account.${said}`)}</Message> : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {begun ? (
        <ConfirmForm begun={begun} onDone={finish} />
      ) : (
        <form className="stack" onSubmit={go}>
          <PasswordField label={t('account.current')} value={password} onChange={setPassword} />
          <div>
            <button type="submit" disabled={submit.isBusy}>
              {isOn ? t('account.end') : t('account.begin')}
            </button>
          </div>
        </form>
      )}
    </section>
  );
}

function ConfirmForm({ begun, onDone }: { readonly begun: Begun; readonly onDone: () => void }) {
  const { t } = useTranslation('entry');
  const [code, setCode] = useState('');
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await submit.run(() => giveCode(code.trim()))) onDone();
  };
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? '';
  return (
    <form className="stack" onSubmit={go}>
      <p>{t('account.scan')}</p>
      <QrCode text={begun.totpURI} label={t('account.qr')} />
      <p>
        {t('account.key')}: <code>{secret}</code>
      </p>
      <p>{t('account.backup')}</p>
      <ul className="row">
        {begun.backupCodes.map((one) => (
          <li key={one}>
            <code>{one}</code>
          </li>
        ))}
      </ul>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <TextField
        label={t('account.confirm')}
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9]{6}"
        required
        value={code}
        onChange={setCode}
      />
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {t('account.confirmGo')}
        </button>
      </div>
    </form>
  );
}
