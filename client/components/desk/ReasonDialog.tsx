import { useState } from 'react';
import { FormDialog } from './FormDialog.tsx';
import { ReasonField } from './ReasonField.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly lead?: string;
  readonly kind?: 'main' | 'danger';
  readonly isBusy: boolean;
  readonly failure: string | null;
  readonly error: string | undefined;
  readonly onSubmit: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks why something is done before it is. */
export function ReasonDialog({
  title,
  submit,
  lead,
  kind = 'main',
  isBusy,
  failure,
  error,
  onSubmit,
  onClose,
}: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={title}
      submit={submit}
      kind={kind}
      isBusy={isBusy}
      failure={failure}
      onSubmit={() => onSubmit(reason.trim())}
      onClose={onClose}
    >
      {lead ? <p className="quiet">{lead}</p> : null}
      <ReasonField value={reason} onChange={setReason} error={error} />
    </FormDialog>
  );
}
