import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSentence } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { type Notes, useNotes } from '../../hooks/desk/useNotes.ts';
import styles from './incidents.module.css';

interface EntryFormProps {
  readonly id: string;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The line that is always ready: Enter sends it, and the next one can be typed at once. */
export function EntryForm({ id, input }: EntryFormProps) {
  const { t } = useTranslation('incident');
  const [text, setText] = useState('');
  const notes = useNotes(id);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const given = text.trim();
    if (given !== '' && notes.add(given)) setText('');
  };
  return (
    <form className={styles['entry']} onSubmit={send}>
      <label htmlFor="catatan">{t('entry')}</label>
      <div>
        <input
          ref={input}
          id="catatan"
          autoComplete="off"
          maxLength={1_000}
          aria-describedby="catatan-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" data-kind="main">
          {t('entrySend')}
        </button>
      </div>
      <p className="quiet" id="catatan-hint">
        {t('entryHint')}
      </p>
      <Waiting notes={notes} />
    </form>
  );
}

/** What is typed but not in the log yet: it must not look as if it were. */
function Waiting({ notes: { waiting, error, retry, drop } }: { readonly notes: Notes }) {
  const { t } = useTranslation('incident');
  if (waiting.length === 0) return null;
  const lines = waiting.map(({ key, text }) => <p key={key}>{t('entryWaiting', { text })}</p>);
  if (!error) return <div className={styles['waiting']}>{lines}</div>;
  const [fault] = 'faults' in error ? (error.faults as readonly { message: string }[]) : [];
  return (
    <Message tone="bad">
      <p className="strong">
        {fault?.message ?? toSentence(error, t('common:failed.offline'), t('common:failed.other'))}
      </p>
      {lines}
      <div className="row">
        <button type="button" onClick={retry}>
          {t('common:retry')}
        </button>
        <button type="button" onClick={drop}>
          {t('entryDrop')}
        </button>
      </div>
    </Message>
  );
}
