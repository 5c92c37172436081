import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
import { Field } from '../../components/desk/Field.tsx';

interface RejectDialogProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why figures are turned down; their agency reads it. */
export function RejectDialog({ count, isBusy, onReject, onClose }: RejectDialogProps) {
  const { t } = useTranslation('board');
  const [reason, setReason] = useState('');
  const go = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim()) onReject(reason.trim());
  };
  return (
    <Dialog title={t('verification.rejectTitle', { count })} onClose={onClose}>
      <form className="stack" onSubmit={go}>
        <Field label={t('verification.rejectReason')} hint={t('verification.rejectHint')}>
          {(ids) => (
            <textarea
              {...ids}
              required
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <DialogActions submit={t('verification.reject')} isBusy={isBusy} kind="danger" onClose={onClose} />
      </form>
    </Dialog>
  );
}
