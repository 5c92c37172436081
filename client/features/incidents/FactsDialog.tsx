import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '#shared/model/incident.ts';
import { Dialog } from '../../components/desk/Dialog.tsx';
import { DialogActions } from '../../components/desk/DialogActions.tsx';
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
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { title, kind, severity } = facts;
    if (!kind || !severity) return;
    const draft = { kind: 'facts', title: title.trim(), incidentKind: kind, severity } as const;
    if (await entry.enter({ ...draft, version: incident.version })) onClose();
  };
  return (
    <Dialog title={t('editTitle')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <FactFields
          facts={facts}
          onChange={(patch) => setFacts({ ...facts, ...patch })}
          titleError={entry.at('/title')}
        />
        <DialogActions
          submit={t('common:save')}
          isBusy={entry.isBusy}
          failure={entry.failure}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}
