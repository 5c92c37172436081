import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import styles from './kit.module.css';
import { Message } from './Message.tsx';

/** What of a query a page looks at. */
interface AnswerState<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  /** When the data came, epoch milliseconds. */
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface AnswerProps<Data> {
  readonly query: AnswerState<Data>;
  /** False where what is shown is no data of the region, or says by itself how old it is. */
  readonly tellsOld?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what was asked for, that it is on its way, or why it did not come. Old data stays while a new answer fails, and says that it is old. */
export function Answer<Data>({ query, tellsOld = true, children }: AnswerProps<Data>) {
  const { t } = useTranslation();
  if (query.data !== undefined)
    return (
      <>
        {tellsOld && query.error ? (
          <Old error={query.error} loadedAt={query.dataUpdatedAt} onRetry={query.refetch} />
        ) : null}
        {children(query.data)}
      </>
    );
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

interface OldProps {
  readonly error: Error;
  readonly loadedAt: number;
  readonly onRetry: () => unknown;
}

function Old({ error, loadedAt, onRetry }: OldProps) {
  const { t } = useTranslation();
  const { zone, zoneLabel } = useZone();
  const time = toSinceText(loadedAt, Date.now(), zone);
  return (
    <Message tone="watch">
      <p className="strong">{t('failed.old', { time: `${time} ${zoneLabel}` })}</p>
      <p>{toSentence(error, t('failed.offline'), t('failed.other'))}</p>
      <div>
        <button type="button" onClick={() => onRetry()}>
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
