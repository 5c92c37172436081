import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Milestone } from '#shared/model/programme.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { EvidenceFiles } from './EvidenceFiles.tsx';

interface DoneDialogProps {
  readonly step: Milestone;
  readonly agency: string;
  readonly today: string;
  readonly onDone: (step: Milestone) => Promise<unknown>;
  readonly onClose: () => void;
}

/** When a step was done, and what proves it. */
export function DoneDialog({ step, agency, today, onDone, onClose }: DoneDialogProps) {
  const { t } = useTranslation('programme');
  const [doneOn, setDoneOn] = useState(today);
  const [evidence, setEvidence] = useState(step.evidence);
  const submit = useSubmit();
  const send = async (): Promise<void> => {
    if (await submit.run(() => onDone({ ...step, doneOn, evidence }))) onClose();
  };
  return (
    <FormDialog
      title={t('detail.doneTitle', { text: step.text })}
      submit={submit.isBusy ? t('programmeForm:saving') : t('detail.markDone')}
      isBusy={submit.isBusy}
      failure={submit.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <TextField
        label={t('programmeForm:doneOn')}
        type="date"
        required
        max={today}
        value={doneOn}
        onChange={setDoneOn}
      />
      <EvidenceFiles agency={agency} files={evidence} onChange={setEvidence} />
    </FormDialog>
  );
}
