import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';

interface RejectDialogProps {
  readonly count: number;
  readonly isBusy: boolean;
  readonly failure: string | null;
  readonly onReject: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why figures are turned down; their agency reads it. */
export function RejectDialog({ count, isBusy, failure, onReject, onClose }: RejectDialogProps) {
  const { t } = useTranslation('board');
  const [reason, setReason] = useState('');
  const go = (): void => {
    if (reason.trim()) onReject(reason.trim());
  };
  return (
    <FormDialog
      title={t('verification.rejectTitle', { count })}
      submit={t('verification.reject')}
      isBusy={isBusy}
      failure={failure}
      kind="danger"
      onSubmit={go}
      onClose={onClose}
    >
      <TextField
        label={t('verification.rejectReason')}
        hint={t('verification.rejectHint')}
        isLong
        required
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}
