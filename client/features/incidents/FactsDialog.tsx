import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { FormDialog } from '../../components/desk/FormDialog.tsx';
import { useEntry } from '../../hooks/desk/useIncident.ts';
import { FactFields, type Facts } from './FactFields.tsx';

interface FactsDialogProps {
  readonly incident: Incident;
  readonly onClose: () => void;
}

/** Changes what an incident is called and how bad it is. */
export function FactsDialog({ incident, onClose }: FactsDialogProps) {
  const { t } = useTranslation('incident');
  const entry = useEntry(incident.id);
  const [facts, setFacts] = useState<Facts>(incident);
  const send = async (): Promise<void> => {
    const { title, kind, severity } = facts;
    if (!kind || !severity) return;
    const draft = { kind: 'facts', title: title.trim(), incidentKind: kind, severity } as const;
    if (await entry.enter({ ...draft, version: incident.version })) onClose();
  };
  return (
    <FormDialog
      title={t('editTitle')}
      submit={t('common:save')}
      isBusy={entry.isBusy}
      failure={entry.failure}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <FactFields
        facts={facts}
        onChange={(patch) => setFacts({ ...facts, ...patch })}
        titleError={entry.at('/title')}
      />
    </FormDialog>
  );
}
