import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Message } from './Message.tsx';

interface DialogActionsProps {
  /** Words of the button that does it. */
  readonly submit: string;
  readonly isBusy: boolean;
  /** What is wrong with the whole, as a sentence. */
  readonly failure?: string | null | undefined;
  readonly kind?: 'main' | 'danger';
  /** Left out where the form around it is sent. */
  readonly onClick?: () => void;
  readonly onClose: () => void;
  /** Further buttons, between the two. */
  readonly children?: ReactNode;
}

/** Foot of a dialog: what failed, the button that does it, and the one that leaves. */
export function DialogActions({
  submit,
  isBusy,
  failure,
  kind = 'main',
  onClick,
  onClose,
  children,
}: DialogActionsProps) {
  const { t } = useTranslation();
  return (
    <>
      {failure ? <Message tone="bad">{failure}</Message> : null}
      <div className="row">
        <button type={onClick ? 'button' : 'submit'} data-kind={kind} disabled={isBusy} onClick={onClick}>
          {submit}
        </button>
        {children}
        <button type="button" onClick={onClose}>
          {t('cancel')}
        </button>
      </div>
    </>
  );
}
