import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Decision,
  type DecisionResult,
  decisionOutcomes,
  type QueueItem,
} from '#shared/model/verification.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { decide } from '../../connection/desk/verification.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import styles from './Queue.module.css';
import { QueueRow } from './QueueRow.tsx';
import { RejectDialog } from './RejectDialog.tsx';

/** As many as one call takes. */
const maxChosen = 500;
const shownAtOnce = 100;

/** Another value at the same place is another row: what was chosen before it came does not choose it. */
const toKey = ({ indicator, area, observedAt, held, version, recordedAt }: QueueItem): string =>
  `${indicator}|${area}|${observedAt}|${held}|${version}|${recordedAt}`;

interface QueueProps {
  readonly items: readonly QueueItem[];
  readonly onTrail: (item: QueueItem) => void;
}

/** Figures that wait, chosen and decided on together. */
export function Queue({ items, onTrail }: QueueProps) {
  const { t } = useTranslation('board');
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isRejecting, setRejecting] = useState(false);
  const [results, setResults] = useState<readonly DecisionResult[]>([]);
  const submit = useSubmit();
  const picked = items.filter((item) => chosen.has(toKey(item))).slice(0, maxChosen);
  const choose = (item: QueueItem, isChosen: boolean): void => {
    const next = new Set(chosen);
    if (isChosen) next.add(toKey(item));
    else next.delete(toKey(item));
    setChosen(next);
    setResults([]);
  };
  const openDialog = (isOpen: boolean): void => {
    submit.clear();
    setRejecting(isOpen);
  };
  const shown = items.slice(0, shownAtOnce);
  const isWhole = picked.length > 0 && picked.length >= shown.length;
  const send = async (decision: Decision['decision'], reason?: string): Promise<void> => {
    const isDone = await submit.run(async () => {
      setResults(await decide(picked.map((item) => toDecision(item, decision, reason))));
    });
    if (!isDone) return;
    setChosen(new Set());
    setRejecting(false);
    await client.invalidateQueries({ queryKey: ['queue'] });
  };
  return (
    <>
      {items.length === 0 ? <Empty>{t('verification.none')}</Empty> : null}
      <ul className="stack" data-tight>
        {shown.map((item) => (
          <QueueRow
            key={toKey(item)}
            item={item}
            isChosen={chosen.has(toKey(item))}
            onChoose={(isChosen) => choose(item, isChosen)}
            onTrail={() => onTrail(item)}
          />
        ))}
      </ul>
      {items.length > shownAtOnce ? (
        <p className="quiet">{t('verification.cut', { shown: shownAtOnce, count: items.length })}</p>
      ) : null}
      <div className={styles['foot']}>
        <Results results={results} />
        {submit.failure && !isRejecting ? <Message tone="bad">{submit.failure}</Message> : null}
        {items.length > 0 ? (
          <div className={styles['actions']}>
            <span aria-live="polite">{t('verification.selected', { count: picked.length })}</span>
            <button
              type="button"
              data-kind="quiet"
              onClick={() => setChosen(new Set(isWhole ? [] : shown.map(toKey)))}
            >
              {isWhole ? t('verification.selectNone') : t('verification.selectAll', { count: shown.length })}
            </button>
            <button type="button" disabled={picked.length === 0} onClick={() => openDialog(true)}>
              {t('verification.reject')}
            </button>
            <button
              type="button"
              data-kind="main"
              disabled={picked.length === 0 || submit.isBusy}
              onClick={() => send('verify')}
            >
              {t('verification.verify')}
            </button>
          </div>
        ) : null}
      </div>
      {isRejecting ? (
        <RejectDialog
          count={picked.length}
          isBusy={submit.isBusy}
          failure={submit.failure}
          onReject={(reason) => send('reject', reason)}
          onClose={() => openDialog(false)}
        />
      ) : null}
    </>
  );
}

function toDecision(item: QueueItem, decision: Decision['decision'], reason?: string): Decision {
  const { indicator, area, observedAt, version, held, recordedAt } = item;
  const seen = { indicator, area, observedAt, version, held, recordedAt };
  return { ...seen, decision, ...(reason ? { reason } : {}) };
}

const goodOutcomes: readonly string[] = ['verified', 'first-look', 'rejected'];

function Results({ results }: { readonly results: readonly DecisionResult[] }) {
  const { t } = useTranslation('board');
  if (results.length === 0) return null;
  const counts = decisionOutcomes
    .map((outcome) => [outcome, results.filter((result) => result.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0);
  const isGood = counts.every(([outcome]) => goodOutcomes.includes(outcome));
  return (
    <Message tone={isGood ? 'good' : 'watch'}>
      {counts.map(([outcome, count]) => (
        <p key={outcome}>{t(`verification.outcome.${outcome}`, { count })}</p>
      ))}
    </Message>
  );
}
