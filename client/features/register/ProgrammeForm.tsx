import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgrammeFields } from '#shared/model/programme.ts';
import { Message } from '../../components/desk/Message.tsx';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { FormBasics } from './FormBasics.tsx';
import { FormMilestones } from './FormMilestones.tsx';
import { FormPlace } from './FormPlace.tsx';
import { type ProgrammeDraft, toFields } from './programmeDraft.ts';

/** What each part of the form works with. */
export interface FormPart {
  readonly draft: ProgrammeDraft;
  readonly change: (part: Partial<ProgrammeDraft>) => void;
  /** What the server said of a place, `/name`. */
  readonly at: (pointer: string) => string | undefined;
}

interface ProgrammeFormProps {
  readonly first: ProgrammeDraft;
  readonly onSave: (fields: ProgrammeFields) => Promise<unknown>;
  readonly onSaved: () => void;
}

/** All of an entry in one page; only name, agency and pillar must be there, the rest may follow. */
export function ProgrammeForm({ first, onSave, onSaved }: ProgrammeFormProps) {
  const { t } = useTranslation('programme');
  const [draft, setDraft] = useState(first);
  const submit = useSubmit();
  const part: FormPart = {
    draft,
    change: (patch) => setDraft((now) => ({ ...now, ...patch })),
    at: (pointer) => submit.at(`/programme${pointer}`),
  };
  const go = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await submit.run(() => onSave(toFields(draft)))) onSaved();
  };
  return (
    <form className="stack" onSubmit={(event) => void go(event)}>
      <FormBasics {...part} />
      <FormPlace {...part} />
      <FormMilestones {...part} />
      {submit.isFaulty || submit.failure ? (
        <Message tone="bad">{submit.failure ?? t('programmeForm:faulty')}</Message>
      ) : null}
      <div>
        <button type="submit" data-kind="main" disabled={submit.isBusy}>
          {submit.isBusy ? t('programmeForm:saving') : t('programmeForm:save')}
        </button>
      </div>
    </form>
  );
}
