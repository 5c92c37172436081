import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionItem, Agreement } from '#shared/model/agreement.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { ReasonDialog } from '../../components/desk/ReasonDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useAgreementLine } from '../../hooks/desk/useAgreement.ts';
import { useToday } from '../../hooks/desk/useToday.ts';
import { ItemDialog } from './ItemDialog.tsx';

/** What is done with an item. */
export type ItemAct = 'edit' | 'done' | 'drop' | 'reopen';

interface ItemActDialogProps {
  readonly agreement: Agreement;
  readonly item: ActionItem;
  readonly act: ItemAct;
  readonly onClose: () => void;
}

/** The dialog of what is done with an item. */
export function ItemActDialog({ agreement, item, act, onClose }: ItemActDialogProps) {
  if (act === 'edit') return <ItemDialog agreement={agreement} item={item} onClose={onClose} />;
  if (act === 'done') return <DoneDialog agreement={agreement} item={item} onClose={onClose} />;
  return <WhyDialog agreement={agreement} item={item} act={act} onClose={onClose} />;
}

type OneProps = Omit<ItemActDialogProps, 'act'>;

function DoneDialog({ agreement, item, onClose }: OneProps) {
  const { t } = useTranslation('agreement');
  const line = useAgreementLine(agreement.id);
  const today = useToday();
  const [doneOn, setDoneOn] = useState(today);
  const [note, setNote] = useState('');
  const send = async (): Promise<void> => {
    if (await line.enter({ kind: 'item-done', item: item.id, doneOn, note: note.trim() || null })) onClose();
  };
  return (
    <FormDialog
      title={t('items.doneTitle')}
      submit={t('common:save')}
      isBusy={line.isBusy}
      failure={line.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <p className="strong">{item.text}</p>
      <TextField
        type="date"
        label={t('items.doneOn')}
        error={line.at('/doneOn')}
        required
        max={today}
        value={doneOn}
        onChange={setDoneOn}
      />
      <TextField
        label={t('items.doneNote')}
        error={line.at('/note')}
        isLong
        maxLength={500}
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}

function WhyDialog({ agreement, item, act, onClose }: OneProps & { readonly act: 'drop' | 'reopen' }) {
  const { t } = useTranslation('agreement');
  const line = useAgreementLine(agreement.id);
  const send = async (reason: string): Promise<void> => {
    const kind = act === 'drop' ? 'item-drop' : 'item-open';
    if (await line.enter({ kind, item: item.id, reason })) onClose();
  };
  return (
    <ReasonDialog
      title={t(act === 'drop' ? 'items.dropTitle' : 'items.reopenTitle')}
      submit={t(act === 'drop' ? 'items.drop' : 'items.reopen')}
      lead={act === 'drop' ? t('items.dropLead') : item.text}
      kind={act === 'drop' ? 'danger' : 'main'}
      isBusy={line.isBusy}
      failure={line.failure}
      error={line.at('/reason')}
      onSubmit={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
