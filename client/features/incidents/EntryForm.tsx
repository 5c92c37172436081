import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { FieldError } from '../../components/desk/Field.tsx';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import styles from './incidents.module.css';

interface EntryFormProps {
  readonly incident: Incident;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The line that is always ready: Enter records it, and the next one can be typed at once. */
export function EntryForm({ incident, input }: EntryFormProps) {
  const { t } = useTranslation('incident');
  const [text, setText] = useState('');
  const entry = useEntry(incident.id);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const given = text.trim();
    if (given === '') return;
    if (await entry.enter({ kind: 'note', text: given })) setText((now) => (now.trim() === given ? '' : now));
  };
  const error = entry.failure ?? entry.at('/text') ?? entry.at('/kind');
  return (
    <form className={styles['entry']} onSubmit={(event) => void send(event)}>
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
        <button type="submit" data-kind="main" disabled={entry.isBusy}>
          {t('entrySend')}
        </button>
      </div>
      <p className="quiet" id="catatan-hint">
        {t('entryHint')}
      </p>
      {error ? <FieldError>{error}</FieldError> : null}
    </form>
  );
}
