import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ActionItem, type AgreementAnswer, agreementLimits } from '#shared/model/agreement.ts';
import type { KeptFile } from '#shared/model/official.ts';
import { toItemState } from '#shared/rules/agreement.ts';
import { FilePick, KeptFiles } from '../../components/desk/KeptFiles.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { toAgreementFile } from '../../connection/desk/agreements.ts';
import { useAgreementLine } from '../../hooks/desk/useAgreement.ts';
import { useToday } from '../../hooks/desk/useToday.ts';
import styles from './agreements.module.css';
import { ItemDialog } from './ItemDialog.tsx';
import { type ItemAct, ItemActDialog } from './ItemDialogs.tsx';
import { ItemRow } from './ItemRow.tsx';

interface ActionPlanProps extends Pick<AgreementAnswer, 'agreement' | 'figures'> {
  readonly mayReview: boolean;
  readonly onRemoveFile: (file: KeptFile) => void;
}

/** What was promised, what is late on top; worked from here. */
export function ActionPlan({ agreement, figures, mayReview, onRemoveFile }: ActionPlanProps) {
  const { t } = useTranslation('agreement');
  const today = useToday();
  const line = useAgreementLine(agreement.id);
  const [isAdding, setAdding] = useState(false);
  const [acting, setActing] = useState<{ readonly item: ActionItem; readonly act: ItemAct } | null>(null);
  return (
    <section className="card stack" aria-labelledby="rencana">
      <div className="row" data-apart>
        <h2 id="rencana">{t('items.title')}</h2>
        {mayReview ? (
          <button type="button" onClick={() => setAdding(true)}>
            {t('items.add')}
          </button>
        ) : null}
      </div>
      {agreement.items.length === 0 ? (
        <p className="quiet">{t(mayReview ? 'items.none' : 'items.noneRead')}</p>
      ) : null}
      {line.failure ? <Message tone="bad">{line.failure}</Message> : null}
      <ul className={styles['items']}>
        {agreement.items.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            today={today}
            figures={figures}
            actions={
              mayReview ? (
                <ItemActions
                  item={item}
                  today={today}
                  isBusy={line.isBusy}
                  onAct={(act) => setActing({ item, act })}
                  onPick={(file) => void line.attach(file, item.id)}
                />
              ) : null
            }
          >
            <KeptFiles
              files={item.files}
              toAddress={(file) => toAgreementFile(agreement.id, file)}
              onRemove={mayReview ? onRemoveFile : undefined}
            />
          </ItemRow>
        ))}
      </ul>
      {isAdding ? <ItemDialog agreement={agreement} item={null} onClose={() => setAdding(false)} /> : null}
      {acting ? <ItemActDialog agreement={agreement} {...acting} onClose={() => setActing(null)} /> : null}
    </section>
  );
}

interface ItemActionsProps {
  readonly item: ActionItem;
  readonly today: string;
  readonly isBusy: boolean;
  readonly onAct: (act: ItemAct) => void;
  readonly onPick: (file: File) => void;
}

function ItemActions({ item, today, isBusy, onAct, onPick }: ItemActionsProps) {
  const { t } = useTranslation('agreement');
  const state = toItemState(item, today);
  const acts: readonly ItemAct[] =
    state === 'done' || state === 'dropped' ? ['reopen'] : ['done', 'edit', 'drop'];
  const takesFile = item.dropped === null && item.files.length < agreementLimits.itemFiles;
  return (
    <>
      {acts.map((act) => (
        <button
          key={act}
          type="button"
          data-kind={act === 'done' ? undefined : 'quiet'}
          aria-label={t(`items.${act}Of`, { text: item.text })}
          onClick={() => onAct(act)}
        >
          {t(`items.${act}`)}
        </button>
      ))}
      {takesFile ? (
        <FilePick what={item.text} words={t('items.evidence')} isBusy={isBusy} onPick={onPick} />
      ) : null}
    </>
  );
}
