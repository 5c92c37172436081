import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from '../../components/desk/Message.tsx';
import { ReasonField } from '../../components/desk/ReasonField.tsx';
import { undoFile } from '../../connection/desk/input.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';

interface UndoFormProps {
  readonly id: string;
  readonly onUndone: () => void;
}

/** Takes a stored file back; refused where someone changed one of its figures since. */
export function UndoForm({ id, onUndone }: UndoFormProps) {
  const { t } = useTranslation('file');
  const [reason, setReason] = useState('');
  const [refs, setRefs] = useState<readonly string[]>([]);
  const submit = useSubmit();
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setRefs([]);
    const isDone = await submit.run(async () => {
      try {
        await undoFile(id, reason.trim());
      } catch (error) {
        if (error instanceof ProblemError)
          setRefs(error.faults.map(({ pointer }) => pointer).filter(Boolean));
        throw error;
      }
    });
    if (isDone) onUndone();
  };
  return (
    <details>
      <summary className="strong">{t('undo')}</summary>
      <form className="stack" onSubmit={go}>
        <p className="quiet">{t('undoLead')}</p>
        <ReasonField value={reason} onChange={setReason} />
        {refs.length > 0 ? (
          <Message tone="bad">{t('undoChanged', { refs: refs.slice(0, 20).join(', ') })}</Message>
        ) : null}
        {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
        <div>
          <button type="submit" data-kind="danger" disabled={submit.isBusy}>
            {t('undo')}
          </button>
        </div>
      </form>
    </details>
  );
}
