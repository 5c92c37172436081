import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './kit.module.css';
import { Message } from './Message.tsx';

/** What of a query a page looks at. */
interface AnswerState<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface AnswerProps<Data> {
  readonly query: AnswerState<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what was asked for, that it is on its way, or why it did not come. Old data stays while a new answer fails. */
export function Answer<Data>({ query, children }: AnswerProps<Data>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (!query.error) {
    return (
      <p className={styles['busy']} role="status">
        {t('loading')}
      </p>
    );
  }
  return (
    <Message tone="bad">
      <p className="strong">{t('failed.title')}</p>
      <p>{toSentence(query.error, t('failed.offline'), t('failed.other'))}</p>
      <div>
        <button type="button" onClick={() => query.refetch()}>
          {t('retry')}
        </button>
      </div>
    </Message>
  );
}

/** What an error says to a person: the server's own sentence, or that it did not answer. */
export function toSentence(error: Error, offline: string, other: string): string {
  if (error.name === 'ProblemError') return error.message;
  return error.name === 'OfflineError' ? offline : other;
}
