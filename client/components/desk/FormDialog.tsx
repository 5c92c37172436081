import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';
import { Message } from './Message.tsx';

interface FormDialogProps {
  readonly title: string;
  /** Words of the button that does it. */
  readonly submit: string;
  readonly kind?: 'main' | 'danger';
  readonly isBusy: boolean;
  /** What is wrong with the whole, as a sentence. */
  readonly failure?: string | null | undefined;
  /** Further buttons, between the one that does it and the one that leaves. */
  readonly actions?: ReactNode;
  /** True where the form itself says what is wrong, not the browser. */
  readonly noValidate?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog with one form, or one question: what failed, the button that does it, and the one that leaves stand below. */
export function FormDialog({
  title,
  submit,
  kind = 'main',
  isBusy,
  failure,
  actions,
  noValidate,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const { t } = useTranslation();
  const go = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" noValidate={noValidate} onSubmit={go}>
        {children}
        {failure ? <Message tone="bad">{failure}</Message> : null}
        <div className="row">
          <button type="submit" data-kind={kind} disabled={isBusy}>
            {submit}
          </button>
          {actions}
          <button type="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
