import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLayout, ImportView } from '#shared/model/importFile.ts';
import { Check } from '../../components/desk/Check.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { commitFile } from '../../connection/desk/input.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { listUnsure } from './layoutEdits.ts';

interface CommitFormProps {
  readonly view: ImportView;
  readonly layout: ImportLayout;
  readonly onCommitted: () => void;
  /** The data changed since the preview: it must be read again. */
  readonly onStale: () => void;
}

/** Stores a file: all of it or nothing. */
export function CommitForm({ view, layout, onCommitted, onStale }: CommitFormProps) {
  const { t } = useTranslation('file');
  const [reason, setReason] = useState('');
  const [hasLooked, setLooked] = useState(false);
  const submit = useSubmit();
  const { changed = 0, odd = 0, late = 0, new: fresh = 0 } = view.counts;
  const count = changed + odd + late + fresh;
  const needsReason = changed + odd > 0;
  const needsLook = view.recognised === null && listUnsure(layout).length > 0;
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    let isStale = false;
    const isDone = await submit.run(async () => {
      try {
        await commitFile(view.id, {
          layout,
          digest: view.digest,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        });
      } catch (error) {
        isStale = error instanceof ProblemError && error.status === 409;
        throw error;
      }
    });
    if (isDone) onCommitted();
    else if (isStale) onStale();
  };
  if (count === 0) return <Message tone="info">{t('nothingNew')}</Message>;
  return (
    <form className="card stack" onSubmit={go}>
      {needsReason ? (
        <ReasonField label={t('reason')} value={reason} onChange={setReason} error={submit.at('/reason')} />
      ) : null}
      {needsLook ? (
        <Check checked={hasLooked} onChange={setLooked}>
          {t('confirmLook')}
        </Check>
      ) : null}
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy || (needsLook && !hasLooked)}>
          {submit.isBusy ? t('committing') : t('commit', { count })}
        </button>
      </div>
    </form>
  );
}
