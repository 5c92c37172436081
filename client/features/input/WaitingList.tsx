import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { toPeriodLabel } from '#shared/rules/period.ts';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { deskOutbox } from '../../connection/desk/deskOutbox.ts';
import type { Waiting } from '../../connection/desk/outboxStore.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { useOutbox } from '../../hooks/desk/useOutbox.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Forms on this device that have not reached the server yet, and those that it refused. */
export function WaitingList({ userId }: { readonly userId: string }) {
  const { t } = useTranslation('input');
  const waiting = useOutbox(userId);
  const [isBusy, setBusy] = useState(false);
  if (waiting.length === 0) return null;
  const send = (): void => {
    setBusy(true);
    deskOutbox
      .flush(userId)
      .catch(() => 0)
      .finally(() => setBusy(false));
  };
  return (
    <section className="card stack" aria-labelledby="menunggu">
      <div className="row" data-apart>
        <h2 id="menunggu">{t('waiting.title')}</h2>
        <button type="button" disabled={isBusy} onClick={send}>
          {t('waiting.now')}
        </button>
      </div>
      <p className="quiet">{t('waiting.text', { count: waiting.length })}</p>
      <ul className="stack">
        {waiting.map((one) => (
          <WaitingItem key={one.key} waiting={one} />
        ))}
      </ul>
    </section>
  );
}

function WaitingItem({ waiting }: { readonly waiting: Waiting }) {
  const { t } = useTranslation('input');
  const { zone } = useZone();
  const names = useNames();
  const { key, request, refusal, at } = waiting;
  return (
    <li className="stack" data-tight>
      <div className="row">
        <span className="strong">{names.indicatorName(request.indicator)}</span>
        <span>{toPeriodLabel(request.period, deskLanguage())}</span>
        <Tag tone={refusal === null ? 'watch' : 'bad'}>
          {t('waiting.item', { count: request.readings.length })}
        </Tag>
        <span className="quiet">{t('waiting.kept', { time: toInstantText(at, zone) })}</span>
      </div>
      {refusal === null ? null : <Message tone="bad">{t('waiting.refused', { reason: refusal })}</Message>}
      <div className="row">
        {refusal === null ? null : (
          <Link
            className="button"
            to={`/input/isi/${request.indicator}/${request.period}`}
            state={{ waiting: key }}
          >
            {t('waiting.again')}
          </Link>
        )}
        <button
          type="button"
          data-kind="danger"
          onClick={() => {
            if (window.confirm(`${t('waiting.drop')}?`)) void deskOutbox.remove(key);
          }}
        >
          {t('waiting.drop')}
        </button>
      </div>
    </li>
  );
}
