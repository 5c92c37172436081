import { useTranslation } from 'react-i18next';
import type { SendQueue } from '../../hooks/desk/useSendQueue.ts';
import { toSentence } from './Answer.tsx';
import styles from './kit.module.css';
import { Message } from './Message.tsx';

/** What is typed but not in the log yet: it must not look as if it were. */
export function WaitingLines({ queue: { waiting, error, retry, drop } }: { readonly queue: SendQueue }) {
  const { t } = useTranslation();
  if (waiting.length === 0) return null;
  const lines = waiting.map(({ key, text }) => <p key={key}>{t('unsent.line', { text })}</p>);
  if (!error) return <div className={styles['unsent']}>{lines}</div>;
  const [fault] = 'faults' in error ? (error.faults as readonly { message: string }[]) : [];
  return (
    <Message tone="bad">
      <p className="strong">{fault?.message ?? toSentence(error, t('failed.offline'), t('failed.other'))}</p>
      {lines}
      <div className="row">
        <button type="button" onClick={retry}>
          {t('retry')}
        </button>
        <button type="button" data-kind="quiet" onClick={drop}>
          {waiting.length > 1 ? t('unsent.dropFirst') : t('unsent.drop')}
        </button>
      </div>
    </Message>
  );
}
