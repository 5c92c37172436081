import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Indicator } from '#shared/model/indicator.ts';
import { Message } from '../../components/desk/Message.tsx';
import type { SendOutcome } from '../../connection/desk/outbox.ts';

interface SentNoteProps {
  readonly outcome: Extract<SendOutcome, { kind: 'sent' | 'waiting' }>;
  readonly indicator: Pick<Indicator, 'agency' | 'verificationNeeded' | 'showProvisional'>;
}

/** How a form went out, and the way back to the list. */
export function SentNote({ outcome, indicator }: SentNoteProps) {
  const { t } = useTranslation('input');
  const next = useRef<HTMLAnchorElement>(null);
  useEffect(() => next.current?.focus(), []);
  return (
    <div className="stack">
      {outcome.kind === 'waiting' ? (
        <Message tone="watch">{t('form.waiting')}</Message>
      ) : (
        <Message tone="good">
          {outcome.receipt.recorded > 0 ? (
            <p className="strong">{t('form.sent', { recorded: outcome.receipt.recorded })}</p>
          ) : null}
          {outcome.receipt.duplicates > 0 ? (
            <p>{t('form.duplicates', { count: outcome.receipt.duplicates })}</p>
          ) : null}
          {outcome.receipt.held > 0 ? <p>{t('form.sentHeld', { held: outcome.receipt.held })}</p> : null}
          {indicator.verificationNeeded && indicator.showProvisional && outcome.receipt.recorded > 0 ? (
            <p>{t('form.sentProvisional')}</p>
          ) : null}
        </Message>
      )}
      <div>
        <Link className="button" data-kind="main" ref={next} to={`/input?instansi=${indicator.agency}`}>
          {t('form.next')}
        </Link>
      </div>
    </div>
  );
}
