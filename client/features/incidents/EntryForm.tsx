import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WaitingLines } from '../../components/desk/WaitingLines.tsx';
import { enterIncident } from '../../connection/desk/incidents.ts';
import { useSendQueue } from '../../hooks/desk/useSendQueue.ts';
import { toIncidentLog } from '../../lib/desk/logNames.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import styles from './incidents.module.css';

interface EntryFormProps {
  readonly id: string;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** The line that is always ready: Enter sends it, and the next one can be typed at once. */
export function EntryForm({ id, input }: EntryFormProps) {
  const { t } = useTranslation('incident');
  const [text, setText] = useState('');
  const client = useQueryClient();
  const queue = useSendQueue(toIncidentLog(id));
  const record = async (key: string, given: string): Promise<void> => {
    client.setQueryData(['incidents', id], await enterIncident(id, { kind: 'note', key, text: given }));
    void client.invalidateQueries({ queryKey: ['incidents', 'list'] });
  };
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const given = text.trim();
    const key = newKey();
    if (given !== '' && queue.add({ key, text: given, send: () => record(key, given) })) setText('');
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
      <WaitingLines queue={queue} input={input} />
    </form>
  );
}
