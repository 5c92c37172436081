import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type SendQueue, useSendQueue } from '../../hooks/desk/useSendQueue.ts';
import { toSentence } from './Answer.tsx';
import styles from './kit.module.css';
import { Message } from './Message.tsx';

interface WaitingLinesProps {
  readonly queue: SendQueue;
  /** Where the next line is typed; left out where none can be. */
  readonly input?: RefObject<HTMLInputElement | null>;
}

/** What is typed but not in the log yet: it must not look as if it were. */
export function WaitingLines({ queue: { waiting, error, sending, retry, drop }, input }: WaitingLinesProps) {
  const { t } = useTranslation();
  const isPressed = useRef(false);
  useLayoutEffect(() => {
    if (!isPressed.current) return;
    // The button that was pressed is gone: letters that are typed now must not be taken for keys.
    const isLost = document.activeElement === document.body;
    if (isLost) (input?.current ?? document.querySelector<HTMLElement>('h1'))?.focus();
    if (isLost || sending === null) isPressed.current = false;
  });
  const press = (act: () => void) => (): void => {
    isPressed.current = true;
    act();
  };
  const refused = waiting.filter(({ refusal }) => refusal !== null);
  const others = waiting.filter(({ refusal }) => refusal === null);
  const lines = others.map(({ key, text }) => <p key={key}>{t('unsent.line', { text })}</p>);
  const [first] = others;
  return (
    <>
      {refused.map(({ key, text, refusal }) => (
        <Held
          key={key}
          error={refusal}
          isBusy={false}
          dropText={t('unsent.drop')}
          onRetry={press(() => retry(key))}
          onDrop={press(() => drop(key))}
        >
          <p>{t('unsent.line', { text })}</p>
        </Held>
      ))}
      {first && error ? (
        <Held
          error={error}
          isBusy={sending !== null}
          dropText={others.length > 1 ? t('unsent.dropFirst') : t('unsent.drop')}
          onRetry={press(retry)}
          onDrop={press(() => drop(first.key))}
        >
          {lines}
        </Held>
      ) : null}
      {first && !error ? <div className={styles['unsent']}>{lines}</div> : null}
    </>
  );
}

/** What waits for a log whose form is not there any more. */
export function UnsentLines({ log }: { readonly log: string }) {
  return <WaitingLines queue={useSendQueue(log)} />;
}

interface HeldProps {
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly dropText: string;
  readonly onRetry: () => void;
  readonly onDrop: () => void;
  readonly children: ReactNode;
}

/** Lines that do not go on by themselves, and why. Its buttons keep the focus while they are busy: a disabled one would lose it. */
function Held({ error, isBusy, dropText, onRetry, onDrop, children }: HeldProps) {
  const { t } = useTranslation();
  const [fault] = error && 'faults' in error ? (error.faults as readonly { message: string }[]) : [];
  const sentence = error ? toSentence(error, t('failed.offline'), t('failed.other')) : '';
  return (
    <Message tone="bad">
      <p className="strong">{fault?.message ?? sentence}</p>
      {children}
      <div className="row">
        <button type="button" aria-disabled={isBusy} onClick={isBusy ? undefined : onRetry}>
          {t('retry')}
        </button>
        <button type="button" data-kind="quiet" aria-disabled={isBusy} onClick={isBusy ? undefined : onDrop}>
          {dropText}
        </button>
      </div>
    </Message>
  );
}
