import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { joinSession, RefusedError } from '../../connection/review/reviewRequests.ts';
import { Note } from './Notes.tsx';
import { TextBox } from './TextBox.tsx';

interface JoinFormProps {
  readonly id: string;
  readonly secret: string;
  readonly onJoined: () => void;
}

/** A guest with a link says who they are; of the session nothing is shown before that. */
export function JoinForm({ id, secret, onJoined }: JoinFormProps) {
  const { t } = useTranslation('review');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      await joinSession(id, { secret, name: name.trim() });
      onJoined();
    } catch (error) {
      setFault(error instanceof RefusedError ? toWords(error) : t('join.offline'));
      setBusy(false);
    }
  };
  const toWords = ({ status, message }: RefusedError): string => {
    if (status === 404) return t('join.wrong');
    return status === 429 ? t('join.tooMany') : message;
  };
  return (
    <Note title={t('join.title')}>
      <p>{t('join.text')}</p>
      <form className="review-form" onSubmit={(event) => void submit(event)}>
        <TextBox
          label={t('join.name')}
          value={name}
          onChange={setName}
          minLength={3}
          maxLength={120}
          autoComplete="name"
          required
        />
        {fault && (
          <p className="review-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="review-button" disabled={isBusy}>
          {t('join.go')}
        </button>
      </form>
      <p>
        <a href={`/masuk?ke=${encodeURIComponent(location.pathname)}`}>{t('refused.signIn')}</a>
      </p>
    </Note>
  );
}
