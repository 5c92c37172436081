import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Milestone, programmeLimits } from '#shared/model/programme.ts';
import { TextField } from '../../components/desk/TextField.tsx';
import { EvidenceFiles } from './EvidenceFiles.tsx';
import type { FormPart } from './ProgrammeForm.tsx';
import { toNewMilestone } from './programmeDraft.ts';

/** The plan: steps with their days and what proves them. */
export function FormMilestones({ draft, change, at }: FormPart) {
  const { t } = useTranslation('programme');
  const { milestones } = draft;
  const put = (id: string, part: Partial<Milestone>): void =>
    change({ milestones: milestones.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <section className="stack" aria-label={t('programmeForm:plan')}>
      <h2>{t('programmeForm:plan')}</h2>
      <p className="quiet">{t('programmeForm:planHint')}</p>
      {milestones.map((step, index) => (
        <fieldset key={step.id} className="card stack">
          <legend className="strong">{t('programmeForm:milestone', { n: index + 1 })}</legend>
          <TextField
            label={t('programmeForm:milestoneText')}
            required
            maxLength={300}
            value={step.text}
            error={at(`/milestones/${index}/text`)}
            onChange={(text) => put(step.id, { text })}
          />
          <div className="pair">
            <TextField
              label={t('programmeForm:dueOn')}
              type="date"
              value={step.dueOn ?? ''}
              error={at(`/milestones/${index}/dueOn`)}
              onChange={(dueOn) => put(step.id, { dueOn: dueOn || null })}
            />
            <TextField
              label={t('programmeForm:doneOn')}
              type="date"
              value={step.doneOn ?? ''}
              error={at(`/milestones/${index}/doneOn`)}
              onChange={(doneOn) => put(step.id, { doneOn: doneOn || null })}
            />
          </div>
          {draft.agency ? (
            <EvidenceFiles
              agency={draft.agency}
              files={step.evidence}
              onChange={(evidence) => put(step.id, { evidence })}
            />
          ) : null}
          <div>
            <button
              type="button"
              data-kind="danger"
              onClick={() => change({ milestones: milestones.filter(({ id }) => id !== step.id) })}
            >
              {t('programmeForm:dropMilestone', { n: index + 1 })}
            </button>
          </div>
        </fieldset>
      ))}
      {milestones.length < programmeLimits.milestones ? (
        <div>
          <button
            type="button"
            onClick={() => change({ milestones: [...milestones, toNewMilestone(milestones)] })}
          >
            <Plus size={18} aria-hidden="true" />
            {t('programmeForm:addMilestone')}
          </button>
        </div>
      ) : null}
    </section>
  );
}
