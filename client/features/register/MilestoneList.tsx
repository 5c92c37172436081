import { Paperclip } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Milestone } from '#shared/model/programme.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag } from '../../components/desk/Message.tsx';
import { toEvidenceAddress } from '../../connection/desk/programmes.ts';
import { toDateText } from '../../lib/desk/format.ts';
import { DoneDialog } from './DoneDialog.tsx';
import styles from './register.module.css';

interface MilestoneListProps {
  readonly programme: string;
  readonly agency: string;
  readonly milestones: readonly Milestone[];
  /** Day in the region's zone. */
  readonly today: string;
  /** Stores the milestones as they should be; left out for whoever only looks. */
  readonly onChange?: ((milestones: Milestone[]) => Promise<unknown>) | undefined;
}

/** Steps of the plan with what proves them. */
export function MilestoneList({ programme, agency, milestones, today, onChange }: MilestoneListProps) {
  const { t } = useTranslation('programme');
  const [closing, setClosing] = useState<Milestone | null>(null);
  if (milestones.length === 0) return <Empty>{t('noMilestones')}</Empty>;
  return (
    <>
      <ol className="card">
        {milestones.map((step) => (
          <li key={step.id} className={styles['step']}>
            <div className="row" data-apart>
              <span className="strong">{step.text}</span>
              <StepTag step={step} today={today} />
            </div>
            <div className="row quiet">
              <span>{step.dueOn ? t('detail.due', { day: toDateText(step.dueOn) }) : t('detail.noDue')}</span>
              {step.doneOn ? <span>{t('detail.done', { day: toDateText(step.doneOn) })}</span> : null}
              {step.doneOn && step.evidence.length === 0 ? <span>{t('detail.noEvidence')}</span> : null}
            </div>
            <div className="row">
              {step.evidence.map(({ id, name }) => (
                <a key={id} className="target row" href={toEvidenceAddress(programme, id)} download={name}>
                  <Paperclip size={16} aria-hidden="true" />
                  {name}
                </a>
              ))}
              {onChange && step.doneOn === null ? (
                <button type="button" onClick={() => setClosing(step)}>
                  {t('detail.markDone')}
                  <span className="visually-hidden">: {step.text}</span>
                </button>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {closing && onChange ? (
        <DoneDialog
          step={closing}
          agency={agency}
          today={today}
          onDone={(done) => onChange(milestones.map((one) => (one.id === done.id ? done : one)))}
          onClose={() => setClosing(null)}
        />
      ) : null}
    </>
  );
}

function StepTag({ step, today }: { readonly step: Milestone; readonly today: string }) {
  const { t } = useTranslation('programme');
  if (step.doneOn) return <Tag tone="good">{t('status.done')}</Tag>;
  const isLate = step.dueOn !== null && step.dueOn < today;
  return <Tag tone={isLate ? 'bad' : 'plain'}>{t(isLate ? 'detail.overdue' : 'detail.open')}</Tag>;
}
